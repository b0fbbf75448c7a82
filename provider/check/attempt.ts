import { untilAborted, within } from "../chat/abort.js";
import { Chat, type LeftContact } from "../chat/chat.js";
import type { ChatItem } from "../chat/item.js";
import { serviceError } from "../chat/service-error.js";
import type { Surroundings } from "../chat/surroundings.js";
import { ConversationFailure } from "../conversation/failure.js";
import { instanceTarget } from "../conversation/instance-target.js";
import { differences } from "../conversation/matcher.js";
import type { Talk } from "../conversation/talk.js";
import { transcriptOf } from "../conversation/transcript.js";
import { ChatCheckError } from "../errors.js";
import { held } from "./conversation.js";
import { explained } from "./explain.js";
import { CheckFailure, type Evidence } from "./failure.js";
import type { CheckOutcome } from "./outcome.js";
import { refusePeople } from "./people.js";
import type { CheckPlan } from "./plan.js";
import { bothReasons, conversationFailed, endedByFlow, otherFirstMessage, timedOut, windowMissed } from "./reasons.js";
import { redacted } from "./redaction.js";
import { type Durations, type Stage, StageClock, type StageEvent } from "./stages.js";

/** The call that a stage consists of. */
const operations: Partial<Record<Stage, string>> = {
  start: "StartChatContact",
  connect: "CreateParticipantConnection",
};

const endPatienceMilliseconds = 2_000;

type Found = Pick<CheckOutcome, "transcript" | "verdict">;
type Reached = Partial<Omit<CheckOutcome, "held" | "durations" | keyof Found>>;

export interface AttemptOptions {
  readonly plan: CheckPlan;
  /** The same in all attempts of a check, so that they make one contact at most. */
  readonly clientToken: string;
  readonly surroundings: Surroundings;
  /** Whether errors may quote what was said. */
  readonly quoteMessages: boolean;
  readonly deadline: AbortSignal;
  /** Leaves the contact as it is, unless the process is told to stop. */
  readonly keepOpen: boolean;
  readonly left?: (contact: LeftContact) => void;
  readonly stage?: (event: StageEvent) => void;
}

/** One try at a check: one contact, from its start to its end. */
export class Attempt {
  private readonly plan: CheckPlan;
  private readonly surroundings: Surroundings;
  private readonly quoteMessages: boolean;
  private keepOpen: boolean;
  private readonly left: AttemptOptions["left"];
  private readonly broken = new AbortController();
  private readonly signal: AbortSignal;
  private readonly stages: StageClock;
  private readonly chat: Chat;
  private reached: Reached = {};
  private talk: Talk | undefined;
  private noteChange: () => void = () => {};

  constructor({ plan, clientToken, surroundings, quoteMessages, deadline, keepOpen, left, stage }: AttemptOptions) {
    this.plan = plan;
    this.surroundings = surroundings;
    this.quoteMessages = quoteMessages;
    this.keepOpen = keepOpen;
    this.left = left;
    this.stages = new StageClock(() => surroundings.now(), stage);
    this.signal = AbortSignal.any([deadline, this.broken.signal]);
    this.chat = new Chat({ ...plan.request, ClientToken: clientToken }, plan.target, surroundings, this.signal, {
      heard: () => {
        this.noteChange();
        this.talk?.heard();
      },
      lost: (reason) => this.chat.ended || this.broken.abort(reason),
      interrupted: (reason) => {
        this.keepOpen = false;
        this.broken.abort(reason);
      },
    });
  }

  /** Resolves when it held and the contact is ended; throws a `CheckFailure`, the contact ended as well. */
  async run(): Promise<CheckOutcome> {
    let found: Found;
    try {
      found = await this.hold();
    } catch (cause) {
      const evidence = this.evidence();
      const reason = cause instanceof ChatCheckError ? cause : serviceError("the check", cause);
      const told = await explained(reason, this.plan, this.reached.contactId, this.surroundings);
      const notEnded = await this.end();
      throw this.failure(notEnded ? bothReasons(told, notEnded) : told, evidence);
    }
    const evidence = this.evidence();
    const notEnded = await (this.keepOpen ? this.end() : this.stages.measure("end", () => this.end(), isEnded));
    const durations = this.durations();
    if (notEnded) throw this.failure(notEnded, { ...evidence, stage: "end", elapsed: this.stages.elapsed });
    return { held: true, ...(this.reached as Required<Reached>), durations, ...found };
  }

  /** What to say when the time of the whole check is over. */
  timedOut(): ChatCheckError {
    const { current } = this.stages;
    const operation = operations[current];
    if (operation && this.chat.throttled) return serviceError(operation, this.chat.throttled);
    return timedOut(this.plan.timeoutSeconds, current);
  }

  private async end(): Promise<ChatCheckError | undefined> {
    if (this.keepOpen && this.reached.contactId) {
      const contact = await this.chat.leaveOpen();
      if (contact) this.left?.(contact);
      return undefined;
    }
    return this.chat.end().then(
      () => undefined,
      (notEnded: ChatCheckError) => notEnded,
    );
  }

  private async hold(): Promise<Found> {
    const { chat, stages } = this;
    await this.lookForPeople();
    await this.open();
    const arn = this.plan.instanceArn ? undefined : chat.arn();
    const first = await this.firstMessage();
    const talked = await this.converse();
    await stages.measure("transcript", () => this.readTranscript());
    if (arn) this.reached = { ...this.reached, contactArn: await arn };
    if (!talked) this.refuseEnd();
    const sentences = [verdict(stages.durations, first !== undefined), ...(talked ?? []), ...chat.disagreements];
    return { transcript: transcriptOf(chat.items), verdict: sentences.join(" ") };
  }

  /** A check that only connects goes away at once; one that talks may go on to where people are. */
  private async lookForPeople(): Promise<void> {
    const { conversation, allowAgents } = this.plan;
    if (!conversation || allowAgents) return;
    await this.stages.measure("people", () => refusePeople(this.plan, this.surroundings, this.signal));
  }

  /** Starts, connects and subscribes, the last two inside the window. */
  private async open(): Promise<void> {
    const { chat, stages } = this;
    const { instanceArn, connectWithinSeconds } = this.plan;
    const { contactId, participantId } = await stages.measure("start", () => chat.start());
    const contactArn = instanceArn && `${instanceArn}/contact/${contactId}`;
    this.reached = { contactId, participantId, contactArn, startedAt: this.timeNow() };
    chat.throttled = undefined;
    const closeWindow = this.surroundings.after(connectWithinSeconds * 1000, () =>
      this.broken.abort(windowMissed(connectWithinSeconds, stages.current)),
    );
    try {
      const { connectionExpiry } = await stages.measure("connect", () => chat.connect());
      this.reached = { ...this.reached, connectionExpiry, connectedAt: this.timeNow() };
      await stages.measure("subscribe", () => chat.subscribe());
    } finally {
      closeWindow();
    }
    this.reached = { ...this.reached, subscribedAt: this.timeNow() };
  }

  /** The first message of anyone but the customer, held against what is expected; nothing where nothing is. */
  private async firstMessage(): Promise<ChatItem | undefined> {
    const { expectFirstMessage: matcher } = this.plan;
    if (matcher === undefined) return undefined;
    return this.stages.measure("firstMessage", async () => {
      await this.readTranscript();
      for (;;) {
        const first = this.chat.items.find((item) => item.type === "MESSAGE" && !this.chat.isOwn(item));
        if (first) {
          const found = differences(matcher, first);
          if (found.length > 0) throw otherFirstMessage(matcher, found, this.quoteMessages);
          return first;
        }
        this.refuseEnd(true);
        await untilAborted(this.nextChange(), this.signal);
      }
    });
  }

  /** Holds the conversation, if there is one; answers what to say of it. */
  private async converse(): Promise<string[] | undefined> {
    const { conversation } = this.plan;
    if (!conversation) return undefined;
    return this.stages.measure("conversation", async () => {
      await this.readTranscript();
      const { contactId = "" } = this.reached;
      const target = instanceTarget(this.plan.instanceId, this.plan.target, this.surroundings);
      const { chat, surroundings, signal } = this;
      const talks = (talk: Talk) => {
        this.talk = talk;
      };
      try {
        return [await held(conversation, { chat, contactId, target, surroundings, signal, talks })];
      } catch (cause) {
        throw cause instanceof ConversationFailure ? conversationFailed(cause, this.quoteMessages) : cause;
      } finally {
        target.close();
      }
    });
  }

  /** A chat that has ended gives no transcript; then what the socket told is all. */
  private async readTranscript(): Promise<void> {
    try {
      await this.chat.readTranscript();
    } catch (cause) {
      if (this.signal.aborted) throw cause;
      if ((cause as ChatCheckError).answer?.status !== 403) throw cause;
      await this.endHeard(cause);
    }
  }

  /** A 403 may arrive before the frame that says why; without that frame it is what it says. */
  private async endHeard(refusal: unknown): Promise<void> {
    await within(endPatienceMilliseconds, refusal, this.surroundings, async (patience) => {
      const signal = AbortSignal.any([this.signal, patience]);
      while (!this.chat.ended) await untilAborted(this.nextChange(), signal);
    });
  }

  private nextChange(): Promise<void> {
    return new Promise((resolve) => {
      this.noteChange = resolve;
    });
  }

  private refuseEnd(beforeFirstMessage = false): void {
    if (this.chat.ended && (beforeFirstMessage || !this.plan.allowEnd)) throw endedByFlow(beforeFirstMessage);
  }

  private failure(reason: ChatCheckError, evidence: Evidence): CheckFailure {
    return new CheckFailure(this.quoteMessages ? reason : redacted(reason, this.plan), evidence);
  }

  private evidence(): Evidence {
    const { items } = this.chat;
    const quotable = this.quoteMessages
      ? items
      : items.map((item) => ({ ...item, content: item.content === "" ? "" : "(text left out)" }));
    return {
      stage: this.stages.current,
      elapsed: this.stages.elapsed,
      contactFlowId: this.plan.contactFlowId,
      instanceId: this.plan.instanceId,
      reached: { ...this.reached, durations: this.durations() },
      transcript: transcriptOf(quotable),
    };
  }

  private durations(): Durations {
    const { start, connect, subscribe, firstMessage, conversation } = this.stages.durations;
    return { start, connect, subscribe, firstMessage, conversation, total: this.stages.elapsed };
  }

  private timeNow(): string {
    return new Date(this.surroundings.now()).toISOString();
  }
}

const isEnded = (notEnded: ChatCheckError | undefined) => notEnded === undefined;

function verdict(
  { start = 0, connect = 0, subscribe = 0, firstMessage = 0 }: StageClock["durations"],
  greeted: boolean,
): string {
  const window = `The chat was subscribed ${connect + subscribe} ms after StartChatContact answered (in ${start} ms)`;
  return greeted ? `${window} and greeted as expected ${firstMessage} ms later.` : `${window}.`;
}
