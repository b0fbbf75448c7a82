import type { ChatItem } from "../chat/item.js";
import { assigned } from "./assignment.js";
import { type Answer, answerTo } from "./choice.js";
import type { ContactMatcher, Expectation } from "./expectation.js";
import { anotherMessage, type Failed, noneOf, nothingToChoose } from "./failed.js";
import { holds, interactiveType, isAbout, isMessage, subjectOf } from "./judge.js";
import type { Choice } from "./step.js";

/** What has come of something that is looked for. */
export interface Look {
  /** What it is about, oldest first; the search is over when it has everything. */
  readonly taken?: readonly { readonly item: ChatItem; readonly expectation: Expectation }[];
  /** Why it cannot come any more. */
  readonly failed?: Failed;
}

/** Something that is looked for in what is pending. */
export interface Search {
  /** What is still missing, for failures. */
  readonly open: readonly Expectation[];
  /** Whether what it is about passes over everything before. */
  readonly skips?: boolean;
  /** Nothing while it may still come. */
  look(pending: readonly ChatItem[]): Look | undefined;
}

/** The next message, or an event before it. */
export function nextOne(expectation: Expectation): Search {
  return {
    open: [expectation],
    look(pending) {
      const item = pending.find((candidate) => isNext(expectation, candidate));
      if (!item) return undefined;
      return holds(expectation, item)
        ? { taken: [{ item, expectation }] }
        : { failed: anotherMessage(expectation, item) };
    },
  };
}

/** The first that is as said, whatever else there is before. */
export function anyLater(expectation: Expectation): Search {
  return {
    open: [expectation],
    skips: true,
    look(pending) {
      const item = pending.find((candidate) => isAbout(expectation, candidate) && holds(expectation, candidate));
      return item && { taken: [{ item, expectation }] };
    },
  };
}

/** The next ones in any order: each message must be one of them, and each of them its own message. */
export function allOf(expectations: readonly Expectation[]): Search {
  let open: readonly Expectation[] = expectations;
  const openOf = (indices: readonly number[] = []) =>
    expectations.filter((_expectation, index) => !indices.includes(index));
  return {
    get open() {
      return open;
    },
    look(pending) {
      const items: ChatItem[] = [];
      const fits = (item: number, index: number) => holds(expectations[index] as Expectation, items[item] as ChatItem);
      const given = () => assigned(items.length, expectations.length, fits);
      for (const item of pending.filter((other) => expectations.some((expectation) => isNext(expectation, other)))) {
        if (items.length === expectations.length) break;
        items.push(item);
        if (given()) continue;
        items.pop();
        if (isMessage(item)) return { failed: noneOf(openOf(given()), item) };
      }
      const indices = given() ?? [];
      open = openOf(indices);
      if (open.length > 0) return undefined;
      const taken = indices.map((index, item) => ({
        item: items[item] as ChatItem,
        expectation: expectations[index] as Expectation,
      }));
      return { taken };
    },
  };
}

/** Something to answer so; `items` are all of the chat, `isOwn` tells the customer's. */
export function answerable(
  choice: Choice,
  items: () => readonly ChatItem[],
  isOwn: (item: ChatItem) => boolean,
): Search & { readonly answer: Answer | undefined; readonly problem: Failed } {
  const search = {
    open: [],
    answer: undefined as Answer | undefined,
    problem: nothingToChoose("There is no interactive message to choose from."),
    look(): Look | undefined {
      const all = items();
      const index = all.map(({ contentType }) => contentType).lastIndexOf(interactiveType);
      const message = all[index];
      if (!message) return undefined;
      const answer = answerTo(message, choice);
      if (!("problem" in answer)) {
        search.answer = answer;
        return { taken: [{ item: message, expectation: { contentType: interactiveType } }] };
      }
      const { problem, ...rest } = answer;
      search.problem = { ...nothingToChoose(problem), ...rest };
      const isAnswered = all.slice(index + 1).some((item) => isOwn(item) && item.type === "MESSAGE");
      return isAnswered ? undefined : { failed: search.problem };
    },
  };
  return search;
}

/** A message is the next one; an event stands between messages, and others of its kind are passed over. */
function isNext(expectation: Expectation, item: ChatItem): boolean {
  if (subjectOf(expectation) === "event" && !isAbout(expectation, item)) return true;
  if (subjectOf(expectation) === "message") return isAbout(expectation, item);
  return isAbout(expectation, item) && holds(expectation, item);
}

/** The expectations that are about the contact, and those about what is seen. */
export function byKind(expectations: readonly Expectation[]): {
  readonly contact: readonly ContactMatcher[];
  readonly seen: readonly Expectation[];
} {
  const isContact = (expectation: Expectation) => subjectOf(expectation) === "contact";
  return {
    contact: expectations.filter(isContact) as readonly ContactMatcher[],
    seen: expectations.filter((expectation) => !isContact(expectation)),
  };
}
