import type { Item, ParticipantRole } from "@aws-sdk/client-connectparticipant";
import type { Contact } from "./contact.js";

/** The emulator's end of a WebSocket; frames are texts. */
export interface Socket {
  send(frame: string): void;
  close(code: number): void;
}

/** Somebody in a chat: the customer, the flow that speaks as the system, later an agent or a bot. */
export class Participant {
  /** Set at the first successful subscription. */
  joined = false;
  /** Open sockets, oldest first, with whether each has subscribed to the chat. */
  readonly sockets = new Map<Socket, { subscribed: boolean }>();

  private readonly sent = new Map<string, Item>();

  constructor(
    readonly contact: Contact,
    readonly id: string,
    readonly role: ParticipantRole,
    readonly displayName: string,
  ) {}

  /** The same client token sends once and answers alike. */
  once(clientToken: string | undefined, send: () => Item): Item {
    const item = (clientToken && this.sent.get(clientToken)) || send();
    if (clientToken) this.sent.set(clientToken, item);
    return item;
  }

  hear(frame: string): void {
    for (const [socket, { subscribed }] of this.sockets) {
      if (subscribed) socket.send(frame);
    }
  }
}
