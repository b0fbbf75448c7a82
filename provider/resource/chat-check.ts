import * as pulumi from "@pulumi/pulumi";
import { providerText, resourceType } from "./provider-text.js";

/** What a text must be: equal (after NFC and trimming), containing, or matching a regular expression. */
export type TextMatcher =
  | pulumi.Input<string>
  | { readonly contains: pulumi.Input<string> }
  | { readonly pattern: pulumi.Input<string>; readonly flags?: pulumi.Input<string> };

/** What a message must be; of an object every member that is given must hold. */
export type Matcher =
  | TextMatcher
  | {
      readonly role?: pulumi.Input<string>;
      readonly displayName?: pulumi.Input<string>;
      readonly contentType?: pulumi.Input<string>;
      /** A text, or for a message of JSON the part of it that matters. */
      readonly content?: TextMatcher | { readonly [member: string]: unknown };
    };

export interface ChatCheckArgs {
  /** The instance's id or ARN. May be left out where `contactFlowId` is an ARN. */
  readonly instanceId?: pulumi.Input<string>;
  /** The flow's id or ARN, of any partition; an ARN tells instance and region too. */
  readonly contactFlowId: pulumi.Input<string>;
  /** The synthetic customer. Default display name: `chat-check`. */
  readonly participantDetails?: pulumi.Input<{ readonly displayName?: pulumi.Input<string> }>;
  /** Contact attributes, `$.Attributes.key` in the flow; at most 32,768 bytes in all. */
  readonly attributes?: pulumi.Input<{ readonly [key: string]: pulumi.Input<string> }>;
  /** The customer's first message. Default content type: `text/plain`. */
  readonly initialMessage?: pulumi.Input<{
    readonly contentType?: pulumi.Input<string>;
    readonly content: pulumi.Input<string>;
  }>;
  /** Minutes, 60 to 10,080. Default: 60, or AWS's own where the account may not set it. */
  readonly chatDurationInMinutes?: pulumi.Input<number>;
  /** What participants may send; `text/plain` must be among them. */
  readonly supportedMessagingContentTypes?: pulumi.Input<pulumi.Input<string>[]>;
  /** Continues a chat that has ended; not together with `relatedContactId`. */
  readonly persistentChat?: pulumi.Input<{
    readonly rehydrationType: pulumi.Input<"ENTIRE_PAST_SESSION" | "FROM_SEGMENT">;
    readonly sourceContactId: pulumi.Input<string>;
  }>;
  /** Relates the chat to another contact. */
  readonly relatedContactId?: pulumi.Input<string>;
  readonly segmentAttributes?: pulumi.Input<{ readonly [key: string]: pulumi.Input<SegmentAttribute> }>;
  readonly participantConfiguration?: pulumi.Input<{
    readonly responseMode?: pulumi.Input<"INCREMENTAL" | "COMPLETE">;
  }>;
  /** Your own id of the customer, at most 128 characters. */
  readonly customerId?: pulumi.Input<string>;
  /** `["AGENT"]`: the agent is disconnected when the customer leaves. */
  readonly disconnectOnCustomerExit?: pulumi.Input<pulumi.Input<"AGENT">[]>;
  /** Seconds from the start of the contact to the subscription, 1 to 300. Default 30. */
  readonly connectWithinSeconds?: pulumi.Input<number>;
  /** Seconds for the whole check, at most 600 and no less than `connectWithinSeconds`. Default 60. */
  readonly timeoutSeconds?: pulumi.Input<number>;
  /** What the first message of anyone but the customer must be. Without it no message is waited for. */
  readonly expectFirstMessage?: pulumi.Input<Matcher>;
  /**
   * What the customer says and must hear after the chat is connected: the data, or the path of a `.chat.yaml` file, which
   * is read when the program runs; `FILE#NAME` names one of several conversations.
   */
  readonly conversation?: pulumi.Input<string> | pulumi.Input<ConversationData>;
  /**
   * Whether the conversation's chat may come to a person, by a queue, a task or an SMS. Default false: where the flow has
   * a way to one, or cannot be read, nothing is started.
   */
  readonly allowAgents?: pulumi.Input<boolean>;
  /** Whether the flow may end the chat during the check. Default false. */
  readonly allowEnd?: pulumi.Input<boolean>;
  /** At most 500 characters. AWS answers a token that was used before with the contact of then. Default: a new one. */
  readonly clientToken?: pulumi.Input<string>;
  /** `fail` (default) stops the deployment; `warn` lets it through with a warning, `held` false and the verdict. */
  readonly onFailure?: pulumi.Input<"fail" | "warn">;
  /** Further attempts when the flow is not found or access is denied, as after a fresh deployment. 0 to 10, default 0. */
  readonly retries?: pulumi.Input<number>;
  /** Seconds between attempts. Default 10; all of them must fit into `timeoutSeconds`. */
  readonly retryDelaySeconds?: pulumi.Input<number>;
  /** A role to take before the first call. */
  readonly assumeRole?: pulumi.Input<AssumeRole>;
  /** Whether errors may quote the chat although a customer input is secret. Default false. */
  readonly transcriptInErrors?: pulumi.Input<boolean>;
  /** Any change runs the check again. */
  // biome-ignore lint/suspicious/noExplicitAny: as in Pulumi's own `triggers`.
  readonly triggers?: pulumi.Input<any[]>;
  /** Default: the ARN's region, the stack's `aws:region`, then the environment. */
  readonly region?: pulumi.Input<string>;
  /** A profile of the AWS configuration. Default: the stack's `aws:profile`, then the environment. */
  readonly profile?: pulumi.Input<string>;
  /** Endpoint of both APIs, in place of AWS's. Default: what the AWS SDK finds, `AWS_ENDPOINT_URL` among it. */
  readonly endpoint?: pulumi.Input<string>;
}

/** A conversation as data; conversation.schema.json of the package says what it holds. */
export interface ConversationData {
  readonly steps: readonly object[];
  readonly [property: string]: unknown;
}

/** One of its members. */
export interface SegmentAttribute {
  readonly valueString?: pulumi.Input<string>;
  readonly valueInteger?: pulumi.Input<number>;
  readonly valueMap?: pulumi.Input<{ readonly [key: string]: pulumi.Input<SegmentAttribute> }>;
  readonly valueList?: pulumi.Input<pulumi.Input<SegmentAttribute>[]>;
  readonly valueArn?: pulumi.Input<string>;
}

export interface AssumeRole {
  readonly roleArn: pulumi.Input<string>;
  /** Default `chat-check`. */
  readonly sessionName?: pulumi.Input<string>;
  readonly externalId?: pulumi.Input<string>;
  /** Seconds, at least 900. Default 3600. */
  readonly durationSeconds?: pulumi.Input<number>;
}

/** One entry of the chat. */
export interface TranscriptItem {
  /** ISO 8601. */
  readonly time: string;
  /** `CUSTOMER`, `SYSTEM`, `AGENT`, …; empty on the end of the chat. */
  readonly role: string;
  readonly contentType: string;
  readonly content: string;
}

/** Milliseconds; `firstMessage` only where one was expected. */
export interface Durations {
  readonly start: number;
  readonly connect: number;
  readonly subscribe: number;
  readonly firstMessage?: number;
  readonly total: number;
}

/**
 * Starts a synthetic chat against a deployed flow during `pulumi up`, proves that it can be connected to and greets,
 * and ends it. When it does not hold, the deployment stops, and what depends on the check is not touched.
 * The check runs when the resource is created and when an input changes; preview sends nothing.
 */
export class ChatCheck extends pulumi.CustomResource {
  /** False when the check failed and `onFailure: "warn"` let it through; then outputs that were not reached are absent. */
  declare readonly held: pulumi.Output<boolean>;
  declare readonly contactId: pulumi.Output<string>;
  declare readonly participantId: pulumi.Output<string>;
  /** Absent where no ARN was given and DescribeContact is not allowed. */
  declare readonly contactArn: pulumi.Output<string | undefined>;
  /** ISO 8601: when StartChatContact was answered. */
  declare readonly startedAt: pulumi.Output<string>;
  /** ISO 8601: when CreateParticipantConnection was answered. */
  declare readonly connectedAt: pulumi.Output<string>;
  /** ISO 8601: until when the WebSocket URL could have been used. */
  declare readonly connectionExpiry: pulumi.Output<string>;
  /** ISO 8601: when the subscription was answered with success. */
  declare readonly subscribedAt: pulumi.Output<string>;
  declare readonly durations: pulumi.Output<Durations>;
  /** At most 8 KB; the last entry says when it was cut. Secret when an input that the customer says is. */
  declare readonly transcript: pulumi.Output<TranscriptItem[]>;
  /** What was found, in one sentence. */
  declare readonly verdict: pulumi.Output<string>;

  constructor(name: string, args: ChatCheckArgs, options?: pulumi.CustomResourceOptions) {
    const outputs = {
      held: undefined,
      contactId: undefined,
      participantId: undefined,
      contactArn: undefined,
      startedAt: undefined,
      connectedAt: undefined,
      connectionExpiry: undefined,
      subscribedAt: undefined,
      durations: undefined,
      verdict: undefined,
    };
    const { expectFirstMessage, conversation } = args;
    const given = {
      ...args,
      ...(expectFirstMessage === undefined ? {} : { expectFirstMessage: asData(expectFirstMessage) }),
      ...(conversation === undefined ? {} : { conversation: conversationGiven(conversation) }),
    };
    super(
      resourceType,
      name,
      { ...outputs, ...given, transcript: secretMark(args), __provider: providerText },
      options,
    );
    pulumi.all([this.held, this.verdict]).apply(([held, verdict]) => {
      if (held === false) void pulumi.log.warn(`Let through by onFailure: "warn". ${verdict}`, this);
    });
  }
}

/** A regular expression reaches a provider as an empty object, so it becomes `{ pattern, flags }` here. */
function asData<T>(value: T): T {
  if (value instanceof RegExp) return { pattern: value.source, flags: value.flags } as T;
  if (Array.isArray(value)) return value.map(asData) as T;
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, asData(entry)])) as T;
}

/** A path that is there is read at once, so that what is wrong with the file stops the program where it stands. */
function conversationGiven(given: NonNullable<ChatCheckArgs["conversation"]>): pulumi.Input<object> {
  if (typeof given === "string") return conversationData(given);
  return pulumi.output(asData(given) as pulumi.Input<string | object>).apply(conversationData);
}

/** What a path stands for is read here, so that a change of the file is a change of the resource. */
function conversationData(value: string | object): object {
  if (typeof value !== "string") return value;
  const { conversationOf } = require("../conversation/file.js") as typeof import("../conversation/file.js");
  return conversationOf(value);
}

/**
 * A secret input under the key of an output makes the engine keep that output secret. It is there only when
 * something that the customer says, or must hear, is secret; the provider takes it as the sign to quote nothing.
 */
function secretMark(args: ChatCheckArgs) {
  const { participantDetails, attributes, initialMessage, expectFirstMessage, segmentAttributes, customerId } = args;
  const customer = { participantDetails, attributes, initialMessage, segmentAttributes, customerId };
  const said = pulumi.output({ ...customer, expectFirstMessage, conversation: args.conversation });
  return pulumi.output(pulumi.isSecret(said)).apply((secret) => (secret ? pulumi.secret("") : undefined));
}
