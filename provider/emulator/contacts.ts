import { isDeepStrictEqual } from "node:util";
import type { StartChatContactRequest } from "@aws-sdk/client-connect";
import { Chat, type ChatSurroundings } from "./chat.js";
import type { Clock } from "./clock.js";
import type { Contact } from "./contact.js";
import { ServiceError } from "./errors.js";
import { Expiring } from "./expiring.js";
import type { Identifiers } from "./identifiers.js";
import type { Flow, Instance } from "./instance.js";
import { type Behaviour, defaultBehaviour } from "./options.js";
import type { Participant } from "./participant.js";

const seconds = 1000;
const hours = 3_600 * seconds;
const clientTokenLife = 7 * 24 * hours;
const goingAway = 1001;

/** How long a connection token (24 h) and a socket URL (100 s) can be used. */
export const connectionTokenLife = 24 * hours;
export const socketLife = 100 * seconds;

/** All contacts of the emulator, and the tokens by which participants reach them. */
export class Contacts implements ChatSurroundings {
  private readonly byId = new Map<string, Contact>();
  private readonly openContacts = new Set<Contact>();
  private readonly listeners = new Set<(contact: Contact) => void>();
  private readonly byClientToken: Expiring<Contact>;
  private readonly participantTokens = new Map<string, Participant>();
  private readonly connectionTokens: Expiring<Participant>;
  private readonly socketTokens: Expiring<Participant>;
  /** The newest tokens of a participant; each is kept only where an option wants it. */
  private readonly newest = new WeakMap<Participant, { participantToken?: string; connectionToken?: string }>();

  constructor(
    readonly clock: Clock,
    readonly identifiers: Identifiers,
    readonly behaviour: Behaviour = defaultBehaviour,
  ) {
    this.byClientToken = new Expiring(clock, clientTokenLife);
    this.connectionTokens = new Expiring(clock, connectionTokenLife);
    this.socketTokens = new Expiring(clock, socketLife);
  }

  get all(): Contact[] {
    return [...this.byId.values()];
  }

  get open(): Contact[] {
    return [...this.openContacts];
  }

  get(id: string): Contact | undefined {
    return this.byId.get(id);
  }

  /**
   * Starts a chat, or answers the contact that the same client token started before. Where `mostActive` chats are open
   * already, a new one is refused. `related` is the contact whose session it carries on, or to which it is related.
   */
  start(
    instance: Instance,
    flow: Flow,
    request: StartChatContactRequest,
    mostActive = Number.POSITIVE_INFINITY,
    related?: Contact,
  ): { contact: Contact; replayed: boolean } {
    const key = `${request.InstanceId} ${request.ClientToken}`;
    const earlier = request.ClientToken ? this.byClientToken.get(key) : undefined;
    if (earlier) return { contact: this.unchanged(earlier, request), replayed: true };
    if (this.openContacts.size >= mostActive) {
      throw new ServiceError("LimitExceededException", 429, `The limit of ${mostActive} active chats is reached.`);
    }
    const { contact } = new Chat(instance, flow, request, this, related);
    this.changed(contact);
    if (request.ClientToken) this.byClientToken.put(key, contact);
    return { contact, replayed: false };
  }

  opened(contact: Contact): void {
    this.byId.set(contact.id, contact);
    this.openContacts.add(contact);
  }

  closed(contact: Contact): void {
    this.openContacts.delete(contact);
  }

  changed(contact: Contact): void {
    if (this.listeners.size > 0) for (const listener of [...this.listeners]) listener(contact);
  }

  /** Calls `listener` after each change of a contact; the answer stops that. */
  onChange(listener: (contact: Contact) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Ends every open contact without a word to anybody, and forgets all of them with their tokens. */
  clear(): void {
    for (const contact of this.open) {
      for (const { sockets } of contact.chat.participants) {
        for (const socket of sockets.keys()) socket.close(goingAway);
        sockets.clear();
      }
      contact.end("API");
    }
    this.byId.clear();
    this.participantTokens.clear();
    for (const known of [this.connectionTokens, this.socketTokens]) known.clear();
    this.byClientToken.clear();
  }

  participantToken(participant: Participant): string {
    const { participantToken } = this.newest.get(participant) ?? {};
    if (participantToken) return participantToken;
    const token = this.identifiers.token();
    this.participantTokens.set(token, participant);
    if (this.behaviour.replayedParticipantToken === "same") this.keep(participant, { participantToken: token });
    return token;
  }

  connectionToken(participant: Participant): { token: string; expires: number } {
    const token = this.identifiers.token();
    if (this.behaviour.earlierConnectionTokens === "refused") {
      this.connectionTokens.delete(this.newest.get(participant)?.connectionToken ?? "");
      this.keep(participant, { connectionToken: token });
    }
    return { token, expires: this.connectionTokens.put(token, participant) };
  }

  socketToken(participant: Participant): { token: string; expires: number } {
    const token = this.identifiers.token();
    return { token, expires: this.socketTokens.put(token, participant) };
  }

  /** `undefined` for a token that was never given. */
  byParticipantToken(token: string): Participant | undefined {
    return this.participantTokens.get(token);
  }

  /** `undefined` for a token that was never given or has expired. */
  byConnectionToken(token: string): Participant | undefined {
    return this.connectionTokens.get(token);
  }

  /** `undefined` for a token that was never given, has expired, or has been used up. */
  bySocketToken(token: string): Participant | undefined {
    return this.socketTokens.get(token);
  }

  /** A socket was opened with it. */
  useSocketToken(token: string): void {
    if (this.behaviour.socketUrl === "once") this.socketTokens.delete(token);
  }

  private keep(participant: Participant, tokens: { participantToken?: string; connectionToken?: string }): void {
    this.newest.set(participant, { ...this.newest.get(participant), ...tokens });
  }

  private unchanged(earlier: Contact, request: StartChatContactRequest): Contact {
    if (this.behaviour.changedClientToken === 400 && !isDeepStrictEqual(earlier.request, request)) {
      throw new ServiceError("InvalidRequestException", 400, "The ClientToken was used for another request before.");
    }
    return earlier;
  }
}
