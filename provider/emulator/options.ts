import type { Clock } from "./clock.js";
import type { Stub } from "./flow-run.js";
import type { InstanceDefinition } from "./instance/definition.js";
import { type Quotas, quotaProblems } from "./quotas.js";

/** A flow to load: a file, or its content with a name. */
export type FlowSource =
  | string
  | {
      readonly file: string;
      readonly name?: string;
      readonly type?: string;
      /** Default: the export's, else one that follows from the name. */
      readonly id?: string;
      readonly description?: string;
      readonly tags?: Readonly<Record<string, string>>;
      /** Default PUBLISHED; with SAVED no chat can start. */
      readonly status?: "PUBLISHED" | "SAVED";
    }
  | { readonly content: string | object; readonly name: string; readonly type?: string };

export interface EmulatorOptions {
  /** Port. Default 0: any free one. */
  readonly port?: number;
  /**
   * Address to listen on. Default `127.0.0.1`. With an address that other machines reach, requests are taken by any
   * Host header, and socket URLs name the host that a request came to.
   */
  readonly host?: string;
  /**
   * What the one instance has: the path of an instance file (YAML or JSON), or its content. In a content, paths of files
   * are relative to the working directory.
   */
  readonly instance?: string | InstanceDefinition;
  /** Id of the one instance. Default: the instance file's, else `11111111-2222-4333-8444-555555555555`. */
  readonly instanceId?: string;
  /** Region in ARNs. Default: the instance file's, else `us-east-1`. */
  readonly region?: string;
  /** Account in ARNs. Default: the instance file's, else `123456789012`. */
  readonly accountId?: string;
  /** Flows as exported: paths of files, or contents. A flow with a problem, or with an action that is not emulated, is refused. */
  readonly flows?: readonly FlowSource[];
  /**
   * `real` (default): time as it passes; `instant`: a flow never waits; a tenth of a second after somebody
   * last did something, time jumps to its timer; `manual`: time stands still, from the start on, until `advance` moves it;
   * or a clock of yours.
   */
  readonly clock?: "real" | "instant" | "manual" | Clock;
  /** Makes ids, tokens and chance repeatable. Default: the system's randomness. */
  readonly seed?: number;
  /** How much the account may have, and how often it may call. Default: AWS's numbers, and as often as one likes. */
  readonly quotas?: Partial<Quotas>;
  /** Called with a line for every call that was answered, and for every action of a flow; no token is in it. */
  readonly log?: (line: string) => void;
  /** Decides the outcome of actions that are done, so that every branch can be reached; `undefined` leaves it to them. */
  readonly stub?: Stub;
  /** Points on which no source says what AWS does. */
  readonly behaviour?: Partial<Behaviour>;
}

/** Where no source says what AWS does, one named option decides. */
export interface Behaviour {
  /** When the flow starts: at the customer's first successful subscription (default), or when the contact is created. */
  readonly flowStart: "subscribed" | "created";
  /** What CheckHoursOfOperation finds. Default `open`. */
  readonly hoursOfOperation: "open" | "closed";
  /** What becomes of a flow with an action type that nobody knows: it is refused (default), or the action takes its error branch. */
  readonly unknownAction: "refused" | "error branch";
  /** What an action does in a type of flow in which AWS does not publish it: what it does elsewhere (default), or it takes its error branch. */
  readonly illegalAction: "runs" | "error branch";
  /** Whether `Equals "NULL"` holds for a value that is missing, as an AWS sample flow expects. Default true. */
  readonly missingEqualsNull: boolean;
  /** What StopContact answers for a contact that has ended: 200 (default) or 410. */
  readonly stopEndedContact: 200 | 410;
  /** Actions that a flow may run without waiting for anything before it is ended as an endless loop. Default 1000. */
  readonly actionsWithoutWait: number;
  /** Seconds of a customer's silence after which a bot forgets what it was told, and begins anew. Default 300, as Lex has it. */
  readonly botSessionSeconds: number;
  /** What the texts of a flow are sent as in a chat that supports text/markdown. Default `text/plain`. */
  readonly flowText: "text/plain" | "text/markdown";
  /** Sockets that one participant may have open; the oldest is closed with 1001 for the next. Default 5. */
  readonly socketsPerParticipant: number;
  /**
   * How a connect call over its rate is refused: as TooManyRequestsException (default); as ThrottlingException where
   * the operation declares it (`declared`); or with status 429 alone, without the header that names an error (`unnamed`).
   */
  readonly throttledConnect: "TooManyRequestsException" | "declared" | "unnamed";
  /** Which calls count against a rate: all that are signed (default), or only those that hold against the model. */
  readonly countedCalls: "all" | "valid";
  /** Milliseconds after which DescribeContact sees a contact, or what was changed of it. Default 0. */
  readonly describeContactDelay: number;
  /** Milliseconds after which SearchContacts sees a contact, or what was changed of it. Default 0. */
  readonly searchContactsDelay: number;
  /** What `connect:Subtype` is for a chat that was started without one, to DescribeContact and SearchContacts. Default `connect:Chat`. */
  readonly chatSubtype: "connect:Chat" | "absent";
  /** What a contact's ConnectedToSystemTimestamp is: when the customer joined (default), or when the contact was created. */
  readonly connectedToSystem: "joined" | "created";
  /** Whether DescribeContact has ChatMetrics of a chat from its start (default) or once it has ended. */
  readonly chatMetrics: "always" | "ended";
  /** What becomes of a contact attribute that the operation UpdateContactAttributes sets to an empty value: it is removed (default), or it is empty. */
  readonly emptyAttribute: "removed" | "kept";
  /** What UpdateContact does with members that are for external audio contacts alone (QueueInfo, UserInfo, endpoints): it refuses them with 400 (default) or passes over them. */
  readonly externalAudioMembers: "refused" | "ignored";
  /** What TagContact and UntagContact answer for a contact that has ended: 200 (default) or 400. */
  readonly tagEndedContact: 200 | 400;
  /** What keeps the five minutes of a new chat: the customer's subscription (default), or the call of CreateParticipantConnection. */
  readonly connectionEstablished: "subscription" | "CreateParticipantConnection";
  /** What StartChatContact answers to a client token that came with another request before: the original contact (default), or 400. */
  readonly changedClientToken: "original" | 400;
  /** Whether a repeated StartChatContact answers with a participant token of its own (default) or with the first one. Both are good. */
  readonly replayedParticipantToken: "fresh" | "same";
  /** Whether the ARN of a flow can stand for its id in StartChatContact. Default true. */
  readonly startByFlowArn: boolean;
  /** What StartChatContact does with `FLOW_ID:$SAVED`: it finds no flow (default), or runs what was saved last. */
  readonly startSavedFlow: "not found" | "runs";
  /** What StartChatContact does with a flow that was never published: it finds no flow (default), refuses the request (400), or runs what was saved. */
  readonly startUnpublishedFlow: "not found" | 400 | "runs";
  /** Whether a chat that carries on another, or is related to one, begins with a copy of its contact attributes (default) or with its own alone. */
  readonly relatedAttributes: "copied" | "own";
  /** Whether `chat.rehydrated` stands in the transcript. Default false. */
  readonly rehydratedInTranscript: boolean;
  /** Whether a connection token stays good until it expires when a newer one was given (default), or is refused from then on. */
  readonly earlierConnectionTokens: "valid" | "refused";
  /** How a participant token is refused where a connection token belongs, and the other way about: as an unknown token (default), or as one of an ended chat. */
  readonly swappedToken: "explicit deny" | "Access denied";
  /** Whether the customer, who has left with DisconnectOnCustomerExit, can go on to speak with the disconnect flow (default) or can only hear it. */
  readonly tokensAfterCustomerLeft: "valid" | "refused";
  /** Whether a socket's URL can be used until it expires (default) or once. */
  readonly socketUrl: "until expiry" | "once";
  /** HTTP status that refuses the handshake of a socket whose URL is unknown or has expired. Default 403. */
  readonly refusedHandshake: number;
  /** What becomes of one socket too many of a participant: the oldest is closed with 1001 for it (default), or its handshake is refused. */
  readonly socketBeyondLimit: "closes the oldest" | "refused";
  /** Minutes without a frame of the client after which a socket is closed with 1001. Default 0: never. */
  readonly socketIdleMinutes: number;
  /** Minutes after which a socket is closed with 1001 whatever happens on it. Default 0: never. */
  readonly socketLifeMinutes: number;
  /** The code that sockets are closed with after `chat.ended`. Default 0: they stay open for the client to close. */
  readonly closeCodeAtEnd: number;
  /** How long a message may be: 16,384 bytes (default), or 1,024 characters of text, 12,000 of JSON and 12,288 of interactive.response, as an older page has it. */
  readonly messageSize: "bytes" | "by content type";
  /** Elements that a ListPicker may have: 10 as the newer page has it (default), or 6 as the older one. */
  readonly listPickerElements: number;
  /** What the scan of an attachment finds. Default `APPROVED`. */
  readonly attachmentScan: "APPROVED" | "REJECTED";
  /** Milliseconds that the scan of an attachment takes. Default 0: it is done when CompleteAttachmentUpload answers. */
  readonly attachmentScanTime: number;
  /** Seconds that the URL for an upload can be used, and the one for a download that names no other time. Default 300. */
  readonly attachmentUrlSeconds: number;
  /** How an attachment is refused that is larger than the quota: with ValidationException (default) or ServiceQuotaExceededException. */
  readonly largeAttachment: "ValidationException" | "ServiceQuotaExceededException";
  /** How operations that need an open contact refuse one that has ended (CreateParticipant, UpdateParticipantRoleConfig, CreatePersistentContactAssociation, StartContactStreaming). Default InvalidRequestException. */
  readonly endedContact: "InvalidRequestException" | "ResourceNotFoundException";
}

export const defaultBehaviour: Behaviour = {
  flowStart: "subscribed",
  hoursOfOperation: "open",
  unknownAction: "refused",
  illegalAction: "runs",
  missingEqualsNull: true,
  stopEndedContact: 200,
  actionsWithoutWait: 1000,
  botSessionSeconds: 300,
  flowText: "text/plain",
  socketsPerParticipant: 5,
  throttledConnect: "TooManyRequestsException",
  countedCalls: "all",
  describeContactDelay: 0,
  searchContactsDelay: 0,
  chatSubtype: "connect:Chat",
  connectedToSystem: "joined",
  chatMetrics: "always",
  emptyAttribute: "removed",
  externalAudioMembers: "refused",
  tagEndedContact: 200,
  connectionEstablished: "subscription",
  changedClientToken: "original",
  replayedParticipantToken: "fresh",
  startByFlowArn: true,
  startSavedFlow: "not found",
  startUnpublishedFlow: "not found",
  relatedAttributes: "copied",
  rehydratedInTranscript: false,
  earlierConnectionTokens: "valid",
  swappedToken: "explicit deny",
  tokensAfterCustomerLeft: "valid",
  socketUrl: "until expiry",
  refusedHandshake: 403,
  socketBeyondLimit: "closes the oldest",
  socketIdleMinutes: 0,
  socketLifeMinutes: 0,
  closeCodeAtEnd: 0,
  messageSize: "bytes",
  listPickerElements: 10,
  attachmentScan: "APPROVED",
  attachmentScanTime: 0,
  attachmentUrlSeconds: 300,
  largeAttachment: "ValidationException",
  endedContact: "InvalidRequestException",
};

const optionNames: Readonly<Record<keyof EmulatorOptions, true>> = {
  port: true,
  host: true,
  instance: true,
  instanceId: true,
  region: true,
  accountId: true,
  flows: true,
  clock: true,
  seed: true,
  quotas: true,
  log: true,
  stub: true,
  behaviour: true,
};

const choices: Readonly<Partial<Record<keyof Behaviour, readonly unknown[]>>> = {
  flowStart: ["subscribed", "created"],
  hoursOfOperation: ["open", "closed"],
  unknownAction: ["refused", "error branch"],
  illegalAction: ["runs", "error branch"],
  missingEqualsNull: [true, false],
  stopEndedContact: [200, 410],
  flowText: ["text/plain", "text/markdown"],
  throttledConnect: ["TooManyRequestsException", "declared", "unnamed"],
  countedCalls: ["all", "valid"],
  chatSubtype: ["connect:Chat", "absent"],
  connectedToSystem: ["joined", "created"],
  chatMetrics: ["always", "ended"],
  emptyAttribute: ["removed", "kept"],
  externalAudioMembers: ["refused", "ignored"],
  tagEndedContact: [200, 400],
  connectionEstablished: ["subscription", "CreateParticipantConnection"],
  changedClientToken: ["original", 400],
  replayedParticipantToken: ["fresh", "same"],
  startByFlowArn: [true, false],
  startSavedFlow: ["not found", "runs"],
  startUnpublishedFlow: ["not found", 400, "runs"],
  relatedAttributes: ["copied", "own"],
  rehydratedInTranscript: [true, false],
  earlierConnectionTokens: ["valid", "refused"],
  swappedToken: ["explicit deny", "Access denied"],
  tokensAfterCustomerLeft: ["valid", "refused"],
  socketUrl: ["until expiry", "once"],
  socketBeyondLimit: ["closes the oldest", "refused"],
  messageSize: ["bytes", "by content type"],
  attachmentScan: ["APPROVED", "REJECTED"],
  largeAttachment: ["ValidationException", "ServiceQuotaExceededException"],
  endedContact: ["InvalidRequestException", "ResourceNotFoundException"],
};

const delays = ["describeContactDelay", "searchContactsDelay", "attachmentScanTime"] as const;

const numbers = [
  "actionsWithoutWait",
  "botSessionSeconds",
  "socketsPerParticipant",
  "refusedHandshake",
  "socketIdleMinutes",
  "socketLifeMinutes",
  "closeCodeAtEnd",
  "listPickerElements",
  "attachmentUrlSeconds",
] as const;

/** What a program without a type checker may get wrong: throws with every unknown name and every value out of range. */
export function refuseUnknown(options: EmulatorOptions): void {
  const { behaviour = {}, quotas = {}, clock } = options;
  const problems = [
    ...Object.keys(options)
      .filter((name) => !Object.hasOwn(optionNames, name))
      .map((name) => `There is no option ${name}.`),
    ...Object.keys(behaviour)
      .filter((name) => !Object.hasOwn(defaultBehaviour, name))
      .map((name) => `There is no behaviour ${name}.`),
    ...Object.entries(choices)
      .filter(([name, values]) => name in behaviour && !values.includes(behaviour[name as keyof Behaviour]))
      .map(([name, values]) => `${name} is one of ${values.join(", ")}.`),
    ...delays
      .filter((name) => name in behaviour && !(Number(behaviour[name]) >= 0))
      .map((name) => `${name} is a number of milliseconds from 0 up.`),
    ...numbers
      .filter((name) => name in behaviour && !(Number(behaviour[name]) >= 0))
      .map((name) => `${name} is a number from 0 up.`),
    ...quotaProblems(quotas),
    ...(typeof clock === "string" && !["real", "instant", "manual"].includes(clock)
      ? ["clock is real, instant, manual or a clock."]
      : []),
  ];
  if (problems.length > 0) throw new TypeError(`The emulator's options are not valid: ${problems.join(" ")}`);
}
