import assert from "node:assert/strict";
import {
  CompleteAttachmentUploadCommand,
  type CompleteAttachmentUploadRequest,
  CreateParticipantConnectionCommand,
  type CreateParticipantConnectionRequest,
  DescribeViewCommand,
  type DescribeViewRequest,
  DisconnectParticipantCommand,
  type DisconnectParticipantRequest,
  GetAttachmentCommand,
  type GetAttachmentRequest,
  GetTranscriptCommand,
  type GetTranscriptRequest,
  SendEventCommand,
  type SendEventRequest,
  SendMessageCommand,
  type SendMessageRequest,
  StartAttachmentUploadCommand,
  type StartAttachmentUploadRequest,
} from "@aws-sdk/client-connectparticipant";
import { send as sendFile, upload } from "../attachment.js";
import type { Customer } from "../customer.js";
import { casesOf } from "./case.js";
import { ended, guided, talking, world } from "./world.js";

const operation = casesOf("connectparticipant");

const ofChat = async (customer: Customer) => ({ ConnectionToken: (await talking(customer)).ConnectionToken });
const ofEnded = async (customer: Customer) => ({ ConnectionToken: (await ended(customer)).ConnectionToken });

const typing = { ContentType: "application/vnd.amazonaws.connect.event.typing" };
const text = { ContentType: "text/plain", Content: "Hi" };
const file = {
  AttachmentName: "note.txt",
  AttachmentSizeInBytes: 5,
  ContentType: "text/plain",
  ClientToken: undefined,
};
const oneAttachment = { ...world, quotas: { attachmentsPerChat: 1 } };

export const participantCases = [
  operation(
    "CreateParticipantConnection",
    ({ participant }, input: CreateParticipantConnectionRequest) =>
      participant.send(new CreateParticipantConnectionCommand(input)),
    {
      good: async (customer) => ({
        ParticipantToken: (await customer.start()).ParticipantToken,
        Type: ["WEBSOCKET" as const, "CONNECTION_CREDENTIALS" as const],
      }),
      holds: async ({ ConnectionCredentials, Websocket }, customer) => {
        assert.ok(ConnectionCredentials?.ConnectionToken);
        await customer.subscribe(Websocket?.Url ?? "");
      },
      refused: {
        AccessDeniedException: async (customer) => ({
          ParticipantToken: (await ended(customer)).ParticipantToken,
          Type: ["WEBSOCKET" as const],
        }),
      },
    },
  ),

  operation(
    "SendMessage",
    ({ participant }, input: SendMessageRequest) => participant.send(new SendMessageCommand(input)),
    {
      good: async (customer) => ({ ...(await ofChat(customer)), ...text }),
      holds: async ({ Id }, customer, { ConnectionToken }) => {
        const { items } = await customer.page({ ConnectionToken });
        assert.equal(items.find((item) => item.Id === Id)?.Content, "Hi");
      },
      refused: { AccessDeniedException: async (customer) => ({ ...(await ofEnded(customer)), ...text }) },
    },
  ),

  operation("SendEvent", ({ participant }, input: SendEventRequest) => participant.send(new SendEventCommand(input)), {
    options: { ...world, quotas: { customParticipantsPerChat: 2 } },
    good: async (customer) => ({ ...(await ofChat(customer)), ...typing }),
    holds: ({ Id, AbsoluteTime }) => assert.ok(Id && AbsoluteTime),
    refused: {
      AccessDeniedException: async (customer) => ({ ...(await ofEnded(customer)), ...typing }),
      ConflictException: async (customer) => {
        const { ContactId, ConnectionToken } = await talking(customer);
        const messageId = await customer.say(ConnectionToken, "Hi");
        for (const name of ["one", "two"]) await customer.subscribe((await customer.bot(ContactId, name)).url);
        return {
          ConnectionToken,
          ContentType: "application/vnd.amazonaws.connect.event.message.read",
          Content: JSON.stringify({ messageId }),
        };
      },
    },
  }),

  operation(
    "GetTranscript",
    ({ participant }, input: GetTranscriptRequest) => participant.send(new GetTranscriptCommand(input)),
    {
      good: ofChat,
      holds: ({ Transcript, InitialContactId }, { emulator }) => {
        assert.ok(Transcript?.some(({ Content }) => Content === "Hello"));
        assert.equal(InitialContactId, emulator.contacts()[0]?.id);
      },
      refused: {
        AccessDeniedException: ofEnded,
        ValidationException: async (customer) => ({ ...(await ofChat(customer)), ScanDirection: "FORWARD" as const }),
      },
    },
  ),

  operation(
    "DisconnectParticipant",
    ({ participant }, input: DisconnectParticipantRequest) => participant.send(new DisconnectParticipantCommand(input)),
    {
      good: ofChat,
      holds: (_, { emulator }) => assert.equal(emulator.contacts()[0]?.disconnectReason, "CUSTOMER_DISCONNECT"),
      refused: { AccessDeniedException: ofEnded },
    },
  ),

  operation(
    "DescribeView",
    ({ participant }, input: DescribeViewRequest) => participant.send(new DescribeViewCommand(input)),
    {
      good: async (customer) => {
        const { ConnectionToken, ViewToken } = await guided(customer);
        return { ConnectionToken, ViewToken };
      },
      holds: ({ View }) => {
        assert.equal(View?.Name, "Form");
        assert.deepEqual(JSON.parse(View?.Content?.InputSchema ?? ""), { type: "object" });
      },
      refused: {
        ResourceNotFoundException: async (customer) => ({ ...(await ofChat(customer)), ViewToken: "none" }),
        AccessDeniedException: async (customer) => ({ ...(await ofEnded(customer)), ViewToken: "none" }),
      },
    },
  ),

  operation(
    "StartAttachmentUpload",
    ({ participant }, input: StartAttachmentUploadRequest) => participant.send(new StartAttachmentUploadCommand(input)),
    {
      options: oneAttachment,
      good: async (customer) => ({ ...(await ofChat(customer)), ...file }),
      holds: ({ AttachmentId, UploadMetadata }, { emulator }) => {
        assert.ok(AttachmentId);
        assert.ok(UploadMetadata?.Url?.startsWith(emulator.url));
      },
      refused: {
        AccessDeniedException: async (customer) => ({ ...(await ofEnded(customer)), ...file }),
        ServiceQuotaExceededException: async (customer) => {
          const chat = await ofChat(customer);
          await upload(customer, chat.ConnectionToken, "hello");
          return { ...chat, ...file };
        },
      },
    },
  ),

  operation(
    "CompleteAttachmentUpload",
    ({ participant }, input: CompleteAttachmentUploadRequest) =>
      participant.send(new CompleteAttachmentUploadCommand(input)),
    {
      options: oneAttachment,
      good: async (customer) => {
        const chat = await ofChat(customer);
        const id = await sendFile(customer, chat.ConnectionToken, "hello");
        return { ...chat, AttachmentIds: [id], ClientToken: undefined };
      },
      holds: async (_, customer, { ConnectionToken, AttachmentIds }) => {
        const { items } = await customer.page({ ConnectionToken });
        const [attachment] = items.find(({ Type }) => Type === "ATTACHMENT")?.Attachments ?? [];
        assert.equal(attachment?.AttachmentId, AttachmentIds?.[0]);
        assert.equal(attachment?.Status, "APPROVED");
      },
      refused: {
        AccessDeniedException: async (customer) => ({
          ...(await ofEnded(customer)),
          AttachmentIds: ["none"],
          ClientToken: undefined,
        }),
        ConflictException: async (customer) => {
          const chat = await ofChat(customer);
          const id = await upload(customer, chat.ConnectionToken, "hello");
          return { ...chat, AttachmentIds: [id], ClientToken: undefined };
        },
        ServiceQuotaExceededException: async (customer) => {
          const chat = await ofChat(customer);
          const id = await sendFile(customer, chat.ConnectionToken, "one");
          await upload(customer, chat.ConnectionToken, "two");
          return { ...chat, AttachmentIds: [id], ClientToken: undefined };
        },
      },
    },
  ),

  operation(
    "GetAttachment",
    ({ participant }, input: GetAttachmentRequest) => participant.send(new GetAttachmentCommand(input)),
    {
      good: async (customer) => {
        const chat = await ofChat(customer);
        return { ...chat, AttachmentId: await upload(customer, chat.ConnectionToken, "hello") };
      },
      holds: async ({ Url = "" }) => assert.equal(await (await fetch(Url)).text(), "hello"),
      refused: {
        AccessDeniedException: async (customer) => ({ ...(await ofEnded(customer)), AttachmentId: "none" }),
        ValidationException: async (customer) => ({ ...(await ofChat(customer)), AttachmentId: "none" }),
      },
    },
  ),
];
