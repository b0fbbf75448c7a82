import type { Chat } from "./chat.js";
import type { Participant } from "./participant.js";

export type WatchedRole = "CUSTOMER" | "AGENT";

/** Milliseconds of silence after which somebody is idle, and after which all but the customer are disconnected. */
export interface IdleTimes {
  readonly idle?: number;
  readonly disconnect?: number;
}

interface Watched {
  idle: boolean;
  cancel: () => void;
}

/** Watches for silence of the customer and the agents, from when an agent or custom participant came. */
export class IdleWatch {
  private readonly watched = new Map<Participant, Watched>();

  constructor(
    private readonly chat: Chat,
    private readonly times: ReadonlyMap<WatchedRole, IdleTimes>,
  ) {
    for (const participant of chat.active) this.watch(participant);
  }

  /** The participant sent something, and is idle no more. */
  spoke(participant: Participant): void {
    const watched = this.watched.get(participant);
    if (!watched) return;
    watched.cancel();
    if (watched.idle) this.chat.event("participant.returned", participant, { persisted: false });
    this.watch(participant);
  }

  /** Stops altogether where nobody is left to talk with. */
  forget(participant: Participant): void {
    this.watched.get(participant)?.cancel();
    this.watched.delete(participant);
    const others = this.chat.active.some(({ role }) => role === "AGENT" || role === "CUSTOM_BOT");
    if (!others || participant === this.chat.customer) this.stop();
  }

  stop(): void {
    for (const { cancel } of this.watched.values()) cancel();
    this.watched.clear();
  }

  /** First for idleness; to the disconnection only then, or at once where idleness was not asked for. */
  private watch(participant: Participant): void {
    const times = this.times.get(participant.role as WatchedRole);
    if (!times) return;
    const { idle, disconnect } = times;
    if (idle === undefined) {
      this.watchForDisconnection(participant, disconnect, false);
      return;
    }
    const cancel = this.chat.clock.after(idle, "limit", () => {
      this.chat.event("participant.idle", participant, { persisted: false });
      this.watchForDisconnection(participant, disconnect, true);
    });
    this.watched.set(participant, { idle: false, cancel });
  }

  private watchForDisconnection(participant: Participant, after: number | undefined, idle: boolean): void {
    const cancel =
      after === undefined
        ? () => {}
        : this.chat.clock.after(after, "limit", () => this.chat.disconnectIdle(participant));
    this.watched.set(participant, { idle, cancel });
  }
}
