import type { Surroundings } from "../chat/surroundings.js";
import { lookForPeople, mayReachPeople } from "../conversation/flow-reader.js";
import type { CheckPlan } from "./plan.js";

/**
 * Throws `MAY_REACH_PEOPLE` where a chat in the flow may come to a person, or to where nobody may look. A flow that
 * cannot be read for another reason than a missing permission is that reason, since no chat could be started either.
 */
export async function refusePeople(plan: CheckPlan, surroundings: Surroundings, signal: AbortSignal): Promise<void> {
  const { instanceId, contactFlowId, target: service } = plan;
  const people = await lookForPeople(contactFlowId, { instanceId, service }, surroundings, signal);
  const { ways, unknown, unread } = people;
  if (ways.length + unknown.length === 0) return;
  const isItself = unknown.some(({ steps }) => steps.length === 0);
  if (unread && isItself && unread.code !== "ACCESS_DENIED") throw unread;
  throw mayReachPeople(contactFlowId, `the instance ${instanceId}`, people);
}
