import type { Contact } from "../contact.js";
import type { Guard } from "../guard.js";
import type { Identifiers } from "../identifiers.js";
import type { LexBot } from "../instance/resources.js";
import { interactiveProblems, sendInteractive } from "../interactive.js";
import { type InvocationResult, invoke } from "../lambda/invocation.js";
import type { Participant } from "../participant.js";
import { applied, codeHookEvent } from "./code-hook.js";
import { LexSession, type Turn } from "./session.js";

export interface ConversationServices {
  readonly contact: Contact;
  readonly identifiers: Identifiers;
  readonly guard: Guard;
}

/** Seconds that a bot's code hook has, on chat. */
const codeHookSeconds = 10;

/** A customer's talk with a bot: hears what the customer says, says what the bot says, until the bot closes it. */
export class LexConversation {
  private current: LexSession;
  /** What was said while the code hook was asked about what was said before. */
  private readonly unheard: string[] = [];
  private busy = false;
  private lastHeard: number;
  private stopHook: () => void = () => {};
  private stopped = false;

  /** `closed` is called when the bot is done; `failed` when its code hook fails. */
  constructor(
    private readonly bot: LexBot,
    private readonly attributes: Readonly<Record<string, string>>,
    private readonly services: ConversationServices,
    private readonly closed: () => void,
    private readonly failed: (reason: string) => void,
  ) {
    this.current = new LexSession(bot.definition, attributes);
    this.lastHeard = services.contact.chat.clock.now();
  }

  get session(): LexSession {
    return this.current;
  }

  hear(text: string): void {
    this.unheard.push(text);
    if (!this.busy) this.takeNext();
  }

  stop(): void {
    this.stopped = true;
    this.stopHook();
  }

  private takeNext(): void {
    const text = this.unheard.shift();
    this.busy = text !== undefined;
    if (text === undefined) return;
    this.forgetAfterSilence();
    this.say(this.session.hear(text));
    this.withHook(text, (turn) => this.take(turn ?? this.session.next(), text, turn !== undefined));
  }

  private forgetAfterSilence(): void {
    const { chat } = this.services.contact;
    const now = chat.clock.now();
    if (now - this.lastHeard >= chat.behaviour.botSessionSeconds * 1000) {
      this.current = new LexSession(this.bot.definition, this.attributes);
    }
    this.lastHeard = now;
  }

  /** What the code hook has decided to close is closed without asking it again. */
  private take({ messages, action }: Turn, text: string, decided: boolean): void {
    this.say(messages);
    if (action.type !== "Close") return void this.takeNext();
    if (decided || this.session.state !== "ReadyForFulfillment") return void this.close();
    this.withHook(text, (turn) => {
      this.say(turn ? turn.messages : this.session.fulfil());
      if (turn && turn.action.type !== "Close") return void this.takeNext();
      this.close();
    });
  }

  private close(): void {
    this.stop();
    this.closed();
  }

  /** Asks the bot's code hook, if it has one, what to do. */
  private withHook(text: string, go: (turn: Turn | undefined) => void): void {
    const { codeHook } = this.bot.definition;
    if (codeHook === undefined) return void go(undefined);
    const { contact, identifiers, guard } = this.services;
    const { instance } = contact;
    const lambda =
      typeof codeHook === "string"
        ? { name: this.bot.name, arn: this.bot.arn, definition: { name: this.bot.name, handler: codeHook } }
        : instance.lambda.any(codeHook.lambda ?? "");
    if (!lambda) return void this.failed("The bot's code hook is no function of the instance.");
    const event = codeHookEvent(this.session, text, contact.id, this.bot.id);
    let over = false;
    const answered = guard.callback((result: InvocationResult) => {
      over = true;
      if (this.stopped) return;
      if ("failure" in result) this.failed(result.failure);
      else go(applied(this.session, result.response));
    });
    const { chat } = contact;
    const stop = invoke({ lambda, chat, event, limitSeconds: codeHookSeconds, identifiers }, answered);
    if (!over) this.stopHook = stop;
  }

  private say(messages: readonly string[]): void {
    const { chat } = this.services.contact;
    const bot = voiceOf(this.services.contact);
    for (const message of messages) {
      const interactive = message.trimStart().startsWith("{") && interactiveProblems(message).length === 0;
      if (interactive && "item" in sendInteractive(chat, bot, message)) continue;
      chat.say(bot, "text/plain", message);
    }
  }
}

/** Bots speak as the system, under a name of their own. */
export function voiceOf({ chat }: Contact): Participant {
  const known = chat.participants.find(({ role, displayName }) => role === "SYSTEM" && displayName === "BOT");
  return known ?? chat.add("SYSTEM", "BOT");
}
