import * as v from "valibot";
import { exactly, someText } from "./schema.js";
import { type Step, stepSchema } from "./step.js";
import type { DecidedOutcome } from "./target.js";

/** Variables, and the cells of a row. */
export type Values = Readonly<Record<string, string | number | boolean>>;

/** A conversation as data: what a customer says to a flow, and what must come back. */
export interface Conversation {
  /** Default: the file's name, and its place there. */
  readonly name?: string;
  /** The flow that it begins in: its name on the emulator, an id or an ARN anywhere. */
  readonly flow?: string;
  readonly tags?: readonly string[];
  /** Runs this conversation, and others with it, alone. */
  readonly only?: boolean;
  /** Leaves it out; a text says why. */
  readonly skip?: boolean | string;
  /** Seconds for the whole of it. Default 60. */
  readonly timeout?: number;
  /** Seconds for a step that waits. Default 10. */
  readonly stepTimeLimit?: number;
  /** Used as `{{name}}` in texts. */
  readonly variables?: Values;
  /** One run a row, with the row's cells as variables; `name` names the run. */
  readonly rows?: readonly Values[];
  /** Compares the whole transcript with the one that is stored beside the file. */
  readonly golden?: boolean;
  /**
   * What actions of the flow come to, by identifier, whatever they would do: for branches that nothing else reaches.
   * The emulator alone can do that; elsewhere the conversation is skipped.
   */
  readonly outcomes?: Readonly<Record<string, DecidedOutcome>>;
  readonly steps: readonly Step[];
  /** Members of StartChatContact, as a program writes them. */
  readonly participantDetails?: { readonly displayName?: string };
  readonly attributes?: Readonly<Record<string, string>>;
  readonly initialMessage?: { readonly contentType?: string; readonly content: string };
  readonly clientToken?: string;
  readonly chatDurationInMinutes?: number;
  readonly supportedMessagingContentTypes?: readonly string[];
  readonly persistentChat?: { readonly rehydrationType: string; readonly sourceContactId: string };
  readonly relatedContactId?: string;
  readonly segmentAttributes?: Readonly<Record<string, unknown>>;
  readonly participantConfiguration?: { readonly responseMode?: string };
  readonly customerId?: string;
  readonly disconnectOnCustomerExit?: readonly string[];
}

/** The members of StartChatContact among a conversation's properties. */
export const startProperties = [
  ...["participantDetails", "attributes", "initialMessage", "clientToken", "chatDurationInMinutes"],
  ...["supportedMessagingContentTypes", "persistentChat", "relatedContactId", "segmentAttributes"],
  ...["participantConfiguration", "customerId", "disconnectOnCustomerExit"],
] as const;

const interactive = "application/vnd.amazonaws.connect.message.interactive";

/** What a customer's client supports; a conversation that says nothing of it can be sent everything. */
export const everyContentType: readonly string[] = [
  ...["text/plain", "text/markdown", "application/json", interactive, `${interactive}.response`],
];

export const conversationDefaults = { timeout: 60, stepTimeLimit: 10 };

const seconds = v.pipe(v.number("Expected a number of seconds"), v.minValue(1, "Expected at least 1 second"));
const cell = v.union([v.string(), v.number(), v.boolean()], "Expected a text, a number, true or false");
const values = v.record(
  v.pipe(v.string(), v.regex(/^[A-Za-z_]\w*$/, "Expected a name of letters, digits and _")),
  cell,
  "Expected an object",
);
const text = v.string("Expected a text");
const map = (of: v.GenericSchema) => v.record(text, of, "Expected an object");

const outcome = v.union(
  [exactly({ error: someText }), exactly({ result: v.union([v.string(), v.number()]) })],
  "Expected { error } or { result }",
);

const properties = {
  name: v.optional(someText),
  flow: v.optional(someText),
  tags: v.optional(v.array(someText, "Expected a list of texts")),
  only: v.optional(v.boolean("Expected true or false")),
  skip: v.optional(v.union([v.boolean(), someText], "Expected true, false, or why")),
  timeout: v.optional(seconds),
  stepTimeLimit: v.optional(seconds),
  variables: v.optional(values),
  rows: v.optional(v.pipe(v.array(values, "Expected a list of rows"), v.minLength(1, "Expected at least one row"))),
  golden: v.optional(v.boolean("Expected true or false")),
  outcomes: v.optional(v.record(someText, outcome, "Expected an object")),
  participantDetails: v.optional(exactly({ displayName: v.optional(someText) })),
  attributes: v.optional(map(text)),
  initialMessage: v.optional(exactly({ contentType: v.optional(someText), content: text })),
  clientToken: v.optional(someText),
  chatDurationInMinutes: v.optional(v.pipe(v.number("Expected minutes"), v.integer("Expected whole minutes"))),
  supportedMessagingContentTypes: v.optional(v.array(someText, "Expected a list of texts")),
  persistentChat: v.optional(exactly({ rehydrationType: someText, sourceContactId: someText })),
  relatedContactId: v.optional(someText),
  segmentAttributes: v.optional(map(v.unknown())),
  participantConfiguration: v.optional(exactly({ responseMode: v.optional(someText) })),
  customerId: v.optional(someText),
  disconnectOnCustomerExit: v.optional(v.array(someText, "Expected a list of texts")),
};

const steps = v.pipe(v.array(stepSchema, "Expected a list of steps"), v.minLength(1, "Expected at least one step"));

export const conversationSchema: v.GenericSchema<Conversation> = exactly({
  ...properties,
  steps,
}) as unknown as v.GenericSchema<Conversation>;

/** A file: one conversation, or several with what they have in common above them. */
export const fileSchema: v.GenericSchema = v.lazy((value) => {
  const several = exactly({
    $schema: v.optional(someText),
    ...properties,
    conversations: v.pipe(
      v.array(conversationSchema, "Expected a list of conversations"),
      v.minLength(1, "Expected at least one conversation"),
    ),
  });
  const one = exactly({ $schema: v.optional(someText), ...properties, steps });
  if (value === undefined) return v.union([one, several]);
  return typeof value === "object" && value !== null && "conversations" in value ? several : one;
});
