import * as v from "valibot";
import { nearest } from "../flow/nearest.js";
import { contactSchema, type Expectation, expectationSchema, isContactMatcher, seenSchema } from "./expectation.js";
import { patternSchema } from "./matcher.js";
import { about, exactly, named, noSuchProperty, refusing, someText, text } from "./schema.js";

/**
 * What a customer picks of the last interactive message: an element's title (of a time picker the date), an element of
 * one of a carousel's lists, or a view's action with its data.
 */
export type Choice =
  | string
  | { readonly element: string; readonly list: string }
  | { readonly action: string; readonly data?: Readonly<Record<string, unknown>> };

/**
 * What is kept of a message, by the variable's name: all of its text, or what a regular expression finds: its first
 * group where it has one, else the whole match.
 */
export type Capture = Readonly<Record<string, true | { readonly pattern: string; readonly flags?: string }>>;

/** How long an expectation may take. */
interface Limits {
  /** Seconds until it fails. Default: the conversation's `stepTimeLimit`, or `within` where that is more. */
  readonly timeLimit?: number;
  /** Seconds since the step before in which it must come true, by the service's clock; of a contact on AWS by our own. */
  readonly within?: number;
}

interface Listening extends Limits {
  readonly capture?: Capture;
}

/** One step of a conversation: what the customer does, or what must be seen. */
export type Step =
  /** Sends a message; `markdown` as text/markdown. */
  | { readonly say: string; readonly markdown?: boolean }
  /** Answers the last interactive message. */
  | { readonly choose: Choice }
  /** Sends a file, by its path relative to the conversation's file. */
  | { readonly attach: string }
  /** Sends a typing event. */
  | { readonly type: true }
  /** Ends the customer's part. */
  | { readonly leave: true }
  /** Drops the socket and connects anew. */
  | { readonly reconnect: true }
  /** Does nothing for so many seconds, on the emulator's clock where there is one. */
  | { readonly pause: number }
  /** The next message of anyone but the customer, or what becomes of the contact. */
  | ({ readonly expect: Expectation } & Listening)
  /** Skips messages until one is as said. */
  | ({ readonly waitFor: Expectation } & Listening)
  /** The next messages, in any order. */
  | ({ readonly expectAll: readonly Expectation[] } & Limits)
  /** Must not be seen from here to the end. */
  | { readonly never: Expectation };

export type Verb = "say" | "choose" | "attach" | "type" | "leave" | "reconnect" | "pause" | ListeningVerb;
export type ListeningVerb = "expect" | "waitFor" | "expectAll" | "never";

const yes = v.literal(true, "Expected true");
const most = 7 * 24 * 3600;
const seconds = v.pipe(
  v.number("Expected a number of seconds"),
  v.minValue(0, "Expected 0 seconds or more"),
  v.maxValue(most, `Expected ${most} seconds (seven days) or less`),
);
const limits = {
  timeLimit: v.optional(
    about("Seconds until it fails. Default: the conversation's stepTimeLimit, or within where that is more.", seconds),
  ),
  within: v.optional(
    about(
      "Seconds since the step before in which it must come: by the service's clock; what becomes of a contact on AWS by this computer's.",
      seconds,
    ),
  ),
};
const capture = v.optional(
  about(
    "Variables that are kept of the message: all of its text (true), or what a regular expression finds: its first group where it has one, else the whole match.",
    named(
      v.pipe(
        text,
        v.regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "Expected a name of letters, digits and _, which no digit begins"),
      ),
      v.lazy((value) => {
        if (value === undefined) return v.union([yes, patternSchema]);
        if (typeof value === "object" && value !== null && "pattern" in value) return patternSchema;
        return v.literal(true, "Expected true or { pattern, flags }") as v.GenericSchema;
      }),
    ),
  ),
);
const element = exactly({
  element: about("The element's title.", someText),
  list: about("The title of the carousel's list that it is in.", someText),
});
const action = exactly({
  action: about("One of the view's actions.", someText),
  data: v.optional(about("What the form holds.", named(text, v.unknown()))),
});
const noChoice = refusing(() => "Expected a text, { element, list } of a carousel or { action, data } of a view");
const choice = v.lazy((value) => {
  if (value === undefined) return v.union([someText, element, action]);
  if (typeof value !== "object" || value === null) return someText;
  if ("element" in value || "list" in value) return element as v.GenericSchema;
  return "action" in value ? (action as v.GenericSchema) : noChoice;
}) as v.GenericSchema<Choice>;

const propertiesOf = new Map<string, readonly string[]>();

/** A step of one verb; another verb beside it is a step of its own. */
function step<const Entries extends v.ObjectEntries>(verb: string, entries: Entries) {
  propertiesOf.set(verb, Object.keys(entries));
  return exactly(entries, unknownBeside(verb, Object.keys(entries)));
}

const unknownBeside = (verb: string, known: readonly string[]) => (name: string) => {
  if (isVerb(name)) return `Expected one verb in a step; ${verb} and ${name} are two steps`;
  const others = verbs.filter((other) => propertiesOf.get(other)?.includes(name));
  if (others.length === 0) return noSuchProperty(name, known);
  return `There is no such property beside ${verb}; ${others.join(", ")} can have it`;
};

/** A step that waits for one thing; what becomes of the contact has no text to keep. */
function listening(verb: "expect" | "waitFor", description: string): v.GenericSchema {
  const any = step(verb, { [verb]: about(description, expectationSchema), capture, ...limits });
  const seen = exactly({ [verb]: about(description, seenSchema), capture, ...limits });
  const contactEntries = { [verb]: about(description, contactSchema), ...limits };
  const contact = exactly(contactEntries, (name) =>
    name === "capture"
      ? "There is no such property beside attributes, queue and flow; a message has a text to keep"
      : unknownBeside(verb, Object.keys(contactEntries))(name),
  );
  return v.lazy((value) => {
    if (value === undefined) return v.union([seen, contact]);
    const expectation = (value as Readonly<Record<string, unknown>>)[verb];
    const isContact = typeof expectation === "object" && expectation !== null && isContactMatcher(expectation);
    return (isContact ? contact : any) as v.GenericSchema;
  });
}

const schemas: Readonly<Record<Verb, v.GenericSchema>> = {
  say: step("say", {
    say: about("Sends a message.", someText),
    markdown: v.optional(about("Sends it as text/markdown.", v.boolean("Expected true or false"))),
  }),
  choose: step("choose", {
    choose: about(
      "Answers the last interactive message: an element's title, { element, list } of a carousel, or { action, data } of a view.",
      choice,
    ),
  }),
  attach: step("attach", { attach: about("Sends a file, by its path relative to the conversation's file.", someText) }),
  type: step("type", { type: about("Sends a typing event.", yes) }),
  leave: step("leave", { leave: about("Ends the customer's part.", yes) }),
  reconnect: step("reconnect", { reconnect: about("Drops the socket and connects anew.", yes) }),
  pause: step("pause", {
    pause: about("Does nothing for so many seconds, on the emulator's clock where there is one.", seconds),
  }),
  expect: listening("expect", "The next message of anyone but the customer, an event, or what becomes of the contact."),
  waitFor: listening("waitFor", "Skips messages until one is as said."),
  expectAll: step("expectAll", {
    expectAll: about(
      "The next messages, in any order.",
      v.pipe(v.array(expectationSchema, "Expected a list"), v.minLength(1, "Expected at least one")),
    ),
    ...limits,
  }),
  never: step("never", { never: about("Must not be seen from here to the end.", expectationSchema) }),
};

function isVerb(name: string): name is Verb {
  return Object.hasOwn(schemas, name);
}

export const verbs = Object.keys(schemas) as readonly Verb[];

/** The verb of a step, as far as it has one. */
export function verbOf(step: unknown): Verb | undefined {
  if (typeof step !== "object" || step === null) return undefined;
  return Object.keys(step).find(isVerb);
}

const beside = ["markdown", "capture", "timeLimit", "within"];

/** Names the property that was probably meant for the verb. */
function wrongVerb(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.keys(value).find((name) => !beside.includes(name));
}

const noVerb = refusing((value) => {
  const [, word = ""] = /^\s*(\w+)\b/.exec(typeof value === "string" ? value : "") ?? [];
  if (isVerb(word)) return `Expected a step; a colon and a space stand after ${word}`;
  const name = wrongVerb(value);
  if (name === undefined) return `Expected a step: an object with one of ${verbs.join(", ")}`;
  const meant = nearest(name, verbs);
  if (meant) return `Expected a step, and ${name} is none; did you mean ${meant}?`;
  return `Expected a step, and ${name} is none; there are ${verbs.join(", ")}`;
});

/** Chosen by the step's verb, so that a mistake is told in the words of what was meant. */
export const stepSchema: v.GenericSchema<Step> = v.lazy((value) => {
  if (value === undefined) return v.union(Object.values(schemas)) as v.GenericSchema<Step>;
  const verb = verbOf(value);
  return (verb ? schemas[verb] : noVerb) as v.GenericSchema<Step>;
});
