import type { LexBotDefinition } from "../instance/definition.js";
import { type LexIntent, type LexSlot, slotValue, understood } from "./understanding.js";

export type IntentState = "InProgress" | "ReadyForFulfillment" | "Fulfilled" | "Failed";

/** What the bot does next, in the words of Lex V2. */
export type DialogAction =
  | { readonly type: "ElicitIntent" }
  | { readonly type: "ElicitSlot"; readonly slotToElicit: string }
  | { readonly type: "ConfirmIntent" }
  | { readonly type: "Close" };

export interface Turn {
  readonly messages: readonly string[];
  readonly action: DialogAction;
}

export const fallbackIntent = "FallbackIntent";
const defaultRetries = 2;
const yes = /^(y|yes|yeah|yep|ok|okay|sure|correct|right)$/i;
const no = /^(n|no|nope|wrong)$/i;

/** A conversation with a bot: what it has understood, and what it asks for. Says nothing by itself. */
export class LexSession {
  intent: LexIntent | undefined;
  state: IntentState = "InProgress";
  slots: Record<string, string | undefined> = {};
  attributes: Record<string, string>;
  confirmation: "None" | "Confirmed" | "Denied" = "None";
  action: DialogAction = { type: "ElicitIntent" };
  private tries = 0;

  constructor(
    readonly bot: LexBotDefinition,
    attributes: Readonly<Record<string, string>>,
  ) {
    this.attributes = { ...bot.sessionAttributes, ...attributes };
  }

  /** Takes in what the customer said; what the bot makes of it is asked for by `next`. Answers words that are due at once. */
  hear(text: string): string[] {
    if (this.action.type === "ElicitSlot") return this.hearSlot(this.action.slotToElicit, text);
    if (this.action.type === "ConfirmIntent") return this.hearConfirmation(text);
    const found = understood(this.intents, text);
    this.begin(found?.intent ?? this.fallback, found?.slots ?? {});
    return [];
  }

  /** Goes on with the intent: the next slot, the confirmation, or the end. */
  next(): Turn {
    const { intent } = this;
    if (!intent) return this.turn([], { type: "ElicitIntent" });
    if (this.state === "Failed") return this.turn([], { type: "Close" });
    const slot = intent.slots?.find(({ name, required = true }) => required && this.slots[name] === undefined);
    if (slot) return this.turn([slot.prompt ?? `${slot.name}?`], { type: "ElicitSlot", slotToElicit: slot.name });
    if (intent.confirmation && this.confirmation === "None") {
      return this.turn([intent.confirmation.prompt ?? "Is that right?"], { type: "ConfirmIntent" });
    }
    this.state = "ReadyForFulfillment";
    return this.turn([], { type: "Close" });
  }

  /** The end of an intent that is ready, where no code of the user's decides. */
  fulfil(): string[] {
    const { intent } = this;
    if (!intent || this.state !== "ReadyForFulfillment") return [];
    Object.assign(this.attributes, intent.sessionAttributes);
    this.state = intent.fulfilled === false ? "Failed" : "Fulfilled";
    return intent.says ? [filled(intent.says, this.slots)] : [];
  }

  /** Begins with an intent, by its name. */
  switchTo(name: string): void {
    if (this.intent?.name === name) return;
    this.begin(this.intents.find((intent) => intent.name === name) ?? { name }, {});
  }

  private get intents(): readonly LexIntent[] {
    return this.bot.intents ?? [];
  }

  private get fallback(): LexIntent {
    return this.intents.find(({ name }) => name === fallbackIntent) ?? { name: fallbackIntent };
  }

  private begin(intent: LexIntent, slots: Readonly<Record<string, string>>): void {
    this.intent = intent;
    this.state = "InProgress";
    this.slots = Object.fromEntries((intent.slots ?? []).map(({ name }) => [name, slots[name]]));
    this.confirmation = "None";
    this.tries = 0;
  }

  private hearSlot(name: string, text: string): string[] {
    const slot: LexSlot = this.intent?.slots?.find((candidate) => candidate.name === name) ?? { name };
    const value = slotValue(slot, text);
    if (value !== undefined) {
      this.slots[name] = value;
      this.tries = 0;
    } else if (this.tries++ >= (slot.maxRetries ?? defaultRetries)) {
      this.begin(this.fallback, {});
    }
    return [];
  }

  private hearConfirmation(text: string): string[] {
    const word = text.trim().replace(/[.!]+$/, "");
    if (yes.test(word)) this.confirmation = "Confirmed";
    else if (no.test(word)) {
      this.confirmation = "Denied";
      this.state = "Failed";
      return this.intent?.confirmation?.declined ? [this.intent.confirmation.declined] : [];
    } else if (this.tries++ >= defaultRetries) this.begin(this.fallback, {});
    return [];
  }

  private turn(messages: readonly string[], action: DialogAction): Turn {
    this.action = action;
    return { messages: messages.map((message) => filled(message, this.slots)), action };
  }
}

/** `{slot}` in what the bot says stands for the slot's value. */
function filled(text: string, slots: Readonly<Record<string, string | undefined>>): string {
  return text.replace(/\{([A-Za-z][A-Za-z0-9_]*)\}/g, (written, name: string) => slots[name] ?? written);
}
