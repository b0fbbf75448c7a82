import type { ActionContext, Effect } from "../flow-run.js";
import { openAt } from "../instance/hours.js";

/**
 * `True` or `False` for the hours of the parameter, else of the target queue; the error branch without a queue, or for an
 * agent's. Hours that the instance does not have are as `behaviour.hoursOfOperation` says, or take the error branch.
 */
export function CheckHoursOfOperation({
  parameters: { HoursOfOperationId: id },
  contact,
  instance,
  clock,
  behaviour,
  warn,
}: Pick<ActionContext, "parameters" | "contact" | "instance" | "clock" | "behaviour" | "warn">): Effect {
  const written = typeof id === "string" && id !== "" ? id : undefined;
  const { targetQueue: target } = contact;
  if (written === undefined && target?.kind !== "queue") return { kind: "error", errorType: "NoMatchingError" };
  const hours =
    written === undefined ? instance.queue(target?.id ?? "")?.hours : instance.hoursOfOperation.find(written);
  if (hours) return { kind: "result", value: openAt(clock.now(), hours) ? "True" : "False" };
  if (written !== undefined && instance.missing === "error") {
    warn(`The instance has no hours of operation ${written}.`);
    return { kind: "error", errorType: "NoMatchingError" };
  }
  return { kind: "result", value: behaviour.hoursOfOperation === "open" ? "True" : "False" };
}
