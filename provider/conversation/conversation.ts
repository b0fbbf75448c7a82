import * as v from "valibot";
import { nearest } from "../flow/nearest.js";
import { about, exactly, named, noSuchProperty, refusing, someText, text } from "./schema.js";
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
  /** Used as `{{name}}` in texts; in a file a number is what is written, such as 0042 or 1.50. */
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

const most = 7 * 24 * 3600;
const seconds = v.pipe(
  v.number("Expected a number of seconds"),
  v.minValue(1, "Expected at least 1 second"),
  v.maxValue(most, `Expected ${most} seconds (seven days) or less`),
);
const scalar = "Expected a text, a number, true or false";
const cell = v.union([v.string(), v.pipe(v.number(), v.finite("Expected a finite number")), v.boolean()], scalar);
const values = named(
  v.pipe(
    v.string(),
    v.regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "Expected a name of letters, digits and _, which no digit begins"),
  ),
  cell,
);
const refusedOutcome = refusing(() => "Expected { error } or { result }");
const oneOutcome = (name: string) =>
  /^(error|result)$/.test(name) ? "Expected { error } or { result }, not both" : noSuchProperty(name, []);
const failing = exactly({ error: about("The error type that its error branch is for.", someText) }, oneOutcome);
const resulting = exactly(
  {
    result: about(
      "What its conditions look at.",
      v.union([v.string(), v.pipe(v.number(), v.finite("Expected a finite number"))], "Expected a text or a number"),
    ),
  },
  oneOutcome,
);
const outcome = v.lazy((value) => {
  if (value === undefined) return v.union([failing, resulting]);
  if (typeof value !== "object" || value === null) return refusedOutcome;
  return ("error" in value ? failing : "result" in value ? resulting : refusedOutcome) as v.GenericSchema;
});
const flag = v.boolean("Expected true or false");
const texts = v.array(someText, "Expected a list of texts");
const optional = <Schema extends v.GenericSchema>(description: string, schema: Schema) =>
  v.optional(about(description, schema));

const properties = {
  name: optional("Default: the file's name, and its place there.", someText),
  flow: optional("The flow that it begins in: its name, id or ARN.", someText),
  tags: optional("For chat-check test --tags.", texts),
  only: optional("Runs this conversation, and others with it, alone.", flag),
  skip: optional("Leaves it out; a text says why.", v.union([v.boolean(), someText], "Expected true, false, or why")),
  timeout: optional("Seconds for the whole of it. Default 60.", seconds),
  stepTimeLimit: optional("Seconds for a step that waits. Default 10.", seconds),
  variables: optional("Used as {{name}} in texts; a number is what is written, such as 0042 or 1.50.", values),
  rows: optional(
    "One run a row, with the row's cells as variables; `name` names the run.",
    v.pipe(v.array(values, "Expected a list of rows"), v.minLength(1, "Expected at least one row")),
  ),
  golden: optional("Compares the whole transcript with the one that is stored beside the file.", flag),
  outcomes: optional(
    "What actions of the flow come to, by identifier, whatever they would do. The emulator alone can do that.",
    named(someText, outcome),
  ),
  participantDetails: optional(
    "Of StartChatContact: who the customer is.",
    exactly({ displayName: optional("Default chat-check.", someText) }),
  ),
  attributes: optional("Of StartChatContact: contact attributes, $.Attributes of flows.", named(text, text)),
  initialMessage: optional(
    "Of StartChatContact: the customer's first message.",
    exactly({ contentType: optional("Default text/plain.", someText), content: about("Its text.", text) }),
  ),
  clientToken: optional("Of StartChatContact: the same token names the same contact.", someText),
  chatDurationInMinutes: optional(
    "Of StartChatContact. Default 60.",
    v.pipe(
      v.number("Expected minutes"),
      v.integer("Expected whole minutes"),
      v.minValue(60, "Expected at least 60 minutes"),
    ),
  ),
  supportedMessagingContentTypes: optional(
    "Of StartChatContact: what the customer's client shows. Default: every content type that there is.",
    texts,
  ),
  persistentChat: optional(
    "Of StartChatContact: the chat that it carries on.",
    exactly({
      rehydrationType: about("ENTIRE_PAST_SESSION or FROM_SEGMENT.", someText),
      sourceContactId: about("The past contact.", someText),
    }),
  ),
  relatedContactId: optional("Of StartChatContact.", someText),
  segmentAttributes: optional("Of StartChatContact.", named(text, v.unknown())),
  participantConfiguration: optional(
    "Of StartChatContact.",
    exactly({ responseMode: optional("INCREMENTAL or COMPLETE.", someText) }),
  ),
  customerId: optional("Of StartChatContact.", someText),
  disconnectOnCustomerExit: optional("Of StartChatContact: whose part ends with the customer's.", texts),
};

const steps = about(
  "What the customer does and must see, in this order.",
  v.pipe(v.array(stepSchema, "Expected a list of steps"), v.minLength(1, "Expected at least one step")),
);

export const conversationSchema: v.GenericSchema<Conversation> = exactly({
  ...properties,
  steps,
}) as unknown as v.GenericSchema<Conversation>;

const $schema = v.optional(someText);
const one = exactly({ $schema, ...properties, steps }, (name) =>
  noSuchProperty(name, [...Object.keys(properties), "steps", "conversations"]),
);
const several = exactly(
  {
    $schema,
    ...properties,
    conversations: about(
      "Several conversations; what stands above them they have in common.",
      v.pipe(
        v.array(conversationSchema, "Expected a list of conversations"),
        v.minLength(1, "Expected at least one conversation"),
      ),
    ),
  },
  (name) =>
    name === "steps"
      ? "Expected steps or conversations, not both"
      : noSuchProperty(name, [...Object.keys(properties), "conversations"]),
);

/** A file: one conversation, or several with what they have in common above them. */
export const fileSchema: v.GenericSchema = v.lazy((value) => {
  if (value === undefined) return v.union([one, several]);
  return typeof value === "object" && value !== null && hasConversations(value) ? several : one;
});

/** Also under a name that is almost theirs. */
function hasConversations(value: object): boolean {
  if ("conversations" in value || "steps" in value) return "conversations" in value;
  return Object.keys(value).some((name) => nearest(name, ["conversations"]) !== undefined);
}
