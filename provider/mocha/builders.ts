import * as v from "valibot";
import { type Conversation, conversationSchema } from "../conversation/conversation.js";
import { type Expectation, expectationSchema } from "../conversation/expectation.js";
import type { Step } from "../conversation/step.js";
import { ChatCheckError, problemList } from "../errors.js";

/** A type in which a regular expression may stand wherever data has `{ pattern, flags }`. */
export type OrPattern<T> = T extends { readonly pattern: string }
  ? T | RegExp
  : T extends readonly (infer Entry)[]
    ? readonly OrPattern<Entry>[]
    : T extends object
      ? { readonly [Key in keyof T]: OrPattern<T[Key]> }
      : T;

/** A step as a program writes it. */
export type StepInit = OrPattern<Step>;

/** What must be seen, as a program writes it: a text, a regular expression, `{ contains }`, a part of a message, … */
export type ExpectationInit = OrPattern<Expectation>;

/** What a conversation is started with, as a program writes it. */
export type ChatInit = Omit<Conversation, "steps" | "only" | "skip">;

/** A conversation as a program writes it. */
export type ConversationInit = ChatInit & { readonly steps: readonly StepInit[] };

/** The data of what a program wrote: with `{ pattern, flags }` in place of regular expressions. */
export function withoutPatterns<T>(value: OrPattern<T>): T {
  if (value instanceof RegExp)
    return { pattern: value.source, ...(value.flags === "" ? {} : { flags: value.flags }) } as T;
  if (Array.isArray(value)) return value.map((entry) => withoutPatterns(entry)) as T;
  if (typeof value !== "object" || value === null) return value as T;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, entry]) => entry !== undefined)
      .map(([key, entry]) => [key, withoutPatterns(entry)]),
  ) as T;
}

/** The conversation that a program wrote; throws `INVALID_CONVERSATION` with everything that is wrong with it. */
export function conversationFrom(init: ConversationInit): Conversation {
  return checked(
    conversationSchema,
    withoutPatterns<Conversation>(init as OrPattern<Conversation>),
    "The conversation",
  );
}

/** What a program expects; throws `INVALID_CONVERSATION`. */
export function expectationFrom(init: ExpectationInit): Expectation {
  return checked(expectationSchema, withoutPatterns<Expectation>(init), "What is expected");
}

function checked<T>(schema: v.GenericSchema<T>, value: T, what: string): T {
  const { issues } = v.safeParse(schema, value);
  if (!issues) return value;
  const problems = issues.map(({ path = [], message }) => {
    const place = path.map(({ key }) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("");
    return `${place === "" ? "" : `${place.replace(/^\./, "")}: `}${message}`;
  });
  throw new ChatCheckError({
    code: "INVALID_CONVERSATION",
    message: problemList(`${what} cannot be used`, problems),
    hint: "Correct it in the program; nothing was sent.",
  });
}
