import type { GetTranscriptRequest, GetTranscriptResponse, Item } from "@aws-sdk/client-connectparticipant";
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
  const start = positionOf(all, request.StartPosition);
  const direction = request.ScanDirection ?? (start === undefined ? "BACKWARD" : "FORWARD");
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

function positionOf(all: readonly Item[], position: GetTranscriptRequest["StartPosition"]): number | undefined {
  const { Id: id, AbsoluteTime: time, MostRecent: mostRecent } = position ?? {};
  if (id !== undefined) {
    const index = all.findIndex((item) => item.Id === id);
    if (index < 0) throw new ServiceError("ValidationException", 400, `The transcript has no item ${id}.`);
    return index;
  }
  if (time !== undefined) {
    const index = all.findIndex((item) => (item.AbsoluteTime ?? "") >= time);
    return index < 0 ? all.length : index;
  }
  return mostRecent === undefined ? undefined : Math.max(0, all.length - mostRecent);
}

function offsetOf(nextToken: string): number {
  const offset = /^at (\d+)$/.exec(Buffer.from(nextToken, "base64url").toString())?.[1];
  if (offset === undefined) throw new ServiceError("ValidationException", 400, "NextToken is not valid.");
  return Number(offset);
}
