import type { Outcome } from "../../flow/branch.js";
import type { ActionContext, Effect } from "../flow-run.js";

const longestSeconds = 604_800;

/**
 * Waits TimeLimitSeconds (`WaitCompleted`), or until an event that is asked for: the customer's next message
 * (`CustomerReturned`), or the leave of the custom participant (`BotParticipantDisconnected`).
 */
export function Wait({
  parameters,
  contact,
  clock,
  warn,
}: Pick<ActionContext, "parameters" | "contact" | "clock" | "warn">): Effect {
  const seconds = Number(parameters.TimeLimitSeconds ?? parameters.TimeoutSeconds);
  if (!(seconds > 0 && seconds <= longestSeconds)) {
    warn(`TimeLimitSeconds must be from 1 to ${longestSeconds}.`);
    return { kind: "error", errorType: "NoMatchingError" };
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
      const stopListening = contact.chat.listen({
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
