import assert from "node:assert/strict";
import {
  DescribeHoursOfOperationCommand,
  type DescribeHoursOfOperationRequest,
  DescribeInstanceAttributeCommand,
  type DescribeInstanceAttributeRequest,
  DescribeInstanceCommand,
  type DescribeInstanceRequest,
  DescribeQueueCommand,
  type DescribeQueueRequest,
  DescribeViewCommand,
  type DescribeViewRequest,
  ListHoursOfOperationsCommand,
  type ListHoursOfOperationsRequest,
  ListInstancesCommand,
  type ListInstancesRequest,
  ListQueuesCommand,
  type ListQueuesRequest,
  ListTagsForResourceCommand,
  type ListTagsForResourceRequest,
  TagResourceCommand,
  type TagResourceRequest,
  UntagResourceCommand,
  type UntagResourceRequest,
  UpdateInstanceAttributeCommand,
  type UpdateInstanceAttributeRequest,
} from "@aws-sdk/client-connect";
import type { Customer } from "../customer.js";
import { casesOf } from "./case.js";

const operation = casesOf("connect");

const instanceOf = ({ emulator }: Customer) => ({ InstanceId: emulator.instanceId });
const logs = (customer: Customer) => ({ ...instanceOf(customer), AttributeType: "CONTACTFLOW_LOGS" as const });

const arnOf = ({ emulator }: Customer) => ({ resourceArn: emulator.flow("patient").arn });
const arnOfNothing = ({ emulator }: Customer) => ({ resourceArn: `${emulator.instanceArn}/contact-flow/nowhere` });
const noArn = { resourceArn: "flow" };
const tags = { team: "a", level: "1" };
const tagged = async (customer: Customer) => {
  await customer.connect.send(new TagResourceCommand({ ...arnOf(customer), tags }));
  return arnOf(customer);
};
const tagsOf = async ({ connect }: Customer, resourceArn: string | undefined) =>
  (await connect.send(new ListTagsForResourceCommand({ resourceArn }))).tags;

export const instanceCases = [
  operation(
    "DescribeInstance",
    ({ connect }, input: DescribeInstanceRequest) => connect.send(new DescribeInstanceCommand(input)),
    {
      good: instanceOf,
      holds: ({ Instance }, { emulator }) => {
        assert.equal(Instance?.Arn, emulator.instanceArn);
        assert.equal(Instance?.InstanceStatus, "ACTIVE");
      },
    },
  ),

  operation(
    "ListInstances",
    ({ connect }, input: ListInstancesRequest) => connect.send(new ListInstancesCommand(input)),
    {
      good: () => ({}),
      holds: ({ InstanceSummaryList }, { emulator }) =>
        assert.deepEqual(
          InstanceSummaryList?.map(({ Id }) => Id),
          [emulator.instanceId],
        ),
      refused: { InvalidRequestException: () => ({ NextToken: "nonsense" }) },
    },
  ),

  operation(
    "DescribeInstanceAttribute",
    ({ connect }, input: DescribeInstanceAttributeRequest) => connect.send(new DescribeInstanceAttributeCommand(input)),
    {
      good: logs,
      holds: ({ Attribute }) => {
        assert.equal(Attribute?.AttributeType, "CONTACTFLOW_LOGS");
        assert.match(Attribute?.Value ?? "", /^(true|false)$/);
      },
    },
  ),

  operation(
    "UpdateInstanceAttribute",
    ({ connect }, input: UpdateInstanceAttributeRequest) => connect.send(new UpdateInstanceAttributeCommand(input)),
    {
      good: async (customer) => {
        const { Attribute } = await customer.connect.send(new DescribeInstanceAttributeCommand(logs(customer)));
        return { ...logs(customer), Value: Attribute?.Value === "true" ? "false" : "true" };
      },
      holds: async (_, customer, { Value }) => {
        const { Attribute } = await customer.connect.send(new DescribeInstanceAttributeCommand(logs(customer)));
        assert.equal(Attribute?.Value, Value);
      },
      refused: { InvalidParameterException: (customer) => ({ ...logs(customer), Value: "perhaps" }) },
    },
  ),

  operation("ListQueues", ({ connect }, input: ListQueuesRequest) => connect.send(new ListQueuesCommand(input)), {
    good: instanceOf,
    holds: ({ QueueSummaryList = [] }) => assert.ok(QueueSummaryList.some(({ Name }) => Name === "Sales")),
  }),

  operation(
    "DescribeQueue",
    ({ connect }, input: DescribeQueueRequest) => connect.send(new DescribeQueueCommand(input)),
    {
      good: (customer) => ({ ...instanceOf(customer), QueueId: "q-sales" }),
      holds: ({ Queue }) => assert.equal(Queue?.Name, "Sales"),
      refused: { ResourceNotFoundException: (customer) => ({ ...instanceOf(customer), QueueId: "nowhere" }) },
    },
  ),

  operation(
    "ListHoursOfOperations",
    ({ connect }, input: ListHoursOfOperationsRequest) => connect.send(new ListHoursOfOperationsCommand(input)),
    {
      good: instanceOf,
      holds: ({ HoursOfOperationSummaryList = [] }) =>
        assert.ok(HoursOfOperationSummaryList.some(({ Name }) => Name === "Office")),
    },
  ),

  operation(
    "DescribeHoursOfOperation",
    ({ connect }, input: DescribeHoursOfOperationRequest) => connect.send(new DescribeHoursOfOperationCommand(input)),
    {
      good: (customer) => ({ ...instanceOf(customer), HoursOfOperationId: "h-office" }),
      holds: ({ HoursOfOperation }) => {
        assert.equal(HoursOfOperation?.TimeZone, "UTC");
        assert.equal(HoursOfOperation?.Config?.length, 7);
      },
      refused: {
        ResourceNotFoundException: (customer) => ({ ...instanceOf(customer), HoursOfOperationId: "nowhere" }),
      },
    },
  ),

  operation("DescribeView", ({ connect }, input: DescribeViewRequest) => connect.send(new DescribeViewCommand(input)), {
    good: (customer) => ({ ...instanceOf(customer), ViewId: "v-form" }),
    holds: ({ View }) => assert.equal(View?.Name, "Form"),
    refused: { ResourceNotFoundException: (customer) => ({ ...instanceOf(customer), ViewId: "nowhere" }) },
  }),

  operation(
    "ListTagsForResource",
    ({ connect }, input: ListTagsForResourceRequest) => connect.send(new ListTagsForResourceCommand(input)),
    {
      good: tagged,
      holds: (answer) => assert.deepEqual(answer.tags, tags),
      refused: { ResourceNotFoundException: arnOfNothing, InvalidParameterException: () => noArn },
    },
  ),

  operation("TagResource", ({ connect }, input: TagResourceRequest) => connect.send(new TagResourceCommand(input)), {
    good: (customer) => ({ ...arnOf(customer), tags }),
    holds: async (_, customer, { resourceArn }) => assert.deepEqual(await tagsOf(customer, resourceArn), tags),
    refused: {
      ResourceNotFoundException: (customer) => ({ ...arnOfNothing(customer), tags }),
      InvalidParameterException: () => ({ ...noArn, tags }),
    },
  }),

  operation(
    "UntagResource",
    ({ connect }, input: UntagResourceRequest) => connect.send(new UntagResourceCommand(input)),
    {
      good: async (customer) => ({ ...(await tagged(customer)), tagKeys: ["team"] }),
      holds: async (_, customer, { resourceArn }) =>
        assert.deepEqual(await tagsOf(customer, resourceArn), { level: "1" }),
      refused: {
        ResourceNotFoundException: (customer) => ({ ...arnOfNothing(customer), tagKeys: ["team"] }),
        InvalidParameterException: () => ({ ...noArn, tagKeys: ["team"] }),
      },
    },
  ),
];
