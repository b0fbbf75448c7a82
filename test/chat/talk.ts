import { Chat, type ChatListeners, type ChatRequest } from "../../provider/chat/chat.js";
import type { ChatItem } from "../../provider/chat/item.js";
import type { Surroundings } from "../../provider/chat/surroundings.js";
import { type ContactView, type Emulator, type EmulatorOptions, startEmulator } from "../../provider/emulator/index.js";
import { patient } from "../emulator/customer.js";
import { surroundings } from "./surroundings.js";

/** A chat against an emulator, and what it heard. */
export class Talk {
  readonly heard: ChatItem[] = [];
  readonly aborting = new AbortController();
  readonly chat: Chat;
  private wake: () => void = () => {};

  constructor(emulator: Emulator, options: TalkOptions = {}) {
    const { endpoint = emulator.url, request = {}, surroundings: taken = surroundings(), ...listeners } = options;
    this.chat = new Chat(
      {
        InstanceId: emulator.instanceId,
        ContactFlowId: emulator.flows[0]?.id,
        ParticipantDetails: { DisplayName: "Ada" },
        ...request,
      },
      { region: emulator.region, endpoint },
      taken,
      this.aborting.signal,
      {
        heard: (item) => {
          this.heard.push(item);
          this.wake();
        },
        ...listeners,
      },
    );
  }

  async hears(predicate: (item: ChatItem) => boolean): Promise<ChatItem> {
    for (;;) {
      const item = this.heard.find(predicate);
      if (item) return item;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }
}

export interface TalkOptions extends ChatListeners {
  readonly endpoint?: string;
  readonly request?: Partial<ChatRequest>;
  readonly surroundings?: Surroundings;
}

/** Starts an emulator whose flow lets the customer say whatever they like. */
export function started(options: EmulatorOptions = {}): Promise<Emulator> {
  return startEmulator({ flows: [patient()], ...options });
}

export function openContacts(emulator: Emulator): ContactView[] {
  return emulator.contacts().filter(({ state }) => state === "open");
}

export const isEnd = ({ contentType }: ChatItem) => contentType.endsWith("event.chat.ended");
