import type {
  Contact as ContactRecord,
  ControlPlaneTagFilter,
  NameCriteria,
  SearchContactsAdditionalTimeRangeCriteria,
  SearchContactsMatchType,
  SearchContactsTimeRange,
  SearchContactsTimeRangeType,
  SearchCriteria,
  Sort,
  SortableFieldName,
  TagCondition,
} from "@aws-sdk/client-connect";

/** Whether SearchContacts finds a contact. Every attribute of a contact counts as configured for search. */
export function isFound(
  record: ContactRecord,
  range: SearchContactsTimeRange,
  criteria: SearchCriteria,
  region: string,
): boolean {
  const { AdditionalTimeRange: more, SearchableContactAttributes: attributes } = criteria;
  const { SearchableSegmentAttributes: segment } = criteria;
  return (
    isWithin(record, range) &&
    isOneOf(record.Channel, criteria.Channels) &&
    isOneOf(record.InitiationMethod, criteria.InitiationMethods) &&
    isOneOf(record.QueueInfo?.Id, criteria.QueueIds) &&
    isOneOf(record.AgentInfo?.Id, criteria.AgentIds) &&
    isOneOf(region, criteria.ActiveRegions) &&
    isNamed(record, criteria.Name) &&
    isTagged(record, criteria.ContactTags) &&
    (!more ||
      combined(
        more.MatchType,
        (more.Criteria ?? []).map((other) => holds(record, other)),
      )) &&
    hasAttributes(attributes, (key) => record.Attributes?.[key]) &&
    hasAttributes(segment, (key) => record.SegmentAttributes?.[key]?.ValueString)
  );
}

/** For sorting; what has no such value comes last in either order. */
export function inOrder(sort: Sort | undefined): (a: ContactRecord, b: ContactRecord) => number {
  const field = sort?.FieldName ?? "INITIATION_TIMESTAMP";
  const direction = sort?.Order === "ASCENDING" ? 1 : -1;
  return (first, second) => {
    const [a, b] = [sortValues[field](first), sortValues[field](second)];
    if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
    return a === b ? 0 : a < b ? -direction : direction;
  };
}

/** Milliseconds since the epoch of a timestamp on the wire: seconds since the epoch, or a text of ISO 8601. */
export function momentOf(timestamp: unknown): number {
  return typeof timestamp === "number" ? timestamp * 1000 : Date.parse(String(timestamp));
}

const timestamps: Readonly<Record<SearchContactsTimeRangeType, (record: ContactRecord) => Date | undefined>> = {
  INITIATION_TIMESTAMP: (record) => record.InitiationTimestamp,
  SCHEDULED_TIMESTAMP: (record) => record.ScheduledTimestamp,
  CONNECTED_TO_AGENT_TIMESTAMP: (record) => record.AgentInfo?.ConnectedToAgentTimestamp,
  DISCONNECT_TIMESTAMP: (record) => record.DisconnectTimestamp,
  ENQUEUE_TIMESTAMP: (record) => record.QueueInfo?.EnqueueTimestamp,
};

const sortValues: Readonly<Record<SortableFieldName, (record: ContactRecord) => number | string | undefined>> = {
  INITIATION_TIMESTAMP: (record) => record.InitiationTimestamp?.getTime(),
  SCHEDULED_TIMESTAMP: (record) => record.ScheduledTimestamp?.getTime(),
  CONNECTED_TO_AGENT_TIMESTAMP: (record) => record.AgentInfo?.ConnectedToAgentTimestamp?.getTime(),
  DISCONNECT_TIMESTAMP: (record) => record.DisconnectTimestamp?.getTime(),
  INITIATION_METHOD: (record) => record.InitiationMethod,
  CHANNEL: (record) => record.Channel,
  EXPIRY_TIMESTAMP: () => undefined,
};

function isWithin(record: ContactRecord, { Type, StartTime, EndTime }: SearchContactsTimeRange): boolean {
  const time = Type && timestamps[Type](record)?.getTime();
  return time !== undefined && time >= momentOf(StartTime) && time <= momentOf(EndTime);
}

function holds(record: ContactRecord, criteria: SearchContactsAdditionalTimeRangeCriteria): boolean {
  const { TimeRange: range, TimestampCondition: condition } = criteria;
  const missing = condition?.Type === undefined || timestamps[condition.Type](record) === undefined;
  return missing && (!range || isWithin(record, range));
}

/** A criterion without entries leaves nothing out. */
function isOneOf<T>(value: T | undefined, wanted: readonly T[] | undefined): boolean {
  return !wanted || wanted.length === 0 || (value !== undefined && wanted.includes(value));
}

function isNamed({ Name: name = "" }: ContactRecord, criteria: NameCriteria | undefined): boolean {
  if (!criteria) return true;
  const { SearchText: texts = [], MatchType: type } = criteria;
  if (type === "MATCH_EXACT") return texts.includes(name);
  return combined(
    type,
    texts.map((text) => name.toLowerCase().includes(text.toLowerCase())),
  );
}

function hasAttributes(
  search: Pick<NonNullable<SearchCriteria["SearchableContactAttributes"]>, "Criteria" | "MatchType"> | undefined,
  value: (key: string) => string | undefined,
): boolean {
  if (!search) return true;
  return combined(
    search.MatchType,
    (search.Criteria ?? []).map(({ Key = "", Values = [] }) => Values.some((wanted) => wanted === value(Key))),
  );
}

function isTagged({ Tags: tags = {} }: ContactRecord, filter: ControlPlaneTagFilter | undefined): boolean {
  const has = ({ TagKey = "", TagValue }: TagCondition) =>
    Object.hasOwn(tags, TagKey) && (TagValue === undefined || tags[TagKey] === TagValue);
  const { OrConditions: any, AndConditions: all, TagCondition: one } = filter ?? {};
  return (!any || any.some((conditions) => conditions.every(has))) && (!all || all.every(has)) && (!one || has(one));
}

function combined(type: SearchContactsMatchType | undefined, results: readonly boolean[]): boolean {
  if (type === "MATCH_ANY") return results.includes(true);
  if (type === "MATCH_NONE") return !results.includes(true);
  return !results.includes(false);
}
