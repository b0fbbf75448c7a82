import type { TargetQueue } from "../contact.js";
import type { Queue } from "../instance/resources.js";
import type { Instance } from "../instance.js";

/** The queue that a pair of parameters names, or an agent's own; `undefined` for what the instance does not have. */
export function targetQueueOf(
  instance: Instance,
  { QueueId: queue, AgentId: agent }: Readonly<Record<string, unknown>>,
): TargetQueue | undefined {
  const kind = typeof queue === "string" ? "queue" : "agent";
  const written = kind === "queue" ? queue : agent;
  if (typeof written !== "string" || written === "") return undefined;
  const found = kind === "queue" ? instance.queue(written) : instance.agentQueue(written);
  return found && { kind, id: found.id, arn: found.arn, name: found.name };
}

/** The queue that a target stands for; `undefined` for what the instance does not have. */
export function queueOfTarget(instance: Instance, { kind, id }: TargetQueue): Queue | undefined {
  return kind === "agent" ? instance.agentQueue(id) : instance.queue(id);
}
