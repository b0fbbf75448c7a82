import { pathOf } from "../../flow/reference.js";
import type { ActionContext, Effect } from "../flow-run.js";

/** The value of ComparisonValue, for the conditions to look at. */
export function Compare({ action, parameters, value }: Pick<ActionContext, "action" | "parameters" | "value">): Effect {
  const { ComparisonValue: written } = action.parameters;
  if (typeof written === "string" && pathOf(written)) return { kind: "result", value: value(written) };
  return { kind: "result", value: parameters.ComparisonValue };
}
