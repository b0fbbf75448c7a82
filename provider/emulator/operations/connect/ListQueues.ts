import type { ListQueuesRequest, ListQueuesResponse } from "@aws-sdk/client-connect";
import { queueOfAgent } from "../../instance/furnish.js";
import { sameInstance } from "../access.js";
import type { Services } from "../operation.js";
import { pageOf } from "../page.js";

/** The queues of the instance, then those of its agents, which have no names. */
export function ListQueues(
  { instance }: Pick<Services, "instance">,
  { InstanceId, QueueTypes: types = [], MaxResults, NextToken }: ListQueuesRequest,
): ListQueuesResponse {
  sameInstance(instance, InstanceId);
  const all = [...instance.queues.all, ...instance.agents.all.map((agent) => queueOfAgent(instance, agent))];
  const queues = all.filter(({ type }) => types.length === 0 || types.includes(type));
  const { entries, nextToken } = pageOf(queues, { MaxResults, NextToken });
  return {
    QueueSummaryList: entries.map(({ id, arn, name, type }) => ({
      Id: id,
      Arn: arn,
      Name: type === "STANDARD" ? name : undefined,
      QueueType: type,
      LastModifiedTime: new Date(instance.created),
      LastModifiedRegion: instance.region,
    })),
    NextToken: nextToken,
  };
}
