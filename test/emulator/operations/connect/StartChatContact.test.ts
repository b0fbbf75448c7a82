import assert from "node:assert/strict";
import {
  InvalidParameterException,
  ResourceNotFoundException,
  type StartChatContactRequest,
} from "@aws-sdk/client-connect";
import { manualClock } from "../../../../provider/emulator/index.js";
import { Customer, refusal } from "../../customer.js";

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
