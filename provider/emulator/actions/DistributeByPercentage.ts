import type { ActionContext, Effect } from "../flow-run.js";

/** A number from 1 to 100, by chance. */
export function DistributeByPercentage({ identifiers }: Pick<ActionContext, "identifiers">): Effect {
  return { kind: "result", value: 1 + Math.floor(identifiers.random() * 100) };
}
