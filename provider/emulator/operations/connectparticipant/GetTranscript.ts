import type {
  GetTranscriptRequest,
  GetTranscriptResponse,
  Item,
  ScanDirection,
  StartPosition,
} from "@aws-sdk/client-connectparticipant";
import { ServiceError } from "../../errors.js";
import { speaker } from "../access.js";
import type { Services } from "../operation.js";

const defaultPage = 10;

export function GetTranscript(
  { contacts }: Pick<Services, "contacts">,
  { ConnectionToken, ContactId, ...page }: GetTranscriptRequest,
): GetTranscriptResponse {
  const { contact } = speaker(contacts, ConnectionToken);
  if (ContactId && ContactId !== contact.id) return { InitialContactId: contact.id, Transcript: [] };
  const { items, nextToken } = scan(contact.items, page);
  return { InitialContactId: contact.id, Transcript: items, ...(nextToken ? { NextToken: nextToken } : {}) };
}

/** Which items: walking from the start position in the scan direction; the sort order is only that of the page. */
function scan(
  all: readonly Item[],
  request: Pick<GetTranscriptRequest, "MaxResults" | "NextToken" | "ScanDirection" | "SortOrder" | "StartPosition">,
): { items: Item[]; nextToken?: string } {
  const { StartPosition: position = {} } = request;
  const positioned = Object.values(position).some((value) => value !== undefined);
  const direction = request.ScanDirection ?? (positioned ? "FORWARD" : "BACKWARD");
  const start = positionOf(all, position, direction);
  if (direction === "FORWARD" && start === undefined) {
    throw new ServiceError("ValidationException", 400, "ScanDirection FORWARD needs a StartPosition.");
  }
  const size = request.MaxResults || defaultPage;
  const from = request.NextToken ? offsetOf(request.NextToken) : (start ?? all.length - 1);
  const [low, high] =
    direction === "FORWARD" ? [from, Math.min(all.length, from + size)] : [Math.max(0, from - size + 1), from + 1];
  const items = all.slice(low, high);
  const rest = direction === "FORWARD" ? (high < all.length ? high : undefined) : low > 0 ? low - 1 : undefined;
  if (request.SortOrder !== "ASCENDING") items.reverse();
  return { items, ...(rest === undefined ? {} : { nextToken: Buffer.from(`at ${rest}`).toString("base64url") }) };
}

function positionOf(
  all: readonly Item[],
  { Id: id, AbsoluteTime: time, MostRecent: mostRecent }: StartPosition,
  direction: ScanDirection,
): number | undefined {
  if (id !== undefined) {
    const index = all.findIndex((item) => item.Id === id);
    if (index < 0) throw new ServiceError("ValidationException", 400, `The transcript has no item ${id}.`);
    return index;
  }
  if (time !== undefined) {
    const moment = Date.parse(time);
    if (Number.isNaN(moment)) throw new ServiceError("ValidationException", 400, `AbsoluteTime ${time} is not a time.`);
    const times = all.map((item) => Date.parse(item.AbsoluteTime ?? ""));
    if (direction === "BACKWARD") return times.filter((other) => other <= moment).length - 1;
    return times.filter((other) => other < moment).length;
  }
  if (mostRecent === undefined) return undefined;
  const index = Math.max(0, all.length - mostRecent);
  return direction === "BACKWARD" ? Math.min(index, all.length - 1) : index;
}

function offsetOf(nextToken: string): number {
  const offset = /^at (\d+)$/.exec(Buffer.from(nextToken, "base64url").toString())?.[1];
  if (offset === undefined) throw new ServiceError("ValidationException", 400, "NextToken is not valid.");
  return Number(offset);
}
