import type { ActionContext, Effect } from "../flow-run.js";

/** Jumps to another flow, named by id or ARN; one that is not there takes the error branch. */
export function TransferToFlow({
  parameters,
  instance,
  warn,
}: Pick<ActionContext, "parameters" | "instance" | "warn">): Effect {
  const { ContactFlowId: id } = parameters;
  const flow = typeof id === "string" && id !== "" ? instance.flow(id) : undefined;
  if (flow) return { kind: "transfer", flow };
  warn(id ? `The instance has no flow ${id}.` : "ContactFlowId is empty.");
  return { kind: "error", errorType: "NoMatchingError" };
}
