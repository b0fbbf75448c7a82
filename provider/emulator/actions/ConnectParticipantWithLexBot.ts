import type { Outcome } from "../../flow/branch.js";
import { pathOf } from "../../flow/reference.js";
import type { ActionContext, Effect } from "../flow-run.js";
import type { LexBot } from "../instance/resources.js";
import { LexConversation } from "../lex/conversation.js";
import type { LexSession } from "../lex/session.js";
import { record, textOf } from "../record.js";
import { speak } from "./speech.js";

const mostCharacters = 1024;
const shortestSeconds = 60;
const longestSeconds = 604_800;

/**
 * Lets the customer talk to a bot until it has an intent: its name is the result, `$.Lex` has the rest. An intent that
 * fails, a bot that is not there and a message of more than 1,024 characters take the error branch; LexTimeoutSeconds
 * without a word of the customer takes `InputTimeLimitExceeded`.
 */
export function ConnectParticipantWithLexBot(context: ActionContext): Effect {
  const { parameters, contact, clock, guard, identifiers, memory, part, value, action, warn } = context;
  const fail = (reason: string): Outcome => {
    warn(reason);
    return { kind: "error", errorType: "NoMatchingError" };
  };
  const bot = botOf(context);
  if (!bot) return fail("The instance has no such bot.");
  const written = record(record(action.parameters).LexInitializationData).InitialMessage;
  const initial = typeof written === "string" ? initialMessage(written, parameters, value) : undefined;
  if (written !== undefined && !initial) return fail("There is no initial message for the bot.");
  const { Text: text, SSML, PromptId, Media } = parameters;
  if (!text && !initial && SSML === undefined && PromptId === undefined && Media === undefined) {
    return fail("A bot needs a text, or LexInitializationData, to begin with.");
  }
  const limit = secondsOf(record(parameters.LexTimeoutSeconds).Text);
  if (limit === "wrong") return fail(`LexTimeoutSeconds must be from ${shortestSeconds} to ${longestSeconds}.`);
  if (!text && !initial) warn("Prompts and SSML are for voice; the bot waits without a word.");
  contact.lambdaSeconds = 0;
  if (typeof text === "string" && text.trim() !== "") speak(contact, part, text);
  let patient = false;
  return {
    kind: "wait",
    works: () => !patient,
    begin(resume) {
      const finish = (outcome: Outcome) => {
        stop();
        resume(outcome);
      };
      const conversation = new LexConversation(
        bot,
        sessionAttributes(parameters.LexSessionAttributes),
        { contact, identifiers, guard },
        () => {
          memory.set("Lex", lexValue(conversation.session));
          const { state, intent } = conversation.session;
          if (state === "Failed") finish(fail(`The intent ${intent?.name} was not fulfilled.`));
          else finish({ kind: "result", value: intent?.name });
        },
        (reason) => finish(fail(reason)),
      );
      let cancelTimer = () => {};
      const startTimer = () => {
        cancelTimer();
        if (limit === undefined) return;
        cancelTimer = clock.after(limit * 1000, "flow", () => {
          patient = true;
          finish({ kind: "error", errorType: "InputTimeLimitExceeded" });
        });
      };
      const hear = (said: string) => {
        startTimer();
        if ([...said].length > mostCharacters) finish(fail(`A bot takes ${mostCharacters} characters of a message.`));
        else conversation.hear(said);
      };
      const stopListening = guard.listen({
        said: (item, { role }) => {
          if (role !== "CUSTOMER" || item.Type !== "MESSAGE") return;
          patient = true;
          hear(item.Content ?? "");
        },
      });
      const stop = () => {
        cancelTimer();
        stopListening();
        conversation.stop();
      };
      startTimer();
      if (initial) hear(initial);
      return stop;
    },
  };
}

function botOf({ parameters, instance }: Pick<ActionContext, "parameters" | "instance">): LexBot | undefined {
  const { AliasArn: arn } = record(parameters.LexV2Bot);
  const { Name: name } = record(parameters.LexBot);
  if (typeof arn === "string" && arn !== "") return instance.lex.find(arn);
  return typeof name === "string" ? instance.lex.named(name) : undefined;
}

/** A whole reference without a value is no initial message; any other text is one. */
function initialMessage(
  written: string,
  parameters: Readonly<Record<string, unknown>>,
  value: ActionContext["value"],
): string | undefined {
  if (pathOf(written) && value(written) === undefined) return undefined;
  const { InitialMessage: resolved } = record(parameters.LexInitializationData);
  return typeof resolved === "string" && resolved !== "" ? resolved : undefined;
}

function secondsOf(written: unknown): number | undefined | "wrong" {
  if (written === undefined) return undefined;
  const seconds = Number(textOf(written));
  return seconds >= shortestSeconds && seconds <= longestSeconds ? seconds : "wrong";
}

function sessionAttributes(written: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(record(written)).map(([key, value]) => [key, textOf(value)]));
}

function lexValue({ intent, state, slots, attributes }: LexSession): Readonly<Record<string, unknown>> {
  const { name, sentiment } = intent ?? {};
  return {
    IntentName: name,
    Slots: Object.fromEntries(Object.entries(slots).filter(([, slot]) => slot !== undefined)),
    SessionAttributes: attributes,
    IntentConfidence: { Score: "1.0" },
    ...(sentiment ? { SentimentResponse: { Label: sentiment, Scores: scoresOf(sentiment) } } : {}),
    DialogState: state,
    AlternativeIntents: {},
  };
}

function scoresOf(sentiment: string): Readonly<Record<string, string>> {
  const labels = ["Positive", "Negative", "Neutral", "Mixed"];
  return Object.fromEntries(labels.map((label) => [label, label.toUpperCase() === sentiment ? "1.0" : "0.0"]));
}
