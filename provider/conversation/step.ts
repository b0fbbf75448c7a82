import * as v from "valibot";
import { type Expectation, expectationSchema } from "./expectation.js";
import { exactly, someText } from "./schema.js";

/** What a customer picks of the last interactive message: an element's title, or a view's action with its data. */
export type Choice = string | { readonly action: string; readonly data?: Readonly<Record<string, unknown>> };

/** What is kept of a message, by the variable's name: all of its text, or what a regular expression's group finds. */
export type Capture = Readonly<Record<string, true | { readonly pattern: string; readonly flags?: string }>>;

/** How long an expectation may take. */
interface Limits {
  /** Seconds until it fails. Default: the conversation's `stepTimeLimit`. */
  readonly timeLimit?: number;
  /** Seconds by the service's clock, since the step before, in which it must come true. */
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
const seconds = v.pipe(v.number("Expected a number of seconds"), v.minValue(0, "Expected 0 seconds or more"));
const limits = { timeLimit: v.optional(seconds), within: v.optional(seconds) };
const capture = v.optional(
  v.record(
    v.pipe(someText, v.regex(/^[A-Za-z_]\w*$/, "Expected a name of letters, digits and _")),
    v.union(
      [yes, exactly({ pattern: someText, flags: v.optional(v.string("Expected a text")) })],
      "Expected true or { pattern, flags }",
    ),
  ),
);
const choice = v.lazy((value) =>
  typeof value === "object" && value !== null
    ? exactly({ action: someText, data: v.optional(v.record(v.string(), v.unknown(), "Expected an object")) })
    : someText,
) as v.GenericSchema<Choice>;

const schemas: Readonly<Record<Verb, v.GenericSchema>> = {
  say: exactly({ say: someText, markdown: v.optional(v.boolean("Expected true or false")) }),
  choose: exactly({ choose: choice }),
  attach: exactly({ attach: someText }),
  type: exactly({ type: yes }),
  leave: exactly({ leave: yes }),
  reconnect: exactly({ reconnect: yes }),
  pause: exactly({ pause: seconds }),
  expect: exactly({ expect: expectationSchema, capture, ...limits }),
  waitFor: exactly({ waitFor: expectationSchema, capture, ...limits }),
  expectAll: exactly({
    expectAll: v.pipe(v.array(expectationSchema, "Expected a list"), v.minLength(1, "Expected at least one")),
    ...limits,
  }),
  never: exactly({ never: expectationSchema }),
};

export const verbs = Object.keys(schemas) as readonly Verb[];

/** The verb of a step, as far as it has one. */
export function verbOf(step: unknown): Verb | undefined {
  if (typeof step !== "object" || step === null) return undefined;
  return verbs.find((verb) => Object.hasOwn(step, verb));
}

const noVerb = v.pipe(
  v.unknown(),
  v.check(() => false, `Expected a step: an object with one of ${verbs.join(", ")}`),
);

/** Chosen by the step's verb, so that a mistake is told in the words of what was meant. */
export const stepSchema: v.GenericSchema<Step> = v.lazy((value) => {
  if (value === undefined) return v.union(Object.values(schemas)) as v.GenericSchema<Step>;
  const verb = verbOf(value);
  return (verb ? schemas[verb] : noVerb) as v.GenericSchema<Step>;
});
