import type { Item } from "@aws-sdk/client-connectparticipant";
import type { Contact } from "./contact.js";

/** How a chat stands, for a client that waits for it. */
export interface ChatMoment {
  /** Whether time was let pass. */
  readonly moved: boolean;
  /** Whether a function of the user's own is at work, whose answer will come by itself. */
  readonly working: boolean;
  readonly ended: boolean;
  /** Whether a custom participant takes part, who is somebody else's program. */
  readonly others: boolean;
  /** Of the chat's last message or attachment. */
  readonly lastItemId?: string;
  /** ISO 8601: the chat's own time. */
  readonly time: string;
  /** Milliseconds until its flow, an agent or a function goes on; absent where nothing of this kind is to come. */
  readonly untilNext?: number;
}

/**
 * Lets time pass in one chat: so many milliseconds, or until its flow, an agent or a function goes on; not while a
 * function of the user's own is at work.
 */
export function passTime({ chat }: Contact, milliseconds?: number): ChatMoment {
  const { clock } = chat;
  const working = chat.working > 0;
  const moved = !working && !chat.ended && (milliseconds === undefined ? clock.skip() : pass(clock, milliseconds));
  return {
    moved,
    working: chat.working > 0,
    ended: chat.over,
    others: chat.participants.some(({ role, active }) => role === "CUSTOM_BOT" && active),
    lastItemId: lastSaid(chat.items)?.Id,
    time: new Date(clock.now()).toISOString(),
    untilNext: clock.untilFlow,
  };
}

function pass(clock: { pass(milliseconds: number): void }, milliseconds: number): boolean {
  clock.pass(milliseconds);
  return true;
}

function lastSaid(items: readonly Item[]): Item | undefined {
  for (let index = items.length - 1; index >= 0; index--) {
    if (items[index]?.Type !== "EVENT") return items[index];
  }
  return undefined;
}
