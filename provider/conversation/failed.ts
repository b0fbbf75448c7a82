import type { ChatItem } from "../chat/item.js";
import { quoted, visible } from "./difference.js";
import type { Expectation } from "./expectation.js";
import type { ConversationFailureOptions } from "./failure.js";
import { interactiveIn, interactiveType, inWords, isMessage, itemDifferences } from "./judge.js";
import { withoutTokens } from "./transcript.js";

/** What did not hold, before the evidence is added. */
export type Failed = Pick<ConversationFailureOptions, "code" | "message" | "hint"> &
  Partial<Pick<ConversationFailureOptions, "expected" | "actual" | "differences" | "lastAction" | "cause">>;

export function anotherMessage(expectation: Expectation, item: ChatItem): Failed {
  return {
    code: "OTHER_MESSAGE",
    message: "The next message is another than expected.",
    hint: "Correct the flow or the step; waitFor skips messages that do not matter.",
    expected: inWords(expectation),
    actual: shown(item),
    differences: differencesOf(expectation, item),
  };
}

export function noneOf(open: readonly Expectation[], item: ChatItem): Failed {
  const [only, another] = open;
  return {
    code: "OTHER_MESSAGE",
    message: "The next message is none of those that are expected.",
    hint: "Correct the flow or the step.",
    expected: anyOf(open),
    actual: shown(item),
    ...(only !== undefined && another === undefined ? { differences: differencesOf(only, item) } : {}),
  };
}

/** `untilNext`: milliseconds after which the flow would go on by itself; `name`: the property that gave the time. */
export function notInTime(
  open: readonly Expectation[],
  seconds: number,
  untilNext?: number,
  name = "timeLimit",
): Failed {
  const later = untilNext === undefined ? "" : `; the flow goes on by itself after ${Math.ceil(untilNext / 1000)} s`;
  return {
    code: "NOT_IN_TIME",
    message: `It did not come within ${seconds} s${later}.`,
    hint:
      untilNext === undefined
        ? `Look at the flow's branches; if it is only slow, raise ${name} of the step.`
        : `Look at the last action: the flow took another way, or the customer has to say something first; or raise ${name}.`,
    ...expectedOf(open),
  };
}

export function cameLate(
  expectation: Expectation,
  item: ChatItem,
  seconds: number,
  limit: number,
  name: string,
): Failed {
  return {
    code: "NOT_IN_TIME",
    message: `It came after ${seconds} s, and ${name} is ${limit} s.`,
    hint: "Make the flow faster, or give the step more time.",
    expected: inWords(expectation),
    actual: shown(item),
  };
}

export function nothingComes(open: readonly Expectation[]): Failed {
  return {
    code: "NOTHING_COMES",
    message: "It did not come, and the flow waits for nothing but the customer.",
    hint: "Look at the last action: the flow took another way, or the customer has to say something first.",
    ...expectedOf(open),
  };
}

/** `reason` is AWS's word for why, where it is known. */
export function chatEnded(when: string, reason?: string): Failed {
  return {
    code: "CHAT_ENDED",
    message: `The chat ended ${when}${reason === undefined ? "" : ` (${reason})`}.`,
    hint: hintsOfEnd[reason ?? ""] ?? "Look in the flow for the way to Disconnect that this chat took.",
  };
}

const hintsOfEnd: Readonly<Record<string, string>> = {
  EXPIRED: "The chat's time was over; chatDurationInMinutes gives it more than an hour.",
  SYSTEM_ERROR: "Look at the last action: it did not work.",
};

export function forbiddenSeen(expectation: Expectation, step: number, item?: ChatItem): Failed {
  return {
    code: "FORBIDDEN",
    message: `What step ${step + 1} says must never be seen was seen.`,
    hint: "Correct the flow, or the step with never.",
    expected: `never ${inWords(expectation)}`,
    ...(item ? { actual: shown(item) } : {}),
  };
}

export function nothingToChoose(message: string): Failed {
  return {
    code: "NOTHING_TO_CHOOSE",
    message,
    hint: "Correct the flow, or expect the interactive message first.",
  };
}

export function nothingCaptured(name: string, expression: RegExp, content: string): Failed {
  return {
    code: "NOTHING_CAPTURED",
    message: `The message has nothing for the variable ${name}.`,
    hint: "Correct the pattern of capture, or the flow.",
    expected: String(expression),
    actual: quoted(withoutTokens(content)),
  };
}

export function unknownVariable(message: string): Failed {
  return {
    code: "UNKNOWN_VARIABLE",
    message,
    hint: "Give it in variables or in the rows, or capture it in a step before.",
  };
}

/** What keeps an item from being what is expected, as far as the two do not show it themselves. */
export function differencesOf(expectation: Expectation, item: ChatItem): string[] {
  const differences = itemDifferences(expectation, { ...item, content: withoutTokens(item.content) });
  return typeof expectation === "string" ? differences.filter((difference) => difference.includes("\n")) : differences;
}

/** An item on one line. */
export function shown(item: ChatItem): string {
  const { role = "CHAT", contentType, content } = item;
  if (!isMessage(item)) return `${role} ${contentType.slice(contentType.lastIndexOf(".") + 1)}`;
  if (contentType !== interactiveType) return `${role} ${quoted(withoutTokens(content))}`;
  const { template, title, elements } = interactiveIn(item);
  const parts = [template, title === "" ? "" : quoted(title), elements.map(quoted).join(", ")];
  return `${role} ${visible(parts.filter((part) => part !== "").join(" "))}`;
}

function anyOf(open: readonly Expectation[]): string {
  return open.map(inWords).join(" or ");
}

function expectedOf(open: readonly Expectation[]): { readonly expected?: string } {
  return open.length === 0 ? {} : { expected: anyOf(open) };
}
