import type { ActionContext, Effect } from "../flow-run.js";

/** `True` or `False` for the hours of the parameter, else of the target queue; the error branch without a queue, or for an agent's. */
export function CheckHoursOfOperation({
  parameters,
  contact,
  behaviour,
}: Pick<ActionContext, "parameters" | "contact" | "behaviour">): Effect {
  if (!parameters.HoursOfOperationId && contact.targetQueue?.kind !== "queue")
    return { kind: "error", errorType: "NoMatchingError" };
  return { kind: "result", value: behaviour.hoursOfOperation === "open" ? "True" : "False" };
}
