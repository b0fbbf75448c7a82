import type { StartChatContactRequest } from "@aws-sdk/client-connect";
import type { Clock } from "./clock.js";
import { Contact } from "./contact.js";
import type { Identifiers } from "./identifiers.js";
import type { Flow, Instance } from "./instance.js";
import type { Participant } from "./participant.js";

const seconds = 1000;
const hours = 3_600 * seconds;
const clientTokenLife = 7 * 24 * hours;

/** How long a connection token (24 h) and a socket URL (100 s) can be used. */
export const connectionTokenLife = 24 * hours;
export const socketLife = 100 * seconds;

interface Grant {
  readonly participant: Participant;
  readonly expires: number;
}

/** All contacts of the emulator, and the tokens by which participants reach them. */
export class Contacts {
  private readonly byId = new Map<string, Contact>();
  private readonly participantTokens = new Map<string, Participant>();
  private readonly connectionTokens = new Map<string, Grant>();
  private readonly socketTokens = new Map<string, Grant>();
  private readonly listeners = new Set<() => void>();
  private readonly byClientToken = new Map<string, { readonly contact: Contact; readonly expires: number }>();

  constructor(
    private readonly clock: Clock,
    private readonly identifiers: Identifiers,
  ) {}

  get all(): Contact[] {
    return [...this.byId.values()];
  }

  get open(): Contact[] {
    return this.all.filter((contact) => !contact.ended);
  }

  get(id: string): Contact | undefined {
    return this.byId.get(id);
  }

  /** Starts a contact, or answers the one that the same client token started before. */
  start(instance: Instance, flow: Flow, request: StartChatContactRequest): { contact: Contact; replayed: boolean } {
    const { ClientToken: clientToken } = request;
    const earlier = clientToken ? this.byClientToken.get(clientToken) : undefined;
    if (earlier && earlier.expires > this.clock.now()) return { contact: earlier.contact, replayed: true };
    const changed = () => this.tell();
    const contact = new Contact(instance, flow, request, this.clock, this.identifiers, changed);
    this.byId.set(contact.id, contact);
    changed();
    if (clientToken) this.byClientToken.set(clientToken, { contact, expires: this.clock.now() + clientTokenLife });
    return { contact, replayed: false };
  }

  /** Calls `listener` after each change of a contact; the answer stops that. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private tell(): void {
    for (const listener of [...this.listeners]) listener();
  }

  participantToken(participant: Participant): string {
    const token = this.identifiers.token();
    this.participantTokens.set(token, participant);
    return token;
  }

  connectionToken(participant: Participant): { token: string; expires: number } {
    return this.grant(this.connectionTokens, participant, connectionTokenLife);
  }

  socketToken(participant: Participant): { token: string; expires: number } {
    return this.grant(this.socketTokens, participant, socketLife);
  }

  /** `undefined` for a token that was never given. */
  byParticipantToken(token: string): Participant | undefined {
    return this.participantTokens.get(token);
  }

  /** `undefined` for a token that was never given or has expired. */
  byConnectionToken(token: string): Participant | undefined {
    return this.live(this.connectionTokens, token);
  }

  /** `undefined` for a token that was never given or has expired. */
  bySocketToken(token: string): Participant | undefined {
    return this.live(this.socketTokens, token);
  }

  private grant(grants: Map<string, Grant>, participant: Participant, life: number) {
    const token = this.identifiers.token();
    const expires = this.clock.now() + life;
    grants.set(token, { participant, expires });
    return { token, expires };
  }

  private live(grants: Map<string, Grant>, token: string): Participant | undefined {
    const grant = grants.get(token);
    return grant && grant.expires > this.clock.now() ? grant.participant : undefined;
  }
}
