import { createHash } from "node:crypto";
import type {
  Contact as ContactRecord,
  ContactSearchSummary,
  SearchContactsRequest,
  SearchContactsResponse,
  SearchContactsTimeRange,
  SearchCriteria,
} from "@aws-sdk/client-connect";
import { inOrder, isFound, momentOf } from "../../contact-search.js";
import { NotEmulatedError, ServiceError } from "../../errors.js";
import { sameInstance } from "../access.js";
import type { Services } from "../operation.js";

const weeks = 7 * 24 * 3_600_000;
const defaultPage = 100;
/** AWS's contact search shows this many at most. */
const mostResults = 10_000;

/** Nothing in the emulator has what these search for. */
const notEmulated = ["AgentHierarchyGroups", "ContactAnalysis", "RoutingCriteria", "AiAgents"] as const;

/**
 * The newest contacts first, unless `Sort` says otherwise.
 * @partial A search by AgentHierarchyGroups, ContactAnalysis, RoutingCriteria or AiAgents is refused as not emulated.
 */
export function SearchContacts(
  { contacts, contactRecords, instance, quotas }: Pick<Services, "contacts" | "contactRecords" | "instance" | "quotas">,
  request: SearchContactsRequest,
): SearchContactsResponse {
  const { TimeRange: range, SearchCriteria: criteria = {}, Sort, MaxResults: size = defaultPage, NextToken } = request;
  if (!range) throw invalid("TimeRange is required.");
  refuseRange(range, quotas.searchContactsWeeks);
  for (const { TimeRange: other } of criteria.AdditionalTimeRange?.Criteria ?? []) if (other) refuseRange(other);
  refuseNotEmulated(criteria);
  sameInstance(instance, request.InstanceId);
  const all = contacts.all.flatMap((contact) => contactRecords.searched(contact) ?? []);
  const found = all
    .reverse()
    .filter((record) => isFound(record, range, criteria, instance.region))
    .sort(inOrder(Sort));
  const shown = found.slice(0, mostResults);
  const start = NextToken ? startOf(NextToken, request, shown) : 0;
  const page = shown.slice(start, start + size);
  const rest = start + page.length < shown.length;
  return {
    Contacts: page.map(summaryOf),
    TotalCount: found.length,
    ...(rest ? { NextToken: tokenAfter(page.at(-1), start + page.length, request) } : {}),
  };
}

function refuseRange({ StartTime, EndTime }: SearchContactsTimeRange, mostWeeks = Number.POSITIVE_INFINITY): void {
  const [start, end] = [momentOf(StartTime), momentOf(EndTime)];
  if (Number.isNaN(start) || Number.isNaN(end)) throw invalid("StartTime and EndTime must be timestamps.");
  if (end < start) throw invalid("EndTime must not be before StartTime.");
  if (end - start > mostWeeks * weeks) throw invalid(`TimeRange spans more than ${mostWeeks} weeks.`);
}

function refuseNotEmulated(criteria: SearchCriteria): void {
  const missing = notEmulated.filter((name) => criteria[name]);
  if (missing.length === 0) return;
  throw new NotEmulatedError(missing, `SearchContacts by ${missing.join(", ")} is not emulated.`);
}

/**
 * A page begins after the last contact of the one before, so that contacts that have come since move nothing; where that
 * one is not found any more, at the place where it was.
 */
function startOf(token: string, request: SearchContactsRequest, shown: readonly ContactRecord[]): number {
  const [, search, id, place] = /^(\w+) (\S*) (\d+)$/.exec(Buffer.from(token, "base64url").toString()) ?? [];
  if (search !== fingerprint(request)) throw invalid("NextToken is not of this search.");
  const index = shown.findIndex(({ Id }) => Id === id);
  return index < 0 ? Number(place) : index + 1;
}

function tokenAfter(last: ContactRecord | undefined, place: number, request: SearchContactsRequest): string {
  return Buffer.from(`${fingerprint(request)} ${last?.Id ?? ""} ${place}`).toString("base64url");
}

function fingerprint({ InstanceId, TimeRange, SearchCriteria, Sort }: SearchContactsRequest): string {
  const search = JSON.stringify([InstanceId, TimeRange, SearchCriteria, Sort]);
  return createHash("sha256").update(search).digest("hex").slice(0, 16);
}

function summaryOf(record: ContactRecord): ContactSearchSummary {
  const { AgentInfo: agent, SegmentAttributes: segment = {} } = record;
  return {
    Id: record.Id,
    Arn: record.Arn,
    InitialContactId: record.InitialContactId,
    PreviousContactId: record.PreviousContactId,
    InitiationMethod: record.InitiationMethod,
    Channel: record.Channel,
    Name: record.Name,
    QueueInfo: record.QueueInfo,
    AgentInfo: agent && { Id: agent.Id, ConnectedToAgentTimestamp: agent.ConnectedToAgentTimestamp },
    InitiationTimestamp: record.InitiationTimestamp,
    DisconnectTimestamp: record.DisconnectTimestamp,
    ScheduledTimestamp: record.ScheduledTimestamp,
    SegmentAttributes: segment,
    Tags: record.Tags,
  };
}

function invalid(message: string): ServiceError {
  return new ServiceError("InvalidParameterException", 400, message);
}
