import type { Clock } from "../clock.js";
import type { Contact } from "../contact.js";
import type { ContactQueues } from "../contact-queues.js";
import type { MetricsDefinition } from "../instance/definition.js";
import type { Queue } from "../instance/resources.js";
import type { Instance } from "../instance.js";

/** Real-time metrics of a queue: as the instance file says, else as they are. Ages are in seconds. */
export function queueMetrics(
  queue: Queue,
  { instance, queues, clock, contact }: { instance: Instance; queues: ContactQueues; clock: Clock; contact: Contact },
) {
  const said = definitionFor(queue, instance);
  const waiting = queues.inQueue(queue.id);
  const staff = queues.staff(queue);
  const [oldest = clock.now()] = waiting.map((waiter) => waiter.contact.queue?.enqueued ?? 0).sort((a, b) => a - b);
  const position = waiting.findIndex((waiter) => waiter.contact === contact);
  const online = staff.length;
  const unproductive = staff.filter(({ agent }) => agent.definition.available === false).length;
  const { agents = {} } = said;
  return {
    size: said.contactsInQueue ?? waiting.length,
    oldestContactAge: said.oldestContactAgeSeconds ?? Math.floor((clock.now() - oldest) / 1000),
    estimatedWaitTime: said.estimatedWaitTimeSeconds,
    positionInQueue: said.positionInQueue ?? (position < 0 ? undefined : position + 1),
    agents: {
      Online: agents.online ?? online,
      Available: agents.available ?? staff.filter(({ available }) => available).length,
      Staffed: agents.staffed ?? online - unproductive,
      Busy: agents.busy ?? staff.filter(({ chats }) => chats > 0).length,
      AfterContactWork: agents.afterContactWork ?? 0,
      Missed: agents.missed ?? 0,
      NonProductive: agents.nonProductive ?? unproductive,
    },
  };
}

function definitionFor(queue: Queue, instance: Instance): Partial<MetricsDefinition> {
  const all = instance.definition.metrics ?? [];
  const own = all.find(({ queue: name, agent }) => {
    if (name !== undefined) return instance.queues.any(name)?.id === queue.id;
    return agent !== undefined && instance.agentQueue(instance.agents.any(agent)?.id ?? "")?.id === queue.id;
  });
  return own ?? all.find(({ queue: name, agent }) => name === undefined && agent === undefined) ?? {};
}
