import type { Outcome } from "../../flow/branch.js";
import type { ActionContext, Effect } from "../flow-run.js";
import { isTrue, textOf } from "../record.js";

const longestSeconds = 604_800;

/**
 * Waits TimeLimitSeconds (`WaitCompleted`), or until an event that is asked for: the customer's next message
 * (`CustomerReturned`), or the leave of the custom participant (`BotParticipantDisconnected`). With ContinueExecution the
 * flow goes on meanwhile (`Continue`), until the time is over.
 */
export function Wait({
  parameters,
  contact,
  clock,
  guard,
  warn,
}: Pick<ActionContext, "parameters" | "contact" | "clock" | "guard" | "warn">): Effect {
  const { TimeLimitSeconds, TimeoutSeconds, ContinueExecution } = parameters;
  const seconds = Number(textOf(TimeLimitSeconds ?? TimeoutSeconds));
  if (!(seconds >= 1 && seconds <= longestSeconds)) {
    warn(`TimeLimitSeconds must be from 1 to ${longestSeconds}.`);
    return { kind: "error", errorType: "NoMatchingError" };
  }
  if (isTrue(ContinueExecution)) {
    warn("No source says what MinimumWaitTimeSeconds does, or what ends the Continue branch: here the time alone.");
    return { kind: "meanwhile", milliseconds: seconds * 1000 };
  }
  const events: readonly unknown[] = Array.isArray(parameters.Events) ? parameters.Events : [];
  const bot = contact.chat.participants.find(({ role, left }) => role === "CUSTOM_BOT" && !left);
  if (events.includes("BotParticipantDisconnected") && !bot) {
    warn("The chat has no custom participant.");
    return { kind: "error", errorType: "ParticipantNotFound" };
  }
  return {
    kind: "wait",
    begin(resume: (outcome: Outcome) => void) {
      const finish = (value: string) => {
        stop();
        resume({ kind: "result", value });
      };
      const cancelTimer = clock.after(seconds * 1000, "flow", () => finish("WaitCompleted"));
      const stopListening = guard.listen({
        said: (_item, { role }) => {
          if (role === "CUSTOMER" && events.includes("CustomerReturned")) finish("CustomerReturned");
        },
        left: (participant) => {
          if (participant === bot && events.includes("BotParticipantDisconnected"))
            finish("BotParticipantDisconnected");
        },
      });
      const stop = () => {
        cancelTimer();
        stopListening();
      };
      return stop;
    },
  };
}
