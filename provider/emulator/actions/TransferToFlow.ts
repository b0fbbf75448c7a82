import type { ActionContext, Effect } from "../flow-run.js";
import { textOf } from "../record.js";

const types: ReadonlySet<string> = new Set(["CONTACT_FLOW", "AGENT_TRANSFER", "QUEUE_TRANSFER"]);

/** Jumps to another flow, named by id or ARN; one that is not there, or of another type, takes the error branch. */
export function TransferToFlow({
  parameters,
  instance,
  warn,
}: Pick<ActionContext, "parameters" | "instance" | "warn">): Effect {
  const { ContactFlowId: id } = parameters;
  const flow = typeof id === "string" && id !== "" ? instance.flow(id) : undefined;
  if (flow && types.has(flow.type) && flow.status === "PUBLISHED") return { kind: "transfer", flow };
  if (flow?.status === "SAVED") warn(`The flow ${flow.name} is saved but not published.`);
  else if (flow) warn(`The flow ${flow.name} is of type ${flow.type}, to which no flow transfers.`);
  else warn(id ? `The instance has no flow ${textOf(id)}.` : "ContactFlowId is empty.");
  return { kind: "error", errorType: "NoMatchingError" };
}
