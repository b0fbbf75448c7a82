import type { ActionContext } from "../flow-run.js";
import type { Queue } from "../instance/resources.js";
import { queueOfTarget, targetQueueOf } from "./target-queue.js";

/** The queue whose metrics an action asks for: the one that it names, else the contact's target queue. */
export function metricsQueue({
  parameters,
  contact,
  instance,
}: Pick<ActionContext, "parameters" | "contact" | "instance">): Queue | undefined {
  const named = parameters.QueueId !== undefined || parameters.AgentId !== undefined;
  const target = named ? targetQueueOf(instance, parameters) : contact.targetQueue;
  return target && queueOfTarget(instance, target);
}
