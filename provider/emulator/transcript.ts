import type { GetTranscriptRequest, Item, ScanDirection, StartPosition } from "@aws-sdk/client-connectparticipant";
import type { Chat } from "./chat.js";
import type { Contact } from "./contact.js";
import { ServiceError } from "./errors.js";

const defaultPage = 10;
const mostPastContacts = 100;

export interface Page {
  readonly items: Item[];
  readonly nextToken?: string;
}

type PageRequest = Omit<GetTranscriptRequest, "ConnectionToken">;

/**
 * One page of a chat's transcript. Which items: walking from the start position in the scan direction, over all
 * contacts of the chat or one of them. The sessions that the chat carries on come only behind its own first item, by
 * NextToken, backward. The sort order is that of the page.
 */
export function pageOf(chat: Chat, request: PageRequest): Page {
  const { ContactId: only } = request;
  const own = only ? chat.items.filter(({ ContactId }) => ContactId === only) : chat.items;
  const past = only ? 0 : pastLength(chat);
  const place = request.NextToken === undefined ? undefined : placeOf(request.NextToken);
  const page = place?.past ? pastPage(chat, request, place.index) : ownPage(own, past, request, place?.index);
  if (request.SortOrder !== "ASCENDING") page.items.reverse();
  return page;
}

/** The contacts whose sessions a chat carries on, oldest first. */
export function pastContacts(chat: Chat): Contact[] {
  const past: Contact[] = [];
  for (let source = chat.continuedFrom; source && past.length < mostPastContacts; source = source.chat.continuedFrom) {
    const { contacts } = source.chat;
    past.unshift(...contacts.slice(0, contacts.indexOf(source) + 1));
  }
  return past.slice(-mostPastContacts);
}

function ownPage(all: readonly Item[], past: number, request: PageRequest, place: number | undefined): Page {
  const { StartPosition: position = {} } = request;
  const positioned = Object.values(position).some((value) => value !== undefined);
  const direction = request.ScanDirection ?? (positioned ? "FORWARD" : "BACKWARD");
  const start = positionOf(all, position, direction);
  if (direction === "FORWARD" && start === undefined) {
    throw new ServiceError("ValidationException", 400, "ScanDirection FORWARD needs a StartPosition.");
  }
  const size = request.MaxResults || defaultPage;
  const from = place ?? start ?? all.length - 1;
  if (direction === "FORWARD") {
    const end = Math.min(all.length, from + size);
    return { items: all.slice(from, end), nextToken: end < all.length ? tokenOf(false, end) : undefined };
  }
  const low = Math.max(0, from - size + 1);
  return { items: all.slice(low, from + 1), nextToken: before(low, past) };
}

function before(low: number, past: number): string | undefined {
  if (low > 0) return tokenOf(false, low - 1);
  return past > 0 ? tokenOf(true, past - 1) : undefined;
}

function pastPage(chat: Chat, { ScanDirection: direction, MaxResults }: PageRequest, from: number): Page {
  if (direction === "FORWARD") {
    throw new ServiceError("ValidationException", 400, "Past chats are read with ScanDirection BACKWARD.");
  }
  const low = Math.max(0, from - (MaxResults || defaultPage) + 1);
  const items = pastContacts(chat)
    .flatMap((contact) => contact.items)
    .slice(low, from + 1)
    .map(({ ContactId, ...item }) => ({ ...item, RelatedContactId: ContactId }));
  return { items, nextToken: low > 0 ? tokenOf(true, low - 1) : undefined };
}

function pastLength(chat: Chat): number {
  return chat.continuedFrom ? pastContacts(chat).reduce((sum, { items }) => sum + items.length, 0) : 0;
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

function tokenOf(past: boolean, index: number): string {
  return Buffer.from(`${past ? "past" : "at"} ${index}`).toString("base64url");
}

function placeOf(nextToken: string): { readonly past: boolean; readonly index: number } {
  const [, where, index] = /^(at|past) (\d+)$/.exec(Buffer.from(nextToken, "base64url").toString()) ?? [];
  if (!where) throw new ServiceError("ValidationException", 400, "NextToken is not valid.");
  return { past: where === "past", index: Number(index) };
}
