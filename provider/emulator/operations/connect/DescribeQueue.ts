import type { DescribeQueueRequest, DescribeQueueResponse } from "@aws-sdk/client-connect";
import { notFound, sameInstance } from "../access.js";
import type { Services } from "../operation.js";
import { tagsOf } from "../tags.js";

/** Queues of agents are described by nothing. */
export function DescribeQueue(
  { instance }: Pick<Services, "instance">,
  { InstanceId, QueueId = "" }: DescribeQueueRequest,
): DescribeQueueResponse {
  sameInstance(instance, InstanceId);
  const queue = instance.queues.find(QueueId);
  if (!queue) throw notFound();
  const { outboundCallerId } = queue;
  return {
    Queue: {
      Name: queue.name,
      QueueArn: queue.arn,
      QueueId: queue.id,
      Description: queue.description,
      OutboundCallerConfig: outboundCallerId === undefined ? undefined : { OutboundCallerIdName: outboundCallerId },
      HoursOfOperationId: queue.hours?.id,
      MaxContacts: queue.maxContacts,
      Status: queue.status,
      Tags: tagsOf(instance, queue.arn),
      LastModifiedTime: new Date(instance.created),
      LastModifiedRegion: instance.region,
    },
  };
}
