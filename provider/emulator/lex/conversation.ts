import type { Contact } from "../contact.js";
import type { Identifiers } from "../identifiers.js";
import type { LexBot } from "../instance/resources.js";
import { interactiveProblems, sendInteractive } from "../interactive.js";
import { invoke } from "../lambda/invocation.js";
import type { Participant } from "../participant.js";
import { applied, codeHookEvent } from "./code-hook.js";
import { LexSession, type Turn } from "./session.js";

export interface ConversationServices {
  readonly contact: Contact;
  readonly identifiers: Identifiers;
}

/** Seconds that a bot's code hook has, on chat. */
const codeHookSeconds = 10;

/** A customer's talk with a bot: hears what the customer says, says what the bot says, until the bot closes it. */
export class LexConversation {
  readonly session: LexSession;
  private stopHook: () => void = () => {};
  private stopped = false;

  /** `closed` is called when the bot is done; `failed` when its code hook fails. */
  constructor(
    private readonly bot: LexBot,
    attributes: Readonly<Record<string, string>>,
    private readonly services: ConversationServices,
    private readonly closed: () => void,
    private readonly failed: (reason: string) => void,
  ) {
    this.session = new LexSession(bot.definition, attributes);
  }

  hear(text: string): void {
    this.say(this.session.hear(text));
    this.withHook(text, (turn) => this.take(turn ?? this.session.next(), text));
  }

  stop(): void {
    this.stopped = true;
    this.stopHook();
  }

  private take({ messages, action }: Turn, text: string): void {
    this.say(messages);
    if (action.type !== "Close") return;
    if (this.session.state !== "ReadyForFulfillment") return void this.close();
    this.withHook(text, (turn) => {
      this.say(turn ? turn.messages : this.session.fulfil());
      if (turn && turn.action.type !== "Close") return;
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
    const { contact, identifiers } = this.services;
    const { instance } = contact;
    const lambda =
      typeof codeHook === "string"
        ? { name: this.bot.name, arn: this.bot.arn, definition: { name: this.bot.name, handler: codeHook } }
        : instance.lambda.any(codeHook.lambda ?? "");
    if (!lambda) return void this.failed("The bot's code hook is no function of the instance.");
    const event = codeHookEvent(this.session, text, contact.id, this.bot.id);
    this.stopHook = invoke({ lambda, chat: contact.chat, event, limitSeconds: codeHookSeconds, identifiers }, (result) => {
      if (this.stopped) return;
      if ("failure" in result) this.failed(result.failure);
      else go(applied(this.session, result.response));
    });
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
