import { valueAt } from "../../flow/reference.js";
import { textOf } from "../record.js";
import type { DialogAction, IntentState, LexSession, Turn } from "./session.js";

/** The Lex V2 event that a bot's code hook is called with. */
export function codeHookEvent(session: LexSession, transcript: string, sessionId: string, botId: string) {
  const { bot, intent, state, slots, attributes, confirmation } = session;
  return {
    messageVersion: "1.0",
    invocationSource: state === "ReadyForFulfillment" ? "FulfillmentCodeHook" : "DialogCodeHook",
    inputMode: "Text",
    responseContentType: "text/plain; charset=utf-8",
    sessionId,
    inputTranscript: transcript,
    bot: { id: botId, name: bot.name, aliasId: "EMULATED", localeId: bot.localeId ?? "en_US", version: "1" },
    interpretations: [
      {
        intent: intentOf(intent?.name, state, slots, confirmation),
        ...(intent?.sentiment ? { sentimentResponse: { sentiment: intent.sentiment } } : {}),
        nluConfidence: 1,
      },
    ],
    proposedNextState: proposed(session),
    requestAttributes: { "x-amz-lex:channels:platform": "Connect Chat" },
    sessionState: {
      sessionAttributes: attributes,
      intent: intentOf(intent?.name, state, slots, confirmation),
      originatingRequestId: sessionId,
    },
    transcriptions: [{ transcription: transcript, transcriptionConfidence: 1, resolvedSlots: {} }],
  };
}

/** Takes over what a code hook answered; `undefined` where it leaves the next step to the bot. */
export function applied(session: LexSession, answer: unknown): Turn | undefined {
  const at = (...path: string[]) => valueAt(answer, path);
  const name = at("sessionState", "intent", "name");
  if (typeof name === "string") session.switchTo(name);
  const slots = at("sessionState", "intent", "slots");
  if (isRecord(slots))
    session.slots = Object.fromEntries(Object.entries(slots).map(([slot, value]) => [slot, interpreted(value)]));
  const attributes = at("sessionState", "sessionAttributes");
  if (isRecord(attributes)) {
    session.attributes = Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, textOf(value)]));
  }
  const state = at("sessionState", "intent", "state");
  if (typeof state === "string") session.state = state as IntentState;
  const listed = at("messages");
  const messages = (Array.isArray(listed) ? listed : []).flatMap((message: unknown) => contentOf(message));
  const action = actionOf(at("sessionState", "dialogAction"));
  if (!action) return undefined;
  session.action = action;
  if (action.type === "ElicitSlot" && messages.length === 0) {
    const prompt = session.intent?.slots?.find(({ name }) => name === action.slotToElicit)?.prompt;
    return { messages: prompt ? [prompt] : [], action };
  }
  return { messages, action };
}

function actionOf(value: unknown): DialogAction | undefined {
  if (!isRecord(value)) return undefined;
  const { type, slotToElicit } = value;
  if (type === "ElicitSlot") return { type, slotToElicit: textOf(slotToElicit) };
  return type === "Close" || type === "ElicitIntent" || type === "ConfirmIntent" ? { type } : undefined;
}

function proposed({ intent, slots }: LexSession) {
  const slot = intent?.slots?.find(({ name, required = true }) => required && slots[name] === undefined);
  return slot ? { dialogAction: { type: "ElicitSlot", slotToElicit: slot.name } } : { dialogAction: { type: "Close" } };
}

function intentOf(
  name: string | undefined,
  state: IntentState,
  slots: Readonly<Record<string, string | undefined>>,
  confirmationState: string,
) {
  const shown = Object.entries(slots).map(([slot, value]) => [
    slot,
    value === undefined
      ? null
      : { shape: "Scalar", value: { originalValue: value, interpretedValue: value, resolvedValues: [value] } },
  ]);
  return { name, state, slots: Object.fromEntries(shown), confirmationState };
}

function interpreted(value: unknown): string | undefined {
  const text = valueAt(value, ["value", "interpretedValue"]);
  return typeof text === "string" ? text : undefined;
}

/** A message of a bot: a text, or an interactive message as the text of its JSON. */
function contentOf(message: unknown): string[] {
  const content = valueAt(message, ["content"]);
  return typeof content === "string" ? [content] : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
