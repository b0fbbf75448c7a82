import { paused, untilAborted } from "../chat/abort.js";
import type { Chat } from "../chat/chat.js";
import type { Surroundings } from "../chat/surroundings.js";
import type { Moment, Target } from "./target.js";

/** What waiting has brought: something may be new; nothing comes by itself any more; time, or the chat, is over. */
export type News = "news" | "nothing" | "late" | "ended";

const toleranceMilliseconds = 49;
const graceMilliseconds = 1_000;
const workMilliseconds = 25;
const retryMilliseconds = 250;
const contactMilliseconds = 1_000;
const mostContactMilliseconds = 5_000;
const refreshMilliseconds = 3_000;

/** Waits for what a chat brings; on an emulator it lets the chat's time pass when nothing is on its way. */
export class Waiting {
  /** Counts what was heard. */
  private heardCount = 0;
  private wake: () => void = () => {};
  private polls = 0;
  /** Milliseconds after which the flow would have gone on by itself, where that was too late to wait for. */
  untilNext: number | undefined;

  constructor(
    private readonly chat: Chat,
    private readonly contactId: string,
    private readonly target: Target,
    private readonly surroundings: Surroundings,
    private readonly signal: AbortSignal,
  ) {}

  get version(): number {
    return this.heardCount;
  }

  /** To be called whenever the chat has heard something. */
  heard(): void {
    this.heardCount += 1;
    this.wake();
  }

  /** How the chat stands, where the target can tell. */
  async moment(): Promise<Moment | undefined> {
    return this.target.passTime && untilAborted(this.target.passTime(this.contactId, 0), this.signal);
  }

  /**
   * Waits for something that was not there at this version. `due` is until when it must come, in milliseconds by the
   * service's clock; `stop` tells that it must not be waited for any longer.
   */
  async news(version: number, due: number, isContact: boolean, stop: AbortSignal): Promise<News> {
    if (this.version !== version) return "news";
    const { passTime } = this.target;
    if (!passTime) return this.change(version, isContact ? this.contactPause() : refreshMilliseconds, stop, !isContact);
    await this.settled();
    if (this.version !== version) return "news";
    const now = await untilAborted(passTime(this.contactId, 0), stop);
    if (this.isBehind(now)) return this.catchUp(version, stop);
    if (now.ended) {
      await this.change(version, graceMilliseconds, stop);
      return this.version === version ? "ended" : "news";
    }
    if (now.working || now.others) return this.change(version, workMilliseconds, stop);
    if (isOver(now, due)) return "late";
    if (isOver(now, due, now.untilNext)) {
      this.untilNext = now.untilNext;
      return "late";
    }
    const then = await untilAborted(passTime(this.contactId), stop);
    await this.settled();
    if (this.version !== version) return "news";
    if (!then.moved) return then.working ? "news" : "nothing";
    return isOver(then, due) ? "late" : "news";
  }

  /** Lets so many milliseconds pass, on the emulator's clock where there is one. */
  async pass(milliseconds: number): Promise<Moment | undefined> {
    const { passTime } = this.target;
    if (!passTime) {
      await untilAborted(paused(milliseconds, this.surroundings, this.signal), this.signal);
      return undefined;
    }
    for (;;) {
      const now = await untilAborted(passTime(this.contactId, milliseconds), this.signal);
      await this.settled();
      if (!now.working || now.moved || now.ended) return now;
      await this.change(this.version, workMilliseconds, this.signal);
    }
  }

  /** What was on its way is there. */
  async arrived(): Promise<void> {
    const now = await this.moment();
    if (!now) return;
    if (this.isBehind(now)) await this.settled();
    if (this.isBehind(now)) await this.missed();
    if (now.ended && !this.chat.ended) await this.settled();
  }

  /** Whether the end of the chat has come, or comes now. */
  async ended(): Promise<boolean> {
    const until = this.surroundings.now() + graceMilliseconds;
    if (this.target.passTime) await this.settled();
    while (!this.chat.ended && this.surroundings.now() < until) {
      const now = await this.moment();
      if (now) return now.ended;
      await this.change(this.version, graceMilliseconds, this.signal);
    }
    return this.chat.ended;
  }

  /** Whether the transcript has something that the socket did not carry. */
  async missed(): Promise<boolean> {
    if (this.chat.ended) return false;
    const before = this.chat.items.length;
    const stop = new AbortController();
    const cancel = this.surroundings.after(graceMilliseconds, () => stop.abort());
    await untilAborted(this.chat.readTranscript(), stop.signal).catch(() => {});
    cancel();
    return this.chat.items.length > before;
  }

  private isBehind({ lastItemId }: Moment): boolean {
    return lastItemId !== undefined && !this.chat.items.some(({ id }) => id === lastItemId);
  }

  private async catchUp(version: number, stop: AbortSignal): Promise<News> {
    if (!(await this.missed())) return this.change(version, retryMilliseconds, stop);
    return "news";
  }

  /** Everything that was sent to the socket has been heard, if it answers. */
  private async settled(): Promise<void> {
    const stop = new AbortController();
    const cancel = this.surroundings.after(graceMilliseconds, () => stop.abort());
    await untilAborted(this.chat.settled(), stop.signal).catch(() => {});
    cancel();
    this.signal.throwIfAborted();
  }

  /** Waits for something to be heard, or so long; then the transcript may tell what the socket lost. */
  private async change(version: number, milliseconds: number, stop: AbortSignal, refresh = false): Promise<News> {
    if (this.version !== version) return "news";
    const done = new AbortController();
    const heard = new Promise<void>((resolve) => {
      this.wake = resolve;
    });
    const over = paused(milliseconds, this.surroundings, done.signal).then((passed) => passed && refresh);
    try {
      const isStale = await untilAborted(Promise.race([heard.then(() => false), over]), stop);
      if (isStale) await this.missed();
    } finally {
      done.abort();
    }
    return "news";
  }

  /** AWS's limits for reading contacts are low. */
  private contactPause(): number {
    this.polls += 1;
    return Math.min(contactMilliseconds * this.polls, mostContactMilliseconds);
  }
}

/** Whether it is too late already, or will be so much later. */
function isOver({ time }: Moment, due: number, later = 0): boolean {
  return time !== undefined && Date.parse(time) + later > due + toleranceMilliseconds;
}
