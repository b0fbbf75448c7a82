import type { StartChatContactRequest } from "@aws-sdk/client-connect";
import {
  DisconnectParticipantCommand,
  GetTranscriptCommand,
  type GetTranscriptRequest,
  SendMessageCommand,
} from "@aws-sdk/client-connectparticipant";
import { ChatCheckError } from "../errors.js";
import { untilAborted } from "./abort.js";
import { type Clients, openClients, type ServiceTarget } from "./clients.js";
import { type Connection, createConnection } from "./connection.js";
import { contactArn, type StartedContact, startContact, stopContact } from "./contact.js";
import { type ChatItem, chatEnded, chatItem, disagreements, mergedItems } from "./item.js";
import { serviceError } from "./service-error.js";
import { ChatSocket } from "./socket.js";
import type { Surroundings } from "./surroundings.js";

export type ChatRequest = Omit<StartChatContactRequest, "ClientToken"> & { readonly InstanceId: string };

export interface ChatListeners {
  /** Called for every item that is new, in the order of arrival; own messages come back as well. */
  heard?(item: ChatItem): void;
  /** Called once, when the socket is closed from the other side. */
  lost?(reason: ChatCheckError): void;
}

const settleMilliseconds = 5_000;
const endMilliseconds = 10_000;
const transcriptPage = 100;

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
  private readonly ownIds = new Set<string>();

  constructor(
    request: ChatRequest,
    private readonly target: ServiceTarget,
    private readonly surroundings: Surroundings,
    private readonly signal: AbortSignal,
    private readonly listeners: ChatListeners = {},
  ) {
    this.clients = openClients(target, surroundings, { signal });
    this.request = { ...request, ClientToken: surroundings.newId() };
  }

  /** Everything heard so far, by the socket or in the transcript, ordered by the service's time. */
  get items(): ChatItem[] {
    return mergedItems([...this.socketItems.values()], this.transcriptItems);
  }

  /** Where the socket and the transcript tell different stories, a sentence each. */
  get disagreements(): string[] {
    return disagreements([...this.socketItems.values()], this.transcriptItems);
  }

  /** Whether the end of the chat was heard. */
  ended = false;

  /** Whether this customer sent the item. */
  isOwn(item: ChatItem): boolean {
    return this.ownIds.has(item.id) || item.role === "CUSTOMER";
  }

  start(): Promise<StartedContact> {
    this.starting ??= startContact(this.clients.connect, this.request);
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
    const { url } = this.connection ?? (await this.connect());
    const { opened, abandon } = ChatSocket.open(
      url,
      this.surroundings,
      (item) => this.hear(item),
      (reason) => this.listeners.lost?.(reason),
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
      throw serviceError("SendMessage", cause);
    });
    this.ownIds.add(Id);
    return Id;
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
      items.push(...Transcript.map(chatItem));
      if (!NextToken) break;
      page = { ...page, NextToken };
    }
    this.transcriptItems = items;
  }

  /** The contact's ARN, or `undefined` where it may not be read. */
  async arn(): Promise<string | undefined> {
    const { contactId } = await this.start();
    const reading = contactArn(this.clients.connect, this.request.InstanceId, contactId, this.signal);
    return untilAborted(reading, this.signal).catch(() => undefined);
  }

  /**
   * Ends the chat, whatever state it is in: leaves as a customer does, then stops the contact. A start whose answer
   * never came is asked for again with the same client token. Rejects with `CONTACT_NOT_ENDED` when a contact stays.
   */
  async end(): Promise<void> {
    const deadline = new AbortController();
    const stopTimer = this.surroundings.after(endMilliseconds, () => deadline.abort(new Error("no answer in time")));
    const clients = openClients(this.target, this.surroundings, { signal: deadline.signal });
    try {
      const contact = await untilAborted(this.settledContact(clients), deadline.signal).catch((cause: unknown) => {
        throw notEnded("of which no answer came", cause);
      });
      if (!contact) return;
      if (this.connection && !this.ended) await untilAborted(this.leave(), deadline.signal).catch(() => {});
      const stopping = stopContact(clients.connect, this.request.InstanceId, contact.contactId);
      await untilAborted(stopping, deadline.signal).catch((cause: unknown) => {
        throw notEnded(contact.contactId, cause);
      });
    } finally {
      stopTimer();
      this.socket?.close();
      this.abandonSocket();
      clients.close();
      this.clients.close();
    }
  }

  private async leave(): Promise<void> {
    const clients = openClients(this.target, this.surroundings, { attempts: 1 });
    const command = new DisconnectParticipantCommand({
      ConnectionToken: this.connection?.connectionToken,
      ClientToken: this.surroundings.newId(),
    });
    await clients.participant.send(command).finally(() => clients.close());
  }

  private async settledContact(clients: Clients): Promise<StartedContact | undefined> {
    if (!this.starting) return undefined;
    const settling = new AbortController();
    const stopTimer = this.surroundings.after(settleMilliseconds, () => settling.abort(unanswered));
    try {
      return await untilAborted(this.starting, settling.signal);
    } catch (reason) {
      return mayHaveStarted(reason) ? await startContact(clients.connect, this.request) : undefined;
    } finally {
      stopTimer();
    }
  }

  private hear(item: ChatItem): void {
    if (this.socketItems.has(item.id)) return;
    this.socketItems.set(item.id, item);
    if (item.contentType === chatEnded) this.ended = true;
    this.listeners.heard?.(item);
  }
}

const unanswered = new Error("StartChatContact was not answered in time.");

/** Whether the service may have made a contact although no answer told so. */
function mayHaveStarted(reason: unknown): boolean {
  if (reason === unanswered) return true;
  if (!(reason instanceof ChatCheckError)) return false;
  if (reason.answer) return (reason.answer.status ?? 0) >= 500 && reason.code !== "NOT_EMULATED";
  return reason.code === "NETWORK" && !/ECONNREFUSED/.test(reason.message);
}

function notEnded(contact: string, cause: unknown): ChatCheckError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new ChatCheckError({
    code: "CONTACT_NOT_ENDED",
    message: `The contact ${contact} could not be ended: ${reason}`,
    hint: "End it with: aws connect stop-contact; a contact that nobody connected to ends by itself after 5 minutes.",
    answer: cause instanceof ChatCheckError ? cause.answer : undefined,
    cause,
  });
}
