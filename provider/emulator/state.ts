import { viewOf } from "./contact-view.js";
import type { Services } from "./operations/operation.js";

/** Everything that tools may know of an emulator, as JSON; it holds no token. */
export function stateOf(services: Pick<Services, "clock" | "contacts" | "faults" | "instance">): object {
  const { clock, contacts, faults, instance } = services;
  return {
    time: new Date(clock.now()).toISOString(),
    region: instance.region,
    instanceId: instance.id,
    instanceArn: instance.arn,
    flows: instance.flows.map(({ id, arn, name, type, status, file }) => ({ id, arn, name, type, status, file })),
    modules: instance.modules.all.map(({ id, arn, name, status, file }) => ({ id, arn, name, status, file })),
    queues: queuesOf(services),
    contacts: contacts.all.map(viewOf),
    faults: faults.waiting,
  };
}

/** The instance's queues and those that flows named, with who waits in each, in the order in which they came. */
function queuesOf({ contacts, instance }: Pick<Services, "contacts" | "instance">): object[] {
  const queues = new Map(instance.queues.all.map(({ id, name }) => [id, { id, name, contacts: [] as string[] }]));
  const waiting = contacts.open.filter(({ queue }) => queue !== undefined);
  for (const { id: contactId, queue } of waiting.sort((a, b) => enqueued(a) - enqueued(b))) {
    if (!queue) continue;
    const entry = queues.get(queue.id) ?? { id: queue.id, name: queue.name, contacts: [] };
    entry.contacts.push(contactId);
    queues.set(queue.id, entry);
  }
  return [...queues.values()];
}

function enqueued({ queue }: { readonly queue?: { readonly enqueued: number } }): number {
  return queue?.enqueued ?? 0;
}
