import { untilAborted } from "../chat/abort.js";
import { Chat } from "../chat/chat.js";
import type { Connection } from "../chat/connection.js";
import type { StartedContact } from "../chat/contact.js";
import type { ChatItem } from "../chat/item.js";
import { serviceError } from "../chat/service-error.js";
import { processSurroundings, type Surroundings } from "../chat/surroundings.js";
import { described, differences, type Matcher } from "../conversation/matcher.js";
import { transcriptOf } from "../conversation/transcript.js";
import { ChatCheckError } from "../errors.js";
import { CheckFailure } from "./failure.js";
import { type CheckInput, type CheckPlan, planOf } from "./input.js";
import type { CheckOutcome } from "./outcome.js";
import { StageClock } from "./stages.js";

export interface CheckOptions {
  readonly surroundings?: Surroundings;
  /** Whether errors may quote what was said in the chat. Default true. */
  readonly quoteMessages?: boolean;
}

/**
 * Holds a flow to its promise: a chat is started, connected and subscribed inside the window, greets as expected,
 * and is ended, whatever happened. Throws `INVALID_INPUT` before any network call, or a `CheckFailure`.
 */
export async function runCheck(input: CheckInput, options: CheckOptions = {}): Promise<CheckOutcome> {
  return new Check(planOf(input), options.surroundings ?? processSurroundings, options.quoteMessages ?? true).run();
}

const endPatienceMilliseconds = 2_000;

class Check {
  private readonly deadline = new AbortController();
  private readonly stages: StageClock;
  private readonly chat: Chat;
  private contact: StartedContact | undefined;
  private startedAt: string | undefined;
  private noteChange: () => void = () => {};

  constructor(
    private readonly plan: CheckPlan,
    private readonly surroundings: Surroundings,
    private readonly quoteMessages: boolean,
  ) {
    this.stages = new StageClock(() => surroundings.now());
    const request = {
      InstanceId: plan.instanceId,
      ContactFlowId: plan.contactFlowId,
      ParticipantDetails: { DisplayName: plan.displayName },
      Attributes: plan.attributes,
      InitialMessage: plan.initialMessage && {
        ContentType: plan.initialMessage.contentType,
        Content: plan.initialMessage.content,
      },
    };
    this.chat = new Chat(request, plan.target, surroundings, this.deadline.signal, {
      heard: () => this.noteChange(),
      lost: (reason) => this.chat.ended || this.deadline.abort(reason),
    });
  }

  async run(): Promise<CheckOutcome> {
    const { timeoutSeconds } = this.plan;
    const stopTimer = this.surroundings.after(timeoutSeconds * 1000, () => this.deadline.abort(this.timedOut()));
    let outcome: CheckOutcome;
    try {
      outcome = await this.hold();
    } catch (cause) {
      const failure = this.failure(cause);
      stopTimer();
      await this.chat.end().catch((notEnded: ChatCheckError) => {
        throw new CheckFailure(bothReasons(failure.reason, notEnded), failure.evidence);
      });
      throw failure;
    }
    stopTimer();
    try {
      await this.stages.measure("end", () => this.chat.end());
    } catch (cause) {
      throw this.failure(cause);
    }
    const { start, connect, subscribe, firstMessage } = this.stages.durations;
    return { ...outcome, durations: { start, connect, subscribe, firstMessage, total: this.stages.elapsed } };
  }

  private async hold(): Promise<CheckOutcome> {
    const { chat, stages } = this;
    const contact = await stages.measure("start", () => chat.start());
    this.contact = contact;
    const startedAt = this.timeNow();
    this.startedAt = startedAt;
    const { connectWithinSeconds } = this.plan;
    const closeWindow = this.surroundings.after(connectWithinSeconds * 1000, () =>
      this.deadline.abort(windowMissed(connectWithinSeconds, this.stages.current === "connect")),
    );
    let connection: Connection;
    let connectedAt: string;
    try {
      connection = await stages.measure("connect", () => chat.connect());
      connectedAt = this.timeNow();
      await stages.measure("subscribe", () => chat.subscribe());
    } finally {
      closeWindow();
    }
    const subscribedAt = this.timeNow();
    const arn = this.plan.instanceArn ? undefined : chat.arn();
    const first = await this.firstMessage();
    await stages.measure("transcript", () => this.readTranscript());
    const contactArn = this.plan.instanceArn ? `${this.plan.instanceArn}/contact/${contact.contactId}` : await arn;
    this.refuseEnd();
    return {
      contactId: contact.contactId,
      participantId: contact.participantId,
      contactArn,
      startedAt,
      connectedAt,
      subscribedAt,
      connectionExpiry: connection.connectionExpiry,
      durations: {},
      transcript: transcriptOf(chat.items),
      verdict: [verdict(stages.durations, first !== undefined), ...chat.disagreements].join(" "),
    };
  }

  /** The first message of anyone but the customer, held against what is expected; nothing where nothing is. */
  private async firstMessage(): Promise<ChatItem | undefined> {
    const { expectFirstMessage: matcher } = this.plan;
    if (matcher === undefined) return undefined;
    return this.stages.measure("firstMessage", async () => {
      await this.readTranscript();
      for (;;) {
        const first = this.chat.items.find(
          ({ type, ...item }) => type === "MESSAGE" && !this.chat.isOwn({ type, ...item }),
        );
        if (first) {
          const found = differences(matcher, first);
          if (found.length > 0) throw this.otherFirstMessage(matcher, found);
          return first;
        }
        this.refuseEnd(true);
        await untilAborted(this.nextChange(), this.deadline.signal);
      }
    });
  }

  /** A chat that has ended gives no transcript; then what the socket told is all. */
  private async readTranscript(): Promise<void> {
    try {
      await this.chat.readTranscript();
    } catch (cause) {
      if (this.deadline.signal.aborted) throw cause;
      if ((cause as ChatCheckError).answer?.status !== 403) throw cause;
      await this.endHeard(cause);
    }
  }

  /** A 403 may arrive before the frame that says why; without that frame it is what it says. */
  private async endHeard(refusal: unknown): Promise<void> {
    const patience = new AbortController();
    const stopTimer = this.surroundings.after(endPatienceMilliseconds, () => patience.abort(refusal));
    try {
      while (!this.chat.ended) {
        await untilAborted(this.nextChange(), AbortSignal.any([this.deadline.signal, patience.signal]));
      }
    } finally {
      stopTimer();
    }
  }

  private nextChange(): Promise<void> {
    return new Promise((resolve) => {
      this.noteChange = resolve;
    });
  }

  private refuseEnd(beforeFirstMessage = false): void {
    if (!this.chat.ended || (this.plan.allowEnd && !beforeFirstMessage)) return;
    throw new ChatCheckError({
      code: "ENDED_BY_FLOW",
      message: beforeFirstMessage ? "the flow ended the chat before its first message." : "the flow ended the chat.",
      hint: beforeFirstMessage
        ? "Look in the flow for the way to Disconnect that this chat took; on chat, prompts and SSML take the error branch."
        : "If this flow is meant to end the chat so early, set allowEnd: true.",
    });
  }

  private otherFirstMessage(matcher: Matcher, found: readonly string[]): ChatCheckError {
    return new ChatCheckError({
      code: "OTHER_FIRST_MESSAGE",
      message: this.quoteMessages
        ? `the first message is another than expected: ${found.join("; ")}.`
        : "the first message is another than expected.",
      hint: this.quoteMessages
        ? `Correct the flow, or expectFirstMessage, which is ${described(matcher)}.`
        : "Correct the flow or expectFirstMessage. Texts are left out, since an input is secret.",
    });
  }

  private timedOut(): ChatCheckError {
    const { timeoutSeconds } = this.plan;
    if (this.stages.current === "firstMessage") {
      return new ChatCheckError({
        code: "NO_FIRST_MESSAGE",
        message: `nobody said anything within timeoutSeconds (${timeoutSeconds} s).`,
        hint: "Look at the branches before the flow's first message; if the flow is slow, raise timeoutSeconds.",
      });
    }
    return new ChatCheckError({
      code: "DEADLINE_EXCEEDED",
      message: `the check took longer than timeoutSeconds (${timeoutSeconds} s).`,
      hint: "Look at the stage below; raise timeoutSeconds if the service is only slow.",
    });
  }

  private failure(cause: unknown): CheckFailure {
    const reason = cause instanceof ChatCheckError ? cause : serviceError("the check", cause);
    const items = this.quoteMessages
      ? this.chat.items
      : this.chat.items.map((item) => ({ ...item, content: item.content === "" ? "" : "(text left out)" }));
    return new CheckFailure(reason, {
      stage: this.stages.current,
      elapsed: this.stages.elapsed,
      contactFlowId: this.plan.contactFlowId,
      instanceId: this.plan.instanceId,
      contactId: this.contact?.contactId,
      participantId: this.contact?.participantId,
      startedAt: this.startedAt,
      transcript: transcriptOf(items),
    });
  }

  private timeNow(): string {
    return new Date(this.surroundings.now()).toISOString();
  }
}

function windowMissed(seconds: number, whileConnecting: boolean): ChatCheckError {
  const missing = whileConnecting ? "CreateParticipantConnection was not answered" : "the socket was not subscribed";
  return new ChatCheckError({
    code: "WINDOW_MISSED",
    message: `${missing} within connectWithinSeconds (${seconds} s) of the start of the contact.`,
    hint: "AWS ends a chat that nobody subscribes to within 5 minutes. Look for a proxy or firewall in the way of the WebSocket.",
  });
}

function bothReasons(reason: ChatCheckError, notEnded: ChatCheckError): ChatCheckError {
  const { code, answer } = reason;
  return new ChatCheckError({
    code,
    message: `${reason.message} Besides: ${notEnded.message}`,
    hint: `${reason.hint} ${notEnded.hint}`,
    answer,
    cause: reason,
  });
}

function verdict(
  { start = 0, connect = 0, subscribe = 0, firstMessage = 0 }: StageClock["durations"],
  greeted: boolean,
): string {
  const window = `The chat was subscribed ${connect + subscribe} ms after StartChatContact answered (in ${start} ms)`;
  return greeted ? `${window} and greeted as expected ${firstMessage} ms later.` : `${window}.`;
}
