import type { ActionContext, Effect } from "../flow-run.js";

/** Back to the flow that called the module, with a result and data if there are any. */
export function EndFlowModuleExecution({ parameters }: Pick<ActionContext, "parameters">): Effect {
  const { Result: result, ResultData: data } = parameters;
  return { kind: "return", result: typeof result === "string" ? result : undefined, data };
}
