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
  const names: string[] = [];
  const parts = utterance.split(/\{([A-Za-z][A-Za-z0-9_]*)\}/);
  const pattern = parts.map((part, index) => {
    if (index % 2 === 0) return escaped(plain(part));
    names.push(part);
    return "(.+?)";
  });
  const match = new RegExp(`^\\s*${pattern.map((part) => part.trim()).join("\\s*")}\\s*$`, "u").exec(
    names.length === 0 ? plain(text) : spoken(text),
  );
  if (!match) return undefined;
  const slots: Record<string, string> = {};
  for (const [index, name] of names.entries()) {
    const slot = intent.slots?.find((candidate) => candidate.name === name);
    const found = slot ? slotValue(slot, match[index + 1] ?? "") : match[index + 1]?.trim();
    if (found === undefined) return undefined;
    slots[name] = found;
  }
  return slots;
}

/** Without case, punctuation and runs of white space; a mark is part of the letter before it. */
function plain(text: string): string {
  return spoken(text.normalize("NFC").replace(/[^\p{L}\p{M}\p{N}\s]|(?<!\p{L}\p{M}*)\p{M}/gu, " "));
}

/** Without case and runs of white space; a slot's value may have punctuation in it. */
function spoken(text: string): string {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[.!?]+$/, "");
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
