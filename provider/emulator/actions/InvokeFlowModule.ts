import type { ActionContext, Effect } from "../flow-run.js";
import { textOf } from "../record.js";

/** Runs a module, which sees contact attributes and its input alone; its result chooses the branch. */
export function InvokeFlowModule({
  parameters,
  instance,
  warn,
}: Pick<ActionContext, "parameters" | "instance" | "warn">): Effect {
  const { FlowModuleId: id, Input: input = {} } = parameters;
  const module = typeof id === "string" && id !== "" ? instance.modules.find(id) : undefined;
  if (module?.status === "PUBLISHED") return { kind: "call", module, input };
  warn(module ? `The module ${module.name} is saved but not published.` : `The instance has no module ${textOf(id)}.`);
  return { kind: "error", errorType: "NoMatchingError" };
}
