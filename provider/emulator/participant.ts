import type { ParticipantRole } from "@aws-sdk/client-connectparticipant";
import type { Chat } from "./chat.js";
import { ClientTokens } from "./client-tokens.js";
import type { Contact } from "./contact.js";

/** The emulator's end of a WebSocket; frames are texts. */
export interface Socket {
  send(frame: string): void;
  close(code: number): void;
}

/** Somebody in a chat: the customer, an agent, a bot, or the flow that speaks as the system. */
export class Participant {
  /** Set when everybody hears that the participant is there. */
  joined = false;
  left = false;
  /** Open sockets, oldest first, with whether each has subscribed to the chat. */
  readonly sockets = new Map<Socket, { subscribed: boolean }>();
  readonly clientTokens = new ClientTokens();

  constructor(
    readonly chat: Chat,
    readonly id: string,
    readonly role: ParticipantRole,
    readonly displayName: string,
  ) {}

  /** The contact that the chat is in now. */
  get contact(): Contact {
    return this.chat.contact;
  }

  /** Whether the participant takes part now. The flow's own voice is there without taking part. */
  get active(): boolean {
    return this.joined && !this.left && this.role !== "SYSTEM";
  }

  /** Whether the participant's tokens are still good. */
  get admitted(): boolean {
    if (this.chat.over) return false;
    return !this.left || (this.role === "CUSTOMER" && this.chat.behaviour.tokensAfterCustomerLeft === "valid");
  }

  /** Whether a socket waits for what happens in the chat, to its end; the customer's do after leaving too. */
  get listens(): boolean {
    if (this.sockets.size === 0 || this.chat.over || (this.left && this.role !== "CUSTOMER")) return false;
    for (const { subscribed } of this.sockets.values()) if (subscribed) return true;
    return false;
  }

  hear(frame: string): void {
    for (const [socket, { subscribed }] of this.sockets) {
      if (subscribed) socket.send(frame);
    }
  }
}
