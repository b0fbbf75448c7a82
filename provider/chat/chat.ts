import type { StartChatContactRequest } from "@aws-sdk/client-connect";
import {
  DescribeViewCommand,
  DisconnectParticipantCommand,
  GetTranscriptCommand,
  type GetTranscriptRequest,
  SendEventCommand,
  SendMessageCommand,
  type View,
} from "@aws-sdk/client-connectparticipant";
import type { ChatCheckError } from "../errors.js";
import { untilAborted } from "./abort.js";
import type { ServiceTarget } from "./client-settings.js";
import { type Clients, openClients } from "./clients.js";
import { type Connection, createConnection } from "./connection.js";
import { contactArn, type StartedContact, startContact } from "./contact.js";
import { endContact } from "./ending.js";
import { type ChatItem, chatEnded, chatItem, disagreements, mergedItems } from "./item.js";
import { refuseWhenStopping, rememberOpen } from "./open-chats.js";
import { serviceError } from "./service-error.js";
import { ChatSocket } from "./socket.js";
import type { Surroundings } from "./surroundings.js";
import { recordUnended } from "./unended.js";

export type ChatRequest = StartChatContactRequest & { readonly InstanceId: string };

export interface ChatListeners {
  /** Called for every item that is new, in the order of arrival; own messages come back as well. */
  heard?(item: ChatItem): void;
  /** Called once, when the socket is closed from the other side. */
  lost?(reason: ChatCheckError): void;
  /** Called when the process is told to stop; the chat is being ended already. */
  interrupted?(reason: ChatCheckError): void;
}

/** A contact that was left open on purpose. */
export interface LeftContact {
  readonly instanceId: string;
  readonly contactId: string;
  /** Whether the user's state folder knows of it. */
  readonly recorded: boolean;
}

const transcriptPage = 100;
const eventPrefix = "application/vnd.amazonaws.connect.event.";

/**
 * The customer's side of one chat: start, connect, subscribe, hear, say, end. The signal stops the waiting, never
 * the call that makes the contact; `end` finds out what became of it.
 */
export class Chat {
  private readonly clients: Clients;
  private readonly request: ChatRequest & { readonly ClientToken: string };
  private starting: Promise<StartedContact> | undefined;
  private connection: Connection | undefined;
  private socket: ChatSocket | undefined;
  private abandonSocket: () => void = () => {};
  private readonly socketItems = new Map<string, ChatItem>();
  private transcriptItems: ChatItem[] = [];
  private merged: ChatItem[] | undefined;
  private readonly ownIds = new Set<string>();
  private ending: Promise<void> | undefined;
  private hurried = false;
  private forget: () => void = () => {};

  constructor(
    request: ChatRequest,
    private readonly target: ServiceTarget,
    private readonly surroundings: Surroundings,
    private readonly signal: AbortSignal,
    private readonly listeners: ChatListeners = {},
  ) {
    this.clients = openClients(target, surroundings, {
      signal,
      throttled: (cause) => {
        this.throttled = cause;
      },
    });
    this.request = { ...request, ClientToken: request.ClientToken ?? surroundings.newId() };
  }

  /** Everything heard so far, by the socket or in the transcript, ordered by the service's time. */
  get items(): readonly ChatItem[] {
    this.merged ??= mergedItems([...this.socketItems.values()], this.transcriptItems);
    return this.merged;
  }

  /** Where the socket and the transcript tell different stories, a sentence each. */
  get disagreements(): string[] {
    return disagreements([...this.socketItems.values()], this.transcriptItems);
  }

  /** The last refusal by a rate limit, if any call met one. */
  throttled: Error | undefined;

  /** Whether the end of the chat was heard. */
  ended = false;

  /** Whether this customer sent the item. */
  isOwn(item: ChatItem): boolean {
    return this.ownIds.has(item.id) || item.role === "CUSTOMER";
  }

  async start(): Promise<StartedContact> {
    if (!this.starting) {
      this.signal.throwIfAborted();
      refuseWhenStopping();
      this.starting = startContact(this.clients.connect, this.request);
      this.forget = rememberOpen((reason) => this.interrupt(reason), this.surroundings);
    }
    return untilAborted(this.starting, this.signal);
  }

  async connect(): Promise<Connection> {
    const { participantToken } = await this.start();
    const connecting = createConnection(this.clients.participant, participantToken, this.signal);
    this.connection = await untilAborted(connecting, this.signal);
    return this.connection;
  }

  /** Opens the socket and resolves when its subscription was answered with success. */
  async subscribe(): Promise<void> {
    const { url, connectionExpiry } = this.connection ?? (await this.connect());
    const { opened, abandon } = ChatSocket.open(
      url,
      this.surroundings,
      (item) => this.hear(item),
      (reason) => this.listeners.lost?.(reason),
      Date.parse(connectionExpiry),
    );
    this.abandonSocket = abandon;
    this.socket = await untilAborted(opened, this.signal);
    await untilAborted(this.socket.subscribe(), this.signal);
  }

  /** Sends a message and answers its id; its echo is recognised by that. */
  async say(content: string, contentType = "text/plain"): Promise<string> {
    const command = new SendMessageCommand({
      ConnectionToken: this.connection?.connectionToken,
      ContentType: contentType,
      Content: content,
      ClientToken: this.surroundings.newId(),
    });
    const sending = this.clients.participant.send(command, { abortSignal: this.signal });
    const { Id = "" } = await untilAborted(sending, this.signal).catch((cause: unknown) => {
      throw this.signal.aborted ? cause : serviceError("SendMessage", cause);
    });
    this.ownIds.add(Id);
    return Id;
  }

  /** Sends an event of the customer, such as `typing`. */
  async tell(event: "typing"): Promise<void> {
    const command = new SendEventCommand({
      ConnectionToken: this.connection?.connectionToken,
      ContentType: `${eventPrefix}${event}`,
      ClientToken: this.surroundings.newId(),
    });
    const sending = this.clients.participant.send(command, { abortSignal: this.signal });
    await untilAborted(sending, this.signal).catch((cause: unknown) => {
      throw this.signal.aborted ? cause : serviceError("SendEvent", cause);
    });
  }

  /** Sends a file, by its path. */
  async attach(file: string): Promise<void> {
    const { uploadAttachment } = await import("./upload.js");
    const { participant } = this.clients;
    const token = this.connection?.connectionToken;
    await untilAborted(uploadAttachment(participant, token, file, this.surroundings, this.signal), this.signal);
  }

  /** The view that an interactive message shows, by the token in that message. */
  async describeView(viewToken: string): Promise<View> {
    const command = new DescribeViewCommand({
      ConnectionToken: this.connection?.connectionToken,
      ViewToken: viewToken,
    });
    const asking = this.clients.participant.send(command, { abortSignal: this.signal });
    const { View: view = {} } = await untilAborted(asking, this.signal).catch((cause: unknown) => {
      throw this.signal.aborted ? cause : serviceError("DescribeView", cause);
    });
    return view;
  }

  /** Drops the socket, and comes back with a new connection. */
  async reconnect(): Promise<void> {
    this.socket?.close();
    this.socket = undefined;
    await this.connect();
    await this.subscribe();
  }

  /** The customer goes; a disconnect flow may go on with it. */
  async leave(): Promise<void> {
    const command = new DisconnectParticipantCommand({
      ConnectionToken: this.connection?.connectionToken,
      ClientToken: this.surroundings.newId(),
    });
    const sending = this.clients.participant.send(command, { abortSignal: this.signal });
    await untilAborted(sending, this.signal).catch((cause: unknown) => {
      throw this.signal.aborted ? cause : serviceError("DisconnectParticipant", cause);
    });
  }

  /** Reads the whole transcript, which knows what was said before the subscription; a chat that has ended has none. */
  async readTranscript(): Promise<void> {
    const items: ChatItem[] = [];
    let page: GetTranscriptRequest = {
      ConnectionToken: this.connection?.connectionToken,
      MaxResults: transcriptPage,
      SortOrder: "ASCENDING",
      ScanDirection: "BACKWARD",
    };
    for (;;) {
      const reading = this.clients.participant.send(new GetTranscriptCommand(page), { abortSignal: this.signal });
      const { Transcript = [], NextToken } = await untilAborted(reading, this.signal).catch((cause: unknown) => {
        throw this.signal.aborted ? cause : serviceError("GetTranscript", cause);
      });
      items.unshift(...Transcript.map(chatItem));
      if (!NextToken) break;
      page = { ...page, NextToken };
    }
    this.transcriptItems = items;
    this.merged = undefined;
  }

  /** Resolves when everything has been heard that the service had sent to the socket by now. */
  async settled(): Promise<void> {
    if (this.socket) await untilAborted(this.socket.settled(), this.signal);
  }

  /** The contact's ARN, or `undefined` where it may not be read. */
  async arn(): Promise<string | undefined> {
    const { contactId } = await this.start();
    const reading = contactArn(this.clients.connect, this.request.InstanceId, contactId, this.signal);
    return untilAborted(reading, this.signal).catch(() => undefined);
  }

  /**
   * Ends the chat, whatever state it is in; called again, it is the same ending. Rejects with `CONTACT_NOT_ENDED` when
   * a contact stays.
   */
  end(): Promise<void> {
    this.ending ??= this.endOnce();
    return this.ending;
  }

  /** Goes away and leaves the contact as it is, recorded where it can be; answers nothing when none is open. */
  async leaveOpen(): Promise<LeftContact | undefined> {
    const { contactId } = (await this.starting) ?? {};
    this.close();
    if (!contactId || this.ended) return undefined;
    const contact = { instanceId: this.request.InstanceId, contactId };
    return { ...contact, recorded: recordUnended(contact, this.target, this.surroundings) };
  }

  private async endOnce(): Promise<void> {
    try {
      await endContact({
        target: this.target,
        surroundings: this.surroundings,
        request: this.request,
        starting: this.starting,
        connectionToken: this.ended ? undefined : this.connection?.connectionToken,
        ended: () => this.ended,
        hurried: this.hurried,
      });
    } finally {
      this.close();
    }
  }

  private close(): void {
    this.forget();
    this.socket?.close();
    this.abandonSocket();
    this.clients.close();
  }

  private async interrupt(reason: ChatCheckError): Promise<void> {
    this.hurried = true;
    this.listeners.interrupted?.(reason);
    await this.end();
  }

  private hear(item: ChatItem): void {
    if (this.socketItems.has(item.id)) return;
    this.socketItems.set(item.id, item);
    this.merged = undefined;
    if (item.contentType === chatEnded) this.ended = true;
    this.listeners.heard?.(item);
  }
}
