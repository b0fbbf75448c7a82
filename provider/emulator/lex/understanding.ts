import type { LexBotDefinition } from "../instance/definition.js";

export type LexIntent = NonNullable<LexBotDefinition["intents"]>[number];
export type LexSlot = NonNullable<LexIntent["slots"]>[number];

export interface Understood {
  readonly intent: LexIntent;
  /** Values by slot, as the flow sees them. */
  readonly slots: Readonly<Record<string, string>>;
}

/** The first intent with an utterance that is what the customer said; case and punctuation do not count. */
export function understood(intents: readonly LexIntent[], text: string): Understood | undefined {
  for (const intent of intents) {
    for (const utterance of intent.utterances ?? []) {
      const slots = slotsIn(intent, utterance, text);
      if (slots) return { intent, slots };
    }
  }
  return undefined;
}

/** The value that an answer gives a slot; `undefined` where it is none. */
export function slotValue({ values, pattern }: LexSlot, answer: string): string | undefined {
  const written = answer.trim();
  if (written === "") return undefined;
  if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`, "u").test(written)) return undefined;
  if (!values) return written;
  for (const value of values) {
    const { value: name, synonyms = [] } = typeof value === "string" ? { value } : value;
    if ([name, ...synonyms].some((word) => plain(word) === plain(written))) return name;
  }
  return undefined;
}

function slotsIn(intent: LexIntent, utterance: string, text: string): Record<string, string> | undefined {
  const parts = utterance.split(/\{([A-Za-z][A-Za-z0-9_]*)\}/);
  if (parts.length === 1) return plain(utterance) === plain(text) ? {} : undefined;
  const last = parts.length - 1;
  const patterns = parts.map((part, index) => (index % 2 === 0 ? wording(part, index > 0, index < last) : "(.+?)"));
  const match = new RegExp(`^${patterns.join("")}$`, "iu").exec(spoken(text));
  if (!match) return undefined;
  const slots: Record<string, string> = {};
  for (const [index, name] of parts.filter((_, index) => index % 2 === 1).entries()) {
    const slot = intent.slots?.find((candidate) => candidate.name === name);
    const found = slot ? slotValue(slot, match[index + 1] ?? "") : match[index + 1]?.trim();
    if (found === undefined) return undefined;
    slots[name] = found;
  }
  return slots;
}

const mark = "[^\\p{L}\\p{N}]";

/** A pattern for the words before, between or after slots; a word that stands apart from a slot has to do so. */
function wording(part: string, afterSlot: boolean, beforeSlot: boolean): string {
  const words = part.normalize("NFC").match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length === 0) return afterSlot && beforeSlot ? `${mark}+?` : "";
  const before = /^[^\p{L}\p{N}]/u.test(part) ? `${mark}+?` : "";
  const after = /[^\p{L}\p{N}]$/u.test(part) ? `${mark}+?` : "";
  return `${afterSlot ? before : `${mark}*?`}${words.join(`${mark}+`)}${beforeSlot ? after : `${mark}*`}`;
}

/** Without case, punctuation and runs of white space. */
function plain(text: string): string {
  return spoken(text.normalize("NFC").replace(/[^\p{L}\p{N}\s]/gu, " ")).toLowerCase();
}

/** Without runs of white space, and a full stop or the like at its end; a slot's value may have punctuation in it. */
function spoken(text: string): string {
  return text
    .normalize("NFC")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[.!?]+$/, "");
}
