import assert from "node:assert/strict";
import {
  ConnectClient,
  CreateParticipantCommand,
  StartChatContactCommand,
  type StartChatContactRequest,
  StopContactCommand,
} from "@aws-sdk/client-connect";
import {
  AccessDeniedException,
  ConnectParticipantClient,
  CreateParticipantConnectionCommand,
  DisconnectParticipantCommand,
  GetTranscriptCommand,
  type GetTranscriptRequest,
  type Item,
  SendMessageCommand,
} from "@aws-sdk/client-connectparticipant";
import { type ContactView, type Emulator, type EmulatorOptions, startEmulator } from "../../provider/emulator/index.js";
import { flow, greeting, say, wait } from "../flows.js";
import { Frames, subscribe, subscribed } from "./frames.js";
import { rawRequest } from "./raw-request.js";

/** Greets, and lets the customer say whatever they like. */
export const patient = () => flow("patient", say("hello", "Hello", "wait"), wait("wait", 604_800, "wait"));

export interface ChatStart {
  readonly ContactId: string;
  readonly ParticipantId: string;
  readonly ParticipantToken: string;
}

export interface OpenChat extends ChatStart {
  readonly ConnectionToken: string;
  readonly url: string;
}

/** What the clients of the AWS SDK are told besides where the emulator is. */
export interface ClientOptions {
  /** Default 3, as the SDK has it. */
  readonly maxAttempts?: number;
}

/** A customer of an emulator, with the clients of the AWS SDK as they are. */
export class Customer implements AsyncDisposable {
  readonly connect: ConnectClient;
  readonly participant: ConnectParticipantClient;
  private readonly sockets: Frames[] = [];

  private constructor(
    readonly emulator: Emulator,
    clients: ClientOptions,
  ) {
    const { url: endpoint, region } = emulator;
    const shared = { endpoint, region, credentials: { accessKeyId: "test", secretAccessKey: "test" }, ...clients };
    this.connect = new ConnectClient(shared);
    this.participant = new ConnectParticipantClient(shared);
  }

  /** Starts an emulator; without flows of the test's own it has a greeting that stays open. */
  static async of(options: EmulatorOptions = {}, clients: ClientOptions = {}): Promise<Customer> {
    return new Customer(await startEmulator({ flows: [greeting()], ...options }), clients);
  }

  /** A request to start the emulator's first flow. */
  request(overrides: Partial<StartChatContactRequest> = {}): StartChatContactRequest {
    return {
      InstanceId: this.emulator.instanceId,
      ContactFlowId: this.emulator.flows[0]?.id,
      ParticipantDetails: { DisplayName: "Ada" },
      ...overrides,
    };
  }

  async start(overrides: Partial<StartChatContactRequest> = {}): Promise<ChatStart> {
    const answer = await this.connect.send(new StartChatContactCommand(this.request(overrides)));
    const { ContactId = "", ParticipantId = "", ParticipantToken = "" } = answer;
    return { ContactId, ParticipantId, ParticipantToken };
  }

  /** Starts a chat and connects to it; nothing subscribes, so the flow does not start. */
  async chat(overrides: Partial<StartChatContactRequest> = {}): Promise<OpenChat> {
    const start = await this.start(overrides);
    return { ...start, ...(await this.connection(start.ParticipantToken)) };
  }

  /** Adds a custom participant to a chat and connects it. */
  async bot(ContactId: string, DisplayName = "Bot"): Promise<OpenChat> {
    const command = new CreateParticipantCommand({
      InstanceId: this.emulator.instanceId,
      ContactId,
      ParticipantDetails: { ParticipantRole: "CUSTOM_BOT", DisplayName },
    });
    const { ParticipantId = "", ParticipantCredentials } = await this.connect.send(command);
    const ParticipantToken = ParticipantCredentials?.ParticipantToken ?? "";
    return { ContactId, ParticipantId, ParticipantToken, ...(await this.connection(ParticipantToken)) };
  }

  async connection(ParticipantToken: string): Promise<Pick<OpenChat, "ConnectionToken" | "url">> {
    const command = new CreateParticipantConnectionCommand({
      ParticipantToken,
      Type: ["WEBSOCKET", "CONNECTION_CREDENTIALS"],
    });
    const { ConnectionCredentials, Websocket } = await this.participant.send(command);
    return { ConnectionToken: ConnectionCredentials?.ConnectionToken ?? "", url: Websocket?.Url ?? "" };
  }

  async open(url: string): Promise<Frames> {
    const frames = await Frames.open(url);
    this.sockets.push(frames);
    return frames;
  }

  async subscribe(url: string): Promise<Frames> {
    const frames = await this.open(url);
    frames.send(subscribe);
    await frames.next((frame) => frame === subscribed);
    return frames;
  }

  async say(ConnectionToken: string, Content: string): Promise<string> {
    const command = new SendMessageCommand({ ConnectionToken, ContentType: "text/plain", Content });
    return (await this.participant.send(command)).Id ?? "";
  }

  /** One page of the transcript. */
  async page(request: GetTranscriptRequest): Promise<{ items: Item[]; contents: string[]; next?: string }> {
    const { Transcript = [], NextToken } = await this.participant.send(new GetTranscriptCommand(request));
    return { items: Transcript, contents: Transcript.map(({ Content = "" }) => Content), next: NextToken };
  }

  async leave(ConnectionToken: string): Promise<void> {
    await this.participant.send(new DisconnectParticipantCommand({ ConnectionToken }));
  }

  async stop(ContactId: string): Promise<void> {
    await this.connect.send(new StopContactCommand({ InstanceId: this.emulator.instanceId, ContactId }));
  }

  view(ContactId: string): ContactView {
    const view = this.emulator.contacts().find(({ id }) => id === ContactId);
    assert.ok(view, "The emulator does not have the contact.");
    return view;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.sockets.map((frames) => frames.close()));
    this.connect.destroy();
    this.participant.destroy();
    await this.emulator.close();
  }
}

/** What a call is refused with, which must be an error of this class. */
export async function refusal<Refusal extends Error>(
  calling: Promise<unknown>,
  type: abstract new (...values: never[]) => Refusal,
): Promise<Refusal> {
  const error = await calling.then(
    () => assert.fail("The call was not refused."),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof type, `${type.name} expected, not ${String(error)}`);
  return error;
}

/** Holds that a token of the wrong kind, or of nobody, is refused. */
export async function assertTokenRefused(calling: Promise<unknown>): Promise<void> {
  const error = await refusal(calling, AccessDeniedException);
  assert.equal(error.$metadata.httpStatusCode, 403);
  assert.match(error.message, /explicit deny/);
}

/** Holds that a participant operation refuses a chat that has ended, in the words of the service. */
export async function assertEndedChatRefused(
  calling: Promise<unknown>,
  { emulator }: Customer,
  token: string,
  operation: string,
  input: object,
): Promise<void> {
  assert.equal((await refusal(calling, AccessDeniedException)).message, "Access denied");
  const answer = await rawRequest(emulator.url, operation, { "x-amz-bearer": token }, JSON.stringify(input));
  assert.equal(answer.status, 403);
  assert.equal(answer.headers["x-amzn-errortype"], "AccessDeniedException");
  assert.equal(answer.body, '{"message":"Access denied"}');
}

/** Lets code that looks for credentials in the environment find some that are nobody's. */
export function useTestCredentials(): void {
  const ours = { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test", AWS_PROFILE: undefined };
  const before: Record<string, string | undefined> = {};
  const apply = (values: Readonly<Record<string, string | undefined>>) => {
    for (const [name, value] of Object.entries(values)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
  beforeEach(() => {
    for (const name of Object.keys(ours)) before[name] = process.env[name];
    apply(ours);
  });
  afterEach(() => apply(before));
}
