import type { ChatItem } from "../chat/item.js";
import { type Expectation, isAttachmentMatcher, isInteractiveMatcher } from "./expectation.js";
import { isMessage, subjectOf } from "./judge.js";
import type { TextMatcher } from "./matcher.js";

const least = 0.5;

/** The message that says most nearly what was expected, if any comes near; of several the last. */
export function nearestMessage(expectation: Expectation, items: readonly ChatItem[]): ChatItem | undefined {
  if (subjectOf(expectation) !== "message") return undefined;
  const wanted = pairsOf(wordsOf(expectation));
  let best: ChatItem | undefined;
  let most = least;
  for (const item of items.filter(isMessage)) {
    const likeness = likenessOf(wanted, pairsOf(item.content), isPart(expectation));
    if (likeness >= most) [best, most] = [item, likeness];
  }
  return best;
}

/** The letters that an expectation names, in any script. */
function wordsOf(expectation: Expectation): string {
  if (typeof expectation === "string") return expectation;
  if (isInteractiveMatcher(expectation)) {
    const { title = "", elements = [] } = expectation.interactive;
    return [title, ...elements].map(textOf).join(" ");
  }
  if (isAttachmentMatcher(expectation)) return textOf(expectation.attachment);
  const { content } = expectation as { readonly content?: unknown };
  return typeof content === "object" && content !== null && !isText(content)
    ? JSON.stringify(content)
    : textOf((content ?? expectation) as TextMatcher);
}

function textOf(matcher: TextMatcher): string {
  if (typeof matcher === "string") return matcher;
  if ("contains" in matcher) return matcher.contains;
  return matcher.pattern?.replace(/\\[a-zA-Z]|[^\p{L}\p{N}\s]/gu, "") ?? "";
}

function isText(value: object): boolean {
  return "contains" in value || "pattern" in value;
}

/** Whether a message may say more than what is expected. */
function isPart(expectation: Expectation): boolean {
  if (typeof expectation === "string") return false;
  const { content } = expectation as { readonly content?: unknown };
  return typeof content !== "string";
}

/** Every two letters that stand beside each other, and how often. */
function pairsOf(text: string): Map<string, number> {
  const letters = [
    ...text
      .normalize("NFC")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim(),
  ];
  const pairs = new Map<string, number>();
  for (let index = 0; index < Math.max(1, letters.length - 1) && letters.length > 0; index++) {
    const pair = `${letters[index]}${letters[index + 1] ?? ""}`;
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

/** From 0 to 1; of a part how much of it is there. */
function likenessOf(wanted: ReadonlyMap<string, number>, actual: ReadonlyMap<string, number>, part: boolean): number {
  const size = (pairs: ReadonlyMap<string, number>) => [...pairs.values()].reduce((sum, count) => sum + count, 0);
  const all = part ? 2 * size(wanted) : size(wanted) + size(actual);
  if (all === 0) return 0;
  let shared = 0;
  for (const [pair, count] of wanted) shared += Math.min(count, actual.get(pair) ?? 0);
  return (2 * shared) / all;
}
