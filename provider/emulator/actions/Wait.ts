import type { ActionContext, Effect } from "../flow-run.js";

const longestSeconds = 604_800;

/** Waits TimeLimitSeconds (`WaitCompleted`) or for the customer's next message (`CustomerReturned`), if asked for. */
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
  const events = Array.isArray(parameters.Events) ? parameters.Events : [];
  if (events.includes("BotParticipantDisconnected")) {
    warn("The chat has no custom participant.");
    return { kind: "error", errorType: "ParticipantNotFound" };
  }
  return {
    kind: "wait",
    begin(resume) {
      const stop = () => {
        cancelTimer();
        stopListening();
      };
      const finish = (value: string) => {
        stop();
        resume({ kind: "result", value });
      };
      const cancelTimer = clock.after(seconds * 1000, "flow", () => finish("WaitCompleted"));
      const stopListening = events.includes("CustomerReturned")
        ? contact.onCustomerMessage(() => finish("CustomerReturned"))
        : () => {};
      return stop;
    },
  };
}
