import assert from "node:assert/strict";
import {
  CreateParticipantCommand,
  type CreateParticipantRequest,
  CreatePersistentContactAssociationCommand,
  type CreatePersistentContactAssociationRequest,
  DescribeContactCommand,
  type DescribeContactRequest,
  GetContactAttributesCommand,
  type GetContactAttributesRequest,
  ListAssociatedContactsCommand,
  type ListAssociatedContactsRequest,
  ResourceNotFoundException,
  SearchContactsCommand,
  type SearchContactsRequest,
  StartChatContactCommand,
  type StartChatContactRequest,
  StartContactStreamingCommand,
  type StartContactStreamingRequest,
  StopContactCommand,
  type StopContactRequest,
  StopContactStreamingCommand,
  type StopContactStreamingRequest,
  TagContactCommand,
  type TagContactRequest,
  UntagContactCommand,
  type UntagContactRequest,
  UpdateContactAttributesCommand,
  type UpdateContactAttributesRequest,
  UpdateContactCommand,
  type UpdateContactRequest,
  UpdateParticipantRoleConfigCommand,
  type UpdateParticipantRoleConfigRequest,
} from "@aws-sdk/client-connect";
import type { Customer } from "../customer.js";
import { casesOf } from "./case.js";
import { ended, talking, world } from "./world.js";

const operation = casesOf("connect");

const instanceOf = ({ emulator }: Customer) => ({ InstanceId: emulator.instanceId });
const describe = async ({ connect, emulator }: Customer, ContactId: string | undefined) => {
  const command = new DescribeContactCommand({ InstanceId: emulator.instanceId, ContactId });
  return (await connect.send(command)).Contact;
};
const ofContact = async (customer: Customer) => ({
  ...instanceOf(customer),
  ContactId: (await customer.start()).ContactId,
});
const ofNobody = (customer: Customer) => ({ ...instanceOf(customer), ContactId: "nobody" });
const ofEnded = async (customer: Customer) => ({
  ...instanceOf(customer),
  ContactId: (await ended(customer)).ContactId,
});

const bot = { ParticipantDetails: { ParticipantRole: "CUSTOM_BOT" as const, DisplayName: "Bot" } };
const topic = (name: string) => ({
  ChatStreamingConfiguration: { StreamingEndpointArn: `arn:aws:sns:us-east-1:123456789012:${name}` },
  ClientToken: undefined,
});
const streamed = async (customer: Customer) => {
  const contact = await ofContact(customer);
  const start = (name: string) =>
    customer.connect.send(new StartContactStreamingCommand({ ...contact, ...topic(name) }));
  return { contact, start };
};
const idle = {
  ChannelConfiguration: {
    Chat: {
      ParticipantTimerConfigList: [
        {
          ParticipantRole: "CUSTOMER" as const,
          TimerType: "IDLE" as const,
          TimerValue: { ParticipantTimerDurationInMinutes: 5 },
        },
      ],
    },
  },
};
const associated = async (customer: Customer, source: { readonly ContactId: string }) => ({
  ...instanceOf(customer),
  InitialContactId: (await customer.start()).ContactId,
  SourceContactId: source.ContactId,
  RehydrationType: "FROM_SEGMENT" as const,
});
const whenever = {
  TimeRange: {
    Type: "INITIATION_TIMESTAMP" as const,
    StartTime: new Date(Date.now() - 3_600_000),
    EndTime: new Date(Date.now() + 3_600_000),
  },
};

export const contactCases = [
  operation(
    "StartChatContact",
    ({ connect }, input: StartChatContactRequest) => connect.send(new StartChatContactCommand(input)),
    {
      options: { ...world, quotas: { concurrentActiveChats: 1 } },
      good: (customer) => customer.request(),
      holds: ({ ContactId = "", ParticipantToken }, customer) => {
        assert.equal(customer.view(ContactId).state, "open");
        assert.ok(ParticipantToken);
      },
      refused: {
        ResourceNotFoundException: (customer) => customer.request({ ContactFlowId: "nowhere" }),
        LimitExceededException: async (customer) => {
          await customer.start();
          return customer.request();
        },
      },
    },
  ),

  operation("StopContact", ({ connect }, input: StopContactRequest) => connect.send(new StopContactCommand(input)), {
    good: ofContact,
    holds: (_, customer, { ContactId = "" }) => assert.equal(customer.view(ContactId).disconnectReason, "API"),
    refused: { ContactNotFoundException: ofNobody },
  }),

  operation(
    "DescribeContact",
    ({ connect }, input: DescribeContactRequest) => connect.send(new DescribeContactCommand(input)),
    {
      good: ofContact,
      holds: ({ Contact }, _, { ContactId }) => assert.equal(Contact?.Id, ContactId),
      refused: { ResourceNotFoundException: ofNobody },
    },
  ),

  operation(
    "GetContactAttributes",
    ({ connect }, input: GetContactAttributesRequest) => connect.send(new GetContactAttributesCommand(input)),
    {
      good: async (customer) => {
        const { ContactId: InitialContactId } = await customer.start({ Attributes: { plan: "gold" } });
        return { ...instanceOf(customer), InitialContactId };
      },
      holds: ({ Attributes }) => assert.deepEqual(Attributes, { plan: "gold" }),
      refused: {
        ResourceNotFoundException: (customer) => ({ ...instanceOf(customer), InitialContactId: "nobody" }),
      },
    },
  ),

  operation(
    "UpdateContactAttributes",
    ({ connect }, input: UpdateContactAttributesRequest) => connect.send(new UpdateContactAttributesCommand(input)),
    {
      good: async (customer) => {
        const { ContactId: InitialContactId } = await customer.start();
        return { ...instanceOf(customer), InitialContactId, Attributes: { plan: "gold" } };
      },
      holds: (_, customer, { InitialContactId = "" }) =>
        assert.deepEqual(customer.view(InitialContactId).attributes, { plan: "gold" }),
      refused: {
        ResourceNotFoundException: (customer) => ({
          ...instanceOf(customer),
          InitialContactId: "nobody",
          Attributes: {},
        }),
      },
    },
  ),

  operation(
    "UpdateContact",
    ({ connect }, input: UpdateContactRequest) => connect.send(new UpdateContactCommand(input)),
    {
      good: async (customer) => ({ ...(await ofContact(customer)), Name: "Order" }),
      holds: async (_, customer, { ContactId }) => assert.equal((await describe(customer, ContactId))?.Name, "Order"),
      refused: { ResourceNotFoundException: (customer) => ({ ...ofNobody(customer), Name: "Order" }) },
      never: ["ConflictException"],
    },
  ),

  operation(
    "SearchContacts",
    ({ connect }, input: SearchContactsRequest) => connect.send(new SearchContactsCommand(input)),
    {
      good: async (customer) => {
        await customer.start();
        return { ...instanceOf(customer), ...whenever };
      },
      holds: ({ Contacts, TotalCount }, { emulator }) => {
        assert.equal(TotalCount, 1);
        assert.equal(Contacts?.[0]?.Id, emulator.contacts()[0]?.id);
      },
    },
  ),

  operation("TagContact", ({ connect }, input: TagContactRequest) => connect.send(new TagContactCommand(input)), {
    good: async (customer) => ({ ...(await ofContact(customer)), Tags: { team: "a" } }),
    holds: async (_, customer, { ContactId }) => assert.equal((await describe(customer, ContactId))?.Tags?.team, "a"),
    refused: { ResourceNotFoundException: (customer) => ({ ...ofNobody(customer), Tags: { team: "a" } }) },
  }),

  operation("UntagContact", ({ connect }, input: UntagContactRequest) => connect.send(new UntagContactCommand(input)), {
    options: { ...world, behaviour: { tagEndedContact: 400 } },
    good: async (customer) => {
      const contact = await ofContact(customer);
      await customer.connect.send(new TagContactCommand({ ...contact, Tags: { team: "a", level: "1" } }));
      return { ...contact, TagKeys: ["team"] };
    },
    holds: async (_, customer, { ContactId }) => {
      const { Tags } = (await describe(customer, ContactId)) ?? {};
      assert.equal(Tags?.team, undefined);
      assert.equal(Tags?.level, "1");
    },
    refused: {
      ResourceNotFoundException: (customer) => ({ ...ofNobody(customer), TagKeys: ["team"] }),
      InvalidRequestException: async (customer) => ({ ...(await ofEnded(customer)), TagKeys: ["team"] }),
    },
  }),

  operation(
    "CreateParticipant",
    ({ connect }, input: CreateParticipantRequest) => connect.send(new CreateParticipantCommand(input)),
    {
      good: async (customer) => ({ ...(await ofContact(customer)), ...bot }),
      holds: async ({ ParticipantCredentials }, customer) => {
        assert.ok((await customer.connection(ParticipantCredentials?.ParticipantToken ?? "")).ConnectionToken);
      },
      refused: {
        ResourceNotFoundException: (customer) => ({ ...ofNobody(customer), ...bot }),
        ServiceQuotaExceededException: async (customer) => {
          const contact = await ofContact(customer);
          await customer.connect.send(new CreateParticipantCommand({ ...contact, ...bot }));
          return { ...contact, ...bot };
        },
      },
      never: ["ConflictException"],
    },
  ),

  operation(
    "UpdateParticipantRoleConfig",
    ({ connect }, input: UpdateParticipantRoleConfigRequest) =>
      connect.send(new UpdateParticipantRoleConfigCommand(input)),
    {
      good: async (customer) => ({ ...(await ofContact(customer)), ...idle }),
      holds: (answer) => assert.deepEqual(Object.keys(answer), ["$metadata"]),
      refused: { ResourceNotFoundException: (customer) => ({ ...ofNobody(customer), ...idle }) },
    },
  ),

  operation(
    "CreatePersistentContactAssociation",
    ({ connect }, input: CreatePersistentContactAssociationRequest) =>
      connect.send(new CreatePersistentContactAssociationCommand(input)),
    {
      good: async (customer) => associated(customer, await ended(customer)),
      holds: ({ ContinuedFromContactId }, _, { SourceContactId }) =>
        assert.equal(ContinuedFromContactId, SourceContactId),
      refused: {
        ResourceNotFoundException: (customer) => associated(customer, { ContactId: "nobody" }),
        InvalidRequestException: async (customer) => associated(customer, await talking(customer)),
      },
    },
  ),

  operation(
    "ListAssociatedContacts",
    ({ connect }, input: ListAssociatedContactsRequest) => connect.send(new ListAssociatedContactsCommand(input)),
    {
      good: ofContact,
      holds: ({ ContactSummaryList }, _, { ContactId }) =>
        assert.deepEqual(
          ContactSummaryList?.map((summary) => summary.ContactId),
          [ContactId],
        ),
      refused: { ResourceNotFoundException: ofNobody },
    },
  ),

  operation(
    "StartContactStreaming",
    ({ connect }, input: StartContactStreamingRequest) => connect.send(new StartContactStreamingCommand(input)),
    {
      good: async (customer) => ({ ...(await ofContact(customer)), ...topic("chat") }),
      holds: ({ StreamingId }) => assert.ok(StreamingId),
      refused: {
        ResourceNotFoundException: (customer) => ({ ...ofNobody(customer), ...topic("chat") }),
        LimitExceededException: async (customer) => {
          const { contact, start } = await streamed(customer);
          for (const name of ["one", "two"]) await start(name);
          return { ...contact, ...topic("three") };
        },
      },
    },
  ),

  operation(
    "StopContactStreaming",
    ({ connect }, input: StopContactStreamingRequest) => connect.send(new StopContactStreamingCommand(input)),
    {
      good: async (customer) => {
        const { contact, start } = await streamed(customer);
        return { ...contact, StreamingId: (await start("chat")).StreamingId };
      },
      holds: (_, customer, input) =>
        assert.rejects(customer.connect.send(new StopContactStreamingCommand(input)), ResourceNotFoundException),
      refused: {
        ResourceNotFoundException: async (customer) => ({ ...(await ofContact(customer)), StreamingId: "none" }),
      },
    },
  ),
];
