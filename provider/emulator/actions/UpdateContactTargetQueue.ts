import type { ActionContext, Effect } from "../flow-run.js";

/** Sets the queue for a later transfer. Every id that is not empty is a queue of the instance. */
export function UpdateContactTargetQueue({
  parameters,
  contact,
  instance,
  warn,
}: Pick<ActionContext, "parameters" | "contact" | "instance" | "warn">): Effect {
  const { QueueId: queue, AgentId: agent } = parameters;
  const written = queue ?? agent;
  if (typeof written !== "string" || written === "") {
    warn("There is no queue id.");
    return { kind: "error", errorType: "NoMatchingError" };
  }
  const id = written.slice(written.lastIndexOf("/") + 1);
  const kind = queue === undefined ? "agent" : "queue";
  contact.targetQueue = { kind, id, arn: `${instance.arn}/${kind}/${id}`, name: id };
  return { kind: "success" };
}
