import assert from "node:assert/strict";
import {
  CreateContactFlowCommand,
  InvalidParameterException,
  InvalidRequestException,
  ResourceNotFoundException,
  StartChatContactCommand,
  type StartChatContactRequest,
  UpdateContactFlowContentCommand,
} from "@aws-sdk/client-connect";
import { CreateParticipantConnectionCommand } from "@aws-sdk/client-connectparticipant";
import { manualClock } from "../../../../provider/emulator/index.js";
import { greeting } from "../../../flows.js";
import { Customer, patient, refusal } from "../../customer.js";
import { rawRequest, signature } from "../../raw-request.js";

const uuid = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
const minutes = 60_000;
const days = 24 * 60 * minutes;

describe("StartChatContact", () => {
  it("answers with ids and a token, and opens a contact", async () => {
    await using customer = await Customer.of();
    const { ContactId, ParticipantId, ParticipantToken } = await customer.start({ Attributes: { plan: "gold" } });
    assert.match(ContactId, uuid);
    assert.match(ParticipantId, uuid);
    assert.notEqual(ParticipantId, ContactId);
    assert.ok(ParticipantToken.length > 0 && ParticipantToken.length <= 1000);
    const { state, flow, attributes } = customer.view(ContactId);
    assert.deepEqual({ state, flow, attributes }, { state: "open", flow: "greeting", attributes: { plan: "gold" } });
  });

  it("takes the flow's ARN as well as its id", async () => {
    await using customer = await Customer.of();
    const { ContactId } = await customer.start({ ContactFlowId: customer.emulator.flow("greeting").arn });
    assert.equal(customer.view(ContactId).flow, "greeting");
  });

  it("makes the initial message the customer's first", async () => {
    await using customer = await Customer.of();
    const { ContactId } = await customer.start({ InitialMessage: { ContentType: "text/plain", Content: "Hi" } });
    assert.deepEqual(customer.view(ContactId).messages, [{ role: "CUSTOMER", content: "Hi" }]);
  });

  describe("with a client token", () => {
    it("answers the same token with the same contact and a participant token that works", async () => {
      await using customer = await Customer.of();
      const first = await customer.start({ ClientToken: "once" });
      const second = await customer.start({ ClientToken: "once" });
      assert.equal(second.ContactId, first.ContactId);
      assert.equal(second.ParticipantId, first.ParticipantId);
      assert.equal(customer.emulator.contacts().length, 1);
      await customer.connection(first.ParticipantToken);
      await customer.connection(second.ParticipantToken);
    });

    it("names the original contact also after that one ended", async () => {
      await using customer = await Customer.of();
      const { ContactId } = await customer.start({ ClientToken: "once" });
      await customer.stop(ContactId);
      assert.equal((await customer.start({ ClientToken: "once" })).ContactId, ContactId);
    });

    it("makes another contact for another token, and for the same one after seven days", async () => {
      const clock = manualClock();
      await using customer = await Customer.of({ clock });
      const first = await customer.start({ ClientToken: "once" });
      const other = await customer.start({ ClientToken: "twice" });
      clock.advance(7 * days - 1);
      const replayed = await customer.start({ ClientToken: "once" });
      clock.advance(1);
      const later = await customer.start({ ClientToken: "once" });
      assert.equal(replayed.ContactId, first.ContactId);
      assert.equal(new Set([first.ContactId, other.ContactId, later.ContactId]).size, 3);
    });
  });

  it("refuses a client token that came with another request, when told so", async () => {
    await using customer = await Customer.of({ behaviour: { changedClientToken: 400 } });
    const { ContactId } = await customer.start({ ClientToken: "once", Attributes: { a: "1" } });
    const again = await customer.start({ ClientToken: "once", Attributes: { a: "1" } });
    assert.equal(again.ContactId, ContactId);
    const starting = customer.start({ ClientToken: "once", Attributes: { a: "2" } });
    assert.match((await refusal(starting, InvalidRequestException)).message, /ClientToken/);
  });

  for (const [replayedParticipantToken, same] of [
    ["fresh", false],
    ["same", true],
  ] as const) {
    it(`repeats a start with ${replayedParticipantToken === "same" ? "the first" : "a fresh"} token`, async () => {
      await using customer = await Customer.of({ behaviour: { replayedParticipantToken } });
      const first = await customer.start({ ClientToken: "once" });
      const second = await customer.start({ ClientToken: "once" });
      assert.equal(second.ParticipantToken === first.ParticipantToken, same);
      await customer.connection(first.ParticipantToken);
      await customer.connection(second.ParticipantToken);
    });
  }

  describe("with members that are newer than the SDK", () => {
    const put = async (customer: Customer, overrides: object) => {
      const body = JSON.stringify({ ...customer.request(), ...overrides });
      const headers = { authorization: signature, "content-type": "application/json" };
      const answer = await rawRequest(customer.emulator.url, "PUT /contact/chat", headers, body);
      return { status: answer.status, body: JSON.parse(answer.body) };
    };

    it("answers with the connection that ConnectionTypes asks for", async () => {
      const clock = manualClock(Date.UTC(2026, 4, 1));
      await using customer = await Customer.of({ clock });
      const both = await put(customer, { ConnectionTypes: ["WEBSOCKET", "CONNECTION_CREDENTIALS"] });
      assert.equal(both.body.Websocket.ConnectionExpiry, "2026-05-01T00:01:40.000Z");
      assert.equal(both.body.ConnectionCredentials.Expiry, "2026-05-02T00:00:00.000Z");
      await customer.subscribe(both.body.Websocket.Url);
      await customer.say(both.body.ConnectionCredentials.ConnectionToken, "Hi");
      const one = await put(customer, { ConnectionTypes: ["CONNECTION_CREDENTIALS"] });
      assert.ok(one.body.ConnectionCredentials && !one.body.Websocket);
      const none = await put(customer, {});
      assert.ok(!none.body.ConnectionCredentials && !none.body.Websocket);
      assert.equal((await put(customer, { ConnectionTypes: ["TELEPATHY"] })).status, 400);
    });

    it("leaves the connection out when the chat of a repeated start has ended", async () => {
      await using customer = await Customer.of();
      const request = { ClientToken: "once", ConnectionTypes: ["WEBSOCKET"] };
      const first = await put(customer, request);
      assert.ok((await put(customer, request)).body.Websocket);
      await customer.stop(first.body.ContactId);
      const second = await put(customer, request);
      assert.equal(second.body.ContactId, first.body.ContactId);
      assert.equal(second.body.Websocket, undefined);
    });

    it("starts streaming at once, one time for one client token", async () => {
      await using customer = await Customer.of({ flows: [patient()] });
      const ChatStreamingConfiguration = { StreamingEndpointArn: "arn:aws:sns:us-east-1:123456789012:chat" };
      const request = { ClientToken: "once", ChatStreamingConfiguration };
      const first = await put(customer, request);
      assert.ok(first.body.StreamingId);
      assert.equal((await put(customer, request)).body.StreamingId, first.body.StreamingId);
      const { ContactId, ParticipantToken } = first.body;
      const connecting = new CreateParticipantConnectionCommand({ ParticipantToken, ConnectParticipant: true });
      await customer.participant.send(connecting);
      assert.equal(customer.view(ContactId).joined, true);
    });
  });

  describe("of flows that are named otherwise, or were only saved", () => {
    const unpublished = async (customer: Customer) => {
      const Content = JSON.stringify(greeting("draft", "Saved").content);
      const command = new CreateContactFlowCommand({
        InstanceId: customer.emulator.instanceId,
        Name: "draft",
        Type: "CONTACT_FLOW",
        Status: "SAVED",
        Content,
      });
      return (await customer.connect.send(command)).ContactFlowId ?? "";
    };

    it("refuses an ARN when told so", async () => {
      await using customer = await Customer.of({ behaviour: { startByFlowArn: false } });
      const starting = customer.start({ ContactFlowId: customer.emulator.flow("greeting").arn });
      await refusal(starting, ResourceNotFoundException);
    });

    it("finds no flow by its saved alias, and runs what was saved when told so", async () => {
      await using customer = await Customer.of();
      const saved = (other: Customer) => ({ ContactFlowId: `${other.emulator.flow("greeting").id}:$SAVED` });
      await refusal(customer.start(saved(customer)), ResourceNotFoundException);
      await using other = await Customer.of({ behaviour: { startSavedFlow: "runs", flowStart: "created" } });
      const { id: ContactFlowId } = other.emulator.flow("greeting");
      const { instanceId: InstanceId } = other.emulator;
      const Content = JSON.stringify(greeting("greeting", "Saved").content);
      const command = new UpdateContactFlowContentCommand({
        InstanceId,
        ContactFlowId: `${ContactFlowId}:$SAVED`,
        Content,
      });
      await other.connect.send(command);
      const [draft, published] = [await other.start(saved(other)), await other.start({ ContactFlowId })];
      assert.deepEqual(
        [draft, published].map(({ ContactId }) => other.view(ContactId).messages[0]?.content),
        ["Saved", "Hello"],
      );
    });

    it("finds no flow that was never published, refuses it, or runs it", async () => {
      await using customer = await Customer.of();
      const ContactFlowId = await unpublished(customer);
      await refusal(customer.start({ ContactFlowId }), ResourceNotFoundException);
      await using strict = await Customer.of({ behaviour: { startUnpublishedFlow: 400 } });
      const strictly = strict.start({ ContactFlowId: await unpublished(strict) });
      await refusal(strictly, InvalidRequestException);
      await using free = await Customer.of({ behaviour: { startUnpublishedFlow: "runs", flowStart: "created" } });
      const { ContactId } = await free.start({ ContactFlowId: await unpublished(free) });
      assert.equal(free.view(ContactId).messages[0]?.content, "Saved");
    });
  });

  describe("with a past chat", () => {
    it("carries on the chat that it names, and says so when the customer joins", async () => {
      await using customer = await Customer.of({ flows: [patient()] });
      const past = await customer.chat({ Attributes: { plan: "gold" } });
      await customer.say(past.ConnectionToken, "Remember me");
      await customer.leave(past.ConnectionToken);
      const PersistentChat = { RehydrationType: "FROM_SEGMENT", SourceContactId: past.ContactId } as const;
      const answer = await customer.connect.send(new StartChatContactCommand(customer.request({ PersistentChat })));
      assert.equal(answer.ContinuedFromContactId, past.ContactId);
      const { ContactId = "", ParticipantToken = "" } = answer;
      assert.deepEqual(customer.view(ContactId).attributes, { plan: "gold" });
      const { url, ConnectionToken } = await customer.connection(ParticipantToken);
      const frames = await customer.subscribe(url);
      const rehydrated = await frames.nextEvent("chat.rehydrated");
      assert.equal(rehydrated.ParticipantId, undefined);
      const { items } = await customer.page({ ConnectionToken });
      assert.ok(!items.some(({ Id }) => Id === rehydrated.Id));
    });

    it("has chat.rehydrated in the transcript when told so", async () => {
      await using customer = await Customer.of({ flows: [patient()], behaviour: { rehydratedInTranscript: true } });
      const past = await customer.chat();
      await customer.leave(past.ConnectionToken);
      const PersistentChat = { RehydrationType: "ENTIRE_PAST_SESSION", SourceContactId: past.ContactId } as const;
      const { url, ConnectionToken } = await customer.chat({ PersistentChat });
      const { Id } = await (await customer.subscribe(url)).nextEvent("chat.rehydrated");
      const { items } = await customer.page({ ConnectionToken });
      assert.ok(items.some((item) => item.Id === Id));
    });

    it("refuses a chat that goes on, and one that never was", async () => {
      await using customer = await Customer.of();
      const { ContactId } = await customer.chat();
      const from = (SourceContactId: string) =>
        customer.start({ PersistentChat: { RehydrationType: "FROM_SEGMENT", SourceContactId } });
      assert.match((await refusal(from(ContactId), InvalidRequestException)).message, /has ended/);
      await refusal(from("nobody"), ResourceNotFoundException);
    });
  });

  it("takes a related contact, which must be there", async () => {
    await using customer = await Customer.of();
    const related = await customer.start({ Attributes: { plan: "gold" } });
    const { ContactId } = await customer.start({ RelatedContactId: related.ContactId });
    assert.deepEqual(customer.view(ContactId).attributes, { plan: "gold" });
    await refusal(customer.start({ RelatedContactId: "nobody" }), ResourceNotFoundException);
  });

  it("ends a contact that nobody subscribed to for five minutes", async () => {
    const clock = manualClock();
    await using customer = await Customer.of({ clock });
    const { ContactId } = await customer.chat();
    clock.advance(5 * minutes - 1);
    assert.equal(customer.view(ContactId).state, "open");
    clock.advance(1);
    assert.equal(customer.view(ContactId).disconnectReason, "CUSTOMER_CONNECTION_NOT_ESTABLISHED");
  });

  it("ends a contact when its duration is over", async () => {
    const clock = manualClock();
    await using customer = await Customer.of({ clock });
    const { ContactId, url } = await customer.chat({ ChatDurationInMinutes: 60 });
    await customer.subscribe(url);
    clock.advance(60 * minutes - 1);
    assert.equal(customer.view(ContactId).state, "open");
    clock.advance(1);
    assert.equal(customer.view(ContactId).disconnectReason, "EXPIRED");
  });

  for (const [title, overrides] of [
    ["a flow", { ContactFlowId: "00000000-0000-4000-8000-000000000000" }],
    ["an instance", { InstanceId: "00000000-0000-4000-8000-000000000000" }],
  ] as const) {
    it(`refuses ${title} that it does not have`, async () => {
      await using customer = await Customer.of();
      const error = await refusal(customer.start(overrides), ResourceNotFoundException);
      assert.equal(error.$metadata.httpStatusCode, 404);
      assert.equal(error.message, "Resource not found of Type: null");
    });
  }

  const guide = { "connect:Subtype": { ValueString: "connect:Guide" } };
  const refused: Readonly<Record<string, readonly [Partial<StartChatContactRequest>, RegExp]>> = {
    "a request without flow": [{ ContactFlowId: undefined }, /^ContactFlowId is required\.$/],
    "a customer without name": [{ ParticipantDetails: undefined }, /^ParticipantDetails is required\.$/],
    "an empty name": [{ ParticipantDetails: { DisplayName: "" } }, /DisplayName must have at least 1 char/],
    "a chat shorter than an hour": [{ ChatDurationInMinutes: 59 }, /ChatDurationInMinutes must be at least 60/],
    "a chat longer than a week": [{ ChatDurationInMinutes: 10_081 }, /ChatDurationInMinutes must be at most 10080/],
    "a long client token": [{ ClientToken: "x".repeat(501) }, /ClientToken must have at most 500/],
    "attribute keys beyond letters and digits": [{ Attributes: { "a.b": "1", ok: "2" } }, /only: a\.b\.$/],
    "more than 32,768 bytes of attributes": [{ Attributes: { a: "é".repeat(16_384) } }, /have 32769 bytes/],
    "content types without text/plain": [{ SupportedMessagingContentTypes: ["text/markdown"] }, /include text\/plain/],
    "a guide without interactive messages": [{ SegmentAttributes: guide }, /interactive\.response for a guide/],
    "a past chat and a related contact at once": [
      { PersistentChat: { SourceContactId: "a", RehydrationType: "FROM_SEGMENT" }, RelatedContactId: "b" },
      /exclude each other/,
    ],
    "a past chat without its type": [{ PersistentChat: { SourceContactId: "a" } }, /RehydrationType is required/],
    "a past chat without its id": [
      { PersistentChat: { RehydrationType: "FROM_SEGMENT" } },
      /SourceContactId is required/,
    ],
    "an initial message of another type": [
      { InitialMessage: { ContentType: "text/markdown", Content: "*Hi*" } },
      /^InitialMessage: The chat does not support/,
    ],
    "an initial message of more than 16,384 bytes": [
      { InitialMessage: { ContentType: "text/plain", Content: "é".repeat(8193) } },
      /^InitialMessage: Content has 16386 bytes/,
    ],
  };
  for (const [title, [overrides, message]] of Object.entries(refused)) {
    it(`refuses ${title}`, async () => {
      await using customer = await Customer.of();
      const error = await refusal(customer.start(overrides), InvalidParameterException);
      assert.equal(error.$metadata.httpStatusCode, 400);
      assert.match(error.message, message);
      assert.deepEqual(customer.emulator.contacts(), []);
    });
  }

  it("tells every problem at once", async () => {
    await using customer = await Customer.of();
    const starting = customer.start({ ContactFlowId: undefined, ChatDurationInMinutes: 1 });
    const { message } = await refusal(starting, InvalidParameterException);
    assert.match(message, /ContactFlowId/);
    assert.match(message, /ChatDurationInMinutes/);
  });

  it("takes exactly 32,768 bytes of attributes", async () => {
    await using customer = await Customer.of();
    const { ContactId } = await customer.start({ Attributes: { a: "x".repeat(32_767) } });
    assert.equal(customer.view(ContactId).attributes.a?.length, 32_767);
  });
});
