import assert from "node:assert/strict";
import {
  CreateContactFlowCommand,
  CreateContactFlowModuleCommand,
  type CreateContactFlowModuleRequest,
  type CreateContactFlowRequest,
  DeleteContactFlowCommand,
  DeleteContactFlowModuleCommand,
  type DeleteContactFlowModuleRequest,
  type DeleteContactFlowRequest,
  DescribeContactFlowCommand,
  DescribeContactFlowModuleCommand,
  type DescribeContactFlowModuleRequest,
  type DescribeContactFlowRequest,
  ListContactFlowModulesCommand,
  type ListContactFlowModulesRequest,
  ListContactFlowsCommand,
  type ListContactFlowsRequest,
  UpdateContactFlowContentCommand,
  type UpdateContactFlowContentRequest,
  UpdateContactFlowMetadataCommand,
  type UpdateContactFlowMetadataRequest,
  UpdateContactFlowModuleContentCommand,
  type UpdateContactFlowModuleContentRequest,
  UpdateContactFlowNameCommand,
  type UpdateContactFlowNameRequest,
} from "@aws-sdk/client-connect";
import type { Customer } from "../customer.js";
import { casesOf } from "./case.js";
import { content, moduleOf, world } from "./world.js";

const operation = casesOf("connect");

const instanceOf = ({ emulator }: Customer) => ({ InstanceId: emulator.instanceId });
const ofFlow = (customer: Customer) => ({
  ...instanceOf(customer),
  ContactFlowId: customer.emulator.flow("patient").id,
});
const ofNoFlow = (customer: Customer) => ({ ...instanceOf(customer), ContactFlowId: "nowhere" });
const ofModule = async (customer: Customer) => ({
  ...instanceOf(customer),
  ContactFlowModuleId: await moduleOf(customer),
});
const ofNoModule = (customer: Customer) => ({ ...instanceOf(customer), ContactFlowModuleId: "nowhere" });

const flowRequest = (customer: Customer, overrides: Partial<CreateContactFlowRequest> = {}) => ({
  ...instanceOf(customer),
  Name: "new",
  Type: "CONTACT_FLOW" as const,
  Content: content,
  ...overrides,
});
const moduleRequest = (customer: Customer, overrides: Partial<CreateContactFlowModuleRequest> = {}) => ({
  ...instanceOf(customer),
  Name: "new",
  Content: content,
  ...overrides,
});
const broken = '{"Version":"2019-10-30","StartAction":"gone","Actions":[]}';

const describedFlow = async ({ connect, emulator }: Customer, ContactFlowId: string | undefined) =>
  (await connect.send(new DescribeContactFlowCommand({ InstanceId: emulator.instanceId, ContactFlowId }))).ContactFlow;
const describedModule = async ({ connect, emulator }: Customer, ContactFlowModuleId: string | undefined) => {
  const command = new DescribeContactFlowModuleCommand({ InstanceId: emulator.instanceId, ContactFlowModuleId });
  return (await connect.send(command)).ContactFlowModule;
};

export const flowCases = [
  operation(
    "CreateContactFlow",
    ({ connect }, input: CreateContactFlowRequest) => connect.send(new CreateContactFlowCommand(input)),
    {
      options: { ...world, quotas: { flows: 3 } },
      good: flowRequest,
      holds: ({ ContactFlowId }, { emulator }) => assert.equal(emulator.flow("new").id, ContactFlowId),
      refused: {
        DuplicateResourceException: (customer) => flowRequest(customer, { Name: "patient" }),
        InvalidContactFlowException: (customer) => flowRequest(customer, { Content: broken }),
        LimitExceededException: async (customer) => {
          await customer.connect.send(new CreateContactFlowCommand(flowRequest(customer)));
          return flowRequest(customer, { Name: "newer" });
        },
      },
    },
  ),

  operation(
    "DescribeContactFlow",
    ({ connect }, input: DescribeContactFlowRequest) => connect.send(new DescribeContactFlowCommand(input)),
    {
      good: ofFlow,
      holds: ({ ContactFlow }) => {
        assert.equal(ContactFlow?.Name, "patient");
        assert.deepEqual(JSON.parse(ContactFlow?.Content ?? ""), JSON.parse(content));
      },
      refused: {
        ResourceNotFoundException: ofNoFlow,
        ContactFlowNotPublishedException: async (customer) => {
          const command = new CreateContactFlowCommand(flowRequest(customer, { Status: "SAVED" }));
          const { ContactFlowId } = await customer.connect.send(command);
          return { ...instanceOf(customer), ContactFlowId };
        },
      },
    },
  ),

  operation(
    "UpdateContactFlowContent",
    ({ connect }, input: UpdateContactFlowContentRequest) => connect.send(new UpdateContactFlowContentCommand(input)),
    {
      good: (customer) => ({ ...ofFlow(customer), Content: content.replaceAll("Hello", "Good day") }),
      holds: async (_, customer, { ContactFlowId, Content }) =>
        assert.equal((await describedFlow(customer, ContactFlowId))?.Content, Content),
      refused: {
        ResourceNotFoundException: (customer) => ({ ...ofNoFlow(customer), Content: content }),
        InvalidContactFlowException: (customer) => ({ ...ofFlow(customer), Content: broken }),
      },
    },
  ),

  operation(
    "UpdateContactFlowMetadata",
    ({ connect }, input: UpdateContactFlowMetadataRequest) => connect.send(new UpdateContactFlowMetadataCommand(input)),
    {
      good: (customer) => ({ ...ofFlow(customer), Description: "Waits" }),
      holds: async (_, customer, { ContactFlowId }) =>
        assert.equal((await describedFlow(customer, ContactFlowId))?.Description, "Waits"),
      refused: {
        ResourceNotFoundException: (customer) => ({ ...ofNoFlow(customer), Description: "Waits" }),
        DuplicateResourceException: (customer) => ({ ...ofFlow(customer), Name: "guide" }),
      },
    },
  ),

  operation(
    "UpdateContactFlowName",
    ({ connect }, input: UpdateContactFlowNameRequest) => connect.send(new UpdateContactFlowNameCommand(input)),
    {
      good: (customer) => ({ ...ofFlow(customer), Name: "renamed" }),
      holds: (_, { emulator }, { ContactFlowId }) => assert.equal(emulator.flow("renamed").id, ContactFlowId),
      refused: {
        ResourceNotFoundException: (customer) => ({ ...ofNoFlow(customer), Name: "renamed" }),
        DuplicateResourceException: (customer) => ({ ...ofFlow(customer), Name: "guide" }),
      },
    },
  ),

  operation(
    "DeleteContactFlow",
    ({ connect }, input: DeleteContactFlowRequest) => connect.send(new DeleteContactFlowCommand(input)),
    {
      good: ofFlow,
      holds: (_, { emulator }) =>
        assert.deepEqual(
          emulator.flows.map(({ name }) => name),
          ["guide"],
        ),
      refused: { ResourceNotFoundException: ofNoFlow },
    },
  ),

  operation(
    "ListContactFlows",
    ({ connect }, input: ListContactFlowsRequest) => connect.send(new ListContactFlowsCommand(input)),
    {
      good: instanceOf,
      holds: ({ ContactFlowSummaryList = [] }) =>
        assert.deepEqual(ContactFlowSummaryList.map(({ Name }) => Name).sort(), ["guide", "patient"]),
    },
  ),

  operation(
    "CreateContactFlowModule",
    ({ connect }, input: CreateContactFlowModuleRequest) => connect.send(new CreateContactFlowModuleCommand(input)),
    {
      options: { ...world, quotas: { flowModules: 1 } },
      good: moduleRequest,
      holds: async ({ Id }, customer) => assert.equal((await describedModule(customer, Id))?.Name, "new"),
      refused: {
        InvalidContactFlowModuleException: (customer) => moduleRequest(customer, { Content: broken }),
        DuplicateResourceException: async (customer) => {
          await moduleOf(customer, "new");
          return moduleRequest(customer);
        },
        LimitExceededException: async (customer) => {
          await moduleOf(customer, "first");
          return moduleRequest(customer);
        },
        IdempotencyException: async (customer) => {
          const ClientToken = "again";
          await customer.connect.send(new CreateContactFlowModuleCommand(moduleRequest(customer, { ClientToken })));
          return moduleRequest(customer, { ClientToken, Name: "other" });
        },
      },
    },
  ),

  operation(
    "DescribeContactFlowModule",
    ({ connect }, input: DescribeContactFlowModuleRequest) => connect.send(new DescribeContactFlowModuleCommand(input)),
    {
      good: ofModule,
      holds: ({ ContactFlowModule }) => assert.equal(ContactFlowModule?.Name, "module"),
      refused: { ResourceNotFoundException: ofNoModule },
    },
  ),

  operation(
    "UpdateContactFlowModuleContent",
    ({ connect }, input: UpdateContactFlowModuleContentRequest) =>
      connect.send(new UpdateContactFlowModuleContentCommand(input)),
    {
      good: async (customer) => ({
        ...(await ofModule(customer)),
        Content: content.replaceAll("Hello", "Good day"),
      }),
      holds: async (_, customer, { ContactFlowModuleId, Content }) =>
        assert.equal((await describedModule(customer, ContactFlowModuleId))?.Content, Content),
      refused: {
        ResourceNotFoundException: (customer) => ({ ...ofNoModule(customer), Content: content }),
        InvalidContactFlowModuleException: async (customer) => ({ ...(await ofModule(customer)), Content: broken }),
      },
    },
  ),

  operation(
    "DeleteContactFlowModule",
    ({ connect }, input: DeleteContactFlowModuleRequest) => connect.send(new DeleteContactFlowModuleCommand(input)),
    {
      good: ofModule,
      holds: async (_, { connect, emulator }) => {
        const command = new ListContactFlowModulesCommand({ InstanceId: emulator.instanceId });
        assert.deepEqual((await connect.send(command)).ContactFlowModulesSummaryList, []);
      },
      refused: { ResourceNotFoundException: ofNoModule },
    },
  ),

  operation(
    "ListContactFlowModules",
    ({ connect }, input: ListContactFlowModulesRequest) => connect.send(new ListContactFlowModulesCommand(input)),
    {
      good: async (customer) => {
        await moduleOf(customer);
        return instanceOf(customer);
      },
      holds: ({ ContactFlowModulesSummaryList: modules = [] }) => assert.equal(modules[0]?.Name, "module"),
    },
  ),
];
