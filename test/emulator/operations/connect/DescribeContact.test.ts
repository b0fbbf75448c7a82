import assert from "node:assert/strict";
import {
  type Contact,
  DescribeContactCommand,
  InvalidParameterException,
  ResourceNotFoundException,
  UpdateContactAttributesCommand,
  UpdateContactCommand,
} from "@aws-sdk/client-connect";
import { manualClock } from "../../../../provider/emulator/index.js";
import { action, disconnect, flow, say, wait } from "../../../flows.js";
import { Customer, patient, refusal } from "../../customer.js";
import { handedOn } from "../../handed-on.js";

async function described({ connect, emulator }: Customer, ContactId: string): Promise<Contact> {
  const answer = await connect.send(new DescribeContactCommand({ InstanceId: emulator.instanceId, ContactId }));
  assert.ok(answer.Contact);
  return answer.Contact;
}

describe("DescribeContact", () => {
  it("describes a contact that was just started", async () => {
    const clock = manualClock();
    await using customer = await Customer.of({ clock });
    const { ContactId } = await customer.start({ Attributes: { plan: "gold" }, CustomerId: "c-1" });
    const contact = await described(customer, ContactId);
    assert.equal(contact.Id, ContactId);
    assert.equal(contact.Arn, `${customer.emulator.instanceArn}/contact/${ContactId}`);
    assert.equal(contact.Channel, "CHAT");
    assert.equal(contact.InitiationMethod, "API");
    assert.deepEqual(contact.InitiationTimestamp, new Date(clock.now()));
    assert.deepEqual(contact.Attributes, { plan: "gold" });
    assert.equal(contact.CustomerId, "c-1");
    assert.equal(contact.QueueInfo, undefined);
    assert.equal(contact.DisconnectTimestamp, undefined);
    assert.equal(contact.DisconnectReason, undefined);
  });

  it("tells when and why a contact ended", async () => {
    const clock = manualClock();
    await using customer = await Customer.of({ clock });
    const { ContactId } = await customer.start();
    const initiated = clock.now();
    clock.advance(1500);
    await customer.stop(ContactId);
    const contact = await described(customer, ContactId);
    assert.deepEqual(contact.InitiationTimestamp, new Date(initiated));
    assert.deepEqual(contact.DisconnectTimestamp, new Date(initiated + 1500));
    assert.equal(contact.DisconnectReason, "API");
  });

  it("tells the queue that the flow left the contact in", async () => {
    const clock = manualClock();
    const toQueue = flow(
      "to queue",
      action("target", "UpdateContactTargetQueue", { QueueId: "sales" }, { next: "transfer" }),
      action("transfer", "TransferContactToQueue", {}, { errors: { NoMatchingError: "end" } }),
      disconnect(),
    );
    await using customer = await Customer.of({ clock, flows: [toQueue], behaviour: { flowStart: "created" } });
    const { ContactId } = await customer.start();
    const { QueueInfo } = await described(customer, ContactId);
    assert.deepEqual(QueueInfo, { Id: "sales", EnqueueTimestamp: new Date(clock.now()) });
  });

  it("refuses a contact that never was", async () => {
    await using customer = await Customer.of();
    const error = await refusal(described(customer, "nobody"), ResourceNotFoundException);
    assert.equal(error.$metadata.httpStatusCode, 404);
  });

  it("refuses another instance", async () => {
    await using customer = await Customer.of();
    const { ContactId } = await customer.start();
    const command = new DescribeContactCommand({ InstanceId: "other", ContactId });
    await refusal(customer.connect.send(command), ResourceNotFoundException);
  });

  it("refuses an id that is too long", async () => {
    await using customer = await Customer.of();
    await refusal(described(customer, "x".repeat(257)), InvalidParameterException);
  });

  it("tells what the chat was started with, and that AWS tags and sorts it", async () => {
    await using customer = await Customer.of();
    const { ContactId } = await customer.start({ SegmentAttributes: { tier: { ValueString: "one" } } });
    const contact = await described(customer, ContactId);
    assert.deepEqual(contact.SegmentAttributes, {
      "connect:Subtype": { ValueString: "connect:Chat" },
      tier: { ValueString: "one" },
    });
    assert.deepEqual(contact.Tags, { "aws:connect:instanceId": customer.emulator.instanceId });
    assert.equal(contact.ContactAssociationId, ContactId);
    assert.equal(contact.InitialContactId, undefined);
    assert.equal(contact.PreviousContactId, undefined);
    assert.equal(contact.RelatedContactId, undefined);
    assert.equal(contact.AgentInfo, undefined);
  });

  it("keeps the subtype that the chat was started with", async () => {
    await using customer = await Customer.of();
    const SegmentAttributes = { "connect:Subtype": { ValueString: "connect:SMS" } };
    const { ContactId } = await customer.start({ SegmentAttributes });
    assert.deepEqual((await described(customer, ContactId)).SegmentAttributes, SegmentAttributes);
  });

  it("has no subtype of its own when told so", async () => {
    await using customer = await Customer.of({ behaviour: { chatSubtype: "absent" } });
    const { ContactId } = await customer.start();
    assert.deepEqual((await described(customer, ContactId)).SegmentAttributes, {});
  });

  it("tells when the customer joined and when the contact last changed", async () => {
    const clock = manualClock();
    await using customer = await Customer.of({ clock, flows: [patient()] });
    const { ContactId, url, ConnectionToken } = await customer.chat();
    const initiated = clock.now();
    assert.equal((await described(customer, ContactId)).ConnectedToSystemTimestamp, undefined);
    clock.advance(700);
    await customer.subscribe(url);
    clock.advance(700);
    await customer.say(ConnectionToken, "Hi");
    const joined = await described(customer, ContactId);
    assert.deepEqual(joined.ConnectedToSystemTimestamp, new Date(initiated + 700));
    assert.deepEqual(joined.LastUpdateTimestamp, new Date(initiated + 700));
    const InstanceId = customer.emulator.instanceId;
    await customer.connect.send(new UpdateContactCommand({ InstanceId, ContactId, Name: "Order" }));
    const updated = await described(customer, ContactId);
    assert.deepEqual(updated.LastUpdateTimestamp, new Date(initiated + 1400));
  });

  it("takes the start for the connection when told so", async () => {
    await using customer = await Customer.of({ behaviour: { connectedToSystem: "created" } });
    const { ContactId } = await customer.start();
    const contact = await described(customer, ContactId);
    assert.deepEqual(contact.ConnectedToSystemTimestamp, contact.InitiationTimestamp);
  });

  it("counts messages, turns and times to respond", async () => {
    const clock = manualClock();
    const answers = flow("answers", say("one", "Hello", "wait"), wait("wait", 3600, "two"), say("two", "Ok", "wait"));
    await using customer = await Customer.of({ clock, flows: [answers] });
    const { ContactId, ParticipantId, url, ConnectionToken } = await customer.chat();
    await customer.subscribe(url);
    clock.advance(2000);
    await customer.say(ConnectionToken, "Hey 🙂");
    clock.advance(500);
    await customer.say(ConnectionToken, "Bye");
    const said = clock.now();
    clock.advance(300);
    await customer.stop(ContactId);
    const { ChatMetrics } = await described(customer, ContactId);
    assert.deepEqual(ChatMetrics?.ChatContactMetrics, {
      MultiParty: false,
      TotalMessages: 5,
      TotalBotMessages: 3,
      TotalBotMessageLengthInChars: 9,
      ConversationTurnCount: 2,
      ConversationCloseTimeInMillis: 300,
    });
    assert.deepEqual(ChatMetrics?.CustomerMetrics, {
      ParticipantId,
      ParticipantType: "CUSTOMER",
      MessagesSent: 2,
      NumResponses: 2,
      MessageLengthInChars: 8,
      TotalResponseTimeInMillis: 2500,
      MaxResponseTimeInMillis: 2000,
      LastMessageTimestamp: new Date(said),
    });
    assert.equal(ChatMetrics?.AgentMetrics, undefined);
  });

  it("counts only once the chat has ended when told so", async () => {
    await using customer = await Customer.of({ behaviour: { chatMetrics: "ended" } });
    const { ContactId } = await customer.start();
    assert.equal((await described(customer, ContactId)).ChatMetrics, undefined);
    await customer.stop(ContactId);
    assert.equal((await described(customer, ContactId)).ChatMetrics?.ChatContactMetrics?.TotalMessages, 0);
  });

  it("tells the name, description and customer that the flow gave the contact", async () => {
    const named = flow(
      "named",
      action(
        "data",
        "UpdateContactData",
        { Name: "Order 12", Description: "A late one", CustomerId: "c-7", WisdomSessionArn: "arn:w" },
        { next: "wait", errors: { NoMatchingError: "wait" } },
      ),
      wait("wait", 3600, "wait"),
    );
    await using customer = await Customer.of({ flows: [named], behaviour: { flowStart: "created" } });
    const { ContactId } = await customer.start({ CustomerId: "c-1" });
    const contact = await described(customer, ContactId);
    assert.equal(contact.Name, "Order 12");
    assert.equal(contact.Description, "A late one");
    assert.equal(contact.CustomerId, "c-7");
    assert.deepEqual(contact.WisdomInfo, { SessionArn: "arn:w" });
  });

  it("tells who took the contact, and what it is in the chain of a transferred chat", async () => {
    await using chat = await handedOn();
    const { customer, started } = chat;
    const [first = "", second = ""] = customer.emulator.contacts().map(({ id }) => id);
    const before = await described(customer, first);
    assert.deepEqual(before.AgentInfo, { Id: "a-ada", ConnectedToAgentTimestamp: new Date(started + 2000) });
    assert.deepEqual(before.QueueInfo, { Id: "q-sales", EnqueueTimestamp: new Date(started) });
    assert.deepEqual(before.DisconnectTimestamp, new Date(started + 5000));
    assert.equal(before.ContactAssociationId, first);
    const after = await described(customer, second);
    assert.equal(after.InitiationMethod, "TRANSFER");
    assert.equal(after.InitialContactId, first);
    assert.equal(after.PreviousContactId, first);
    assert.equal(after.ContactAssociationId, first);
    assert.equal(after.AgentInfo, undefined);
    assert.deepEqual(after.QueueInfo, { Id: "q-service", EnqueueTimestamp: new Date(started + 5000) });
    assert.deepEqual(after.ConnectedToSystemTimestamp, new Date(started + 5000));
  });

  it("counts what an agent answered", async () => {
    await using chat = await handedOn();
    const [first = ""] = chat.customer.emulator.contacts().map(({ id }) => id);
    const { ChatMetrics } = await described(chat.customer, first);
    assert.equal(ChatMetrics?.AgentMetrics?.ParticipantType, "AGENT");
    assert.equal(ChatMetrics?.AgentMetrics?.MessagesSent, 1);
    assert.equal(ChatMetrics?.AgentMetrics?.MessageLengthInChars, 15);
    assert.equal(ChatMetrics?.ChatContactMetrics?.TotalMessages, 1);
    assert.equal(ChatMetrics?.ChatContactMetrics?.TotalBotMessages, 0);
    assert.equal(ChatMetrics?.ChatContactMetrics?.AgentFirstResponseTimeInMillis, 0);
    assert.deepEqual(ChatMetrics?.ChatContactMetrics?.AgentFirstResponseTimestamp, new Date(chat.started + 2000));
  });

  describe("with a delay", () => {
    const behaviour = { describeContactDelay: 3000 };

    it("does not find a new contact before the delay is over", async () => {
      const clock = manualClock();
      await using customer = await Customer.of({ clock, behaviour });
      const { ContactId } = await customer.start();
      clock.advance(2999);
      const error = await refusal(described(customer, ContactId), ResourceNotFoundException);
      assert.equal(error.$metadata.httpStatusCode, 404);
      clock.advance(1);
      assert.equal((await described(customer, ContactId)).Id, ContactId);
    });

    it("sees each change as late as it was made", async () => {
      const clock = manualClock();
      await using customer = await Customer.of({ clock, behaviour });
      const { ContactId } = await customer.start({ Attributes: { step: "0" } });
      const InstanceId = customer.emulator.instanceId;
      const set = (step: string) =>
        customer.connect.send(
          new UpdateContactAttributesCommand({ InstanceId, InitialContactId: ContactId, Attributes: { step } }),
        );
      clock.advance(4000);
      await set("1");
      clock.advance(1000);
      await set("2");
      await customer.stop(ContactId);
      const steps: (string | undefined)[] = [];
      const ends: (string | undefined)[] = [];
      for (let second = 0; second < 4; second++) {
        const contact = await described(customer, ContactId);
        steps.push(contact.Attributes?.step);
        ends.push(contact.DisconnectReason);
        clock.advance(1000);
      }
      assert.deepEqual(steps, ["0", "0", "1", "2"]);
      assert.deepEqual(ends, [undefined, undefined, undefined, "API"]);
    });

    it("counts no message before it can be seen", async () => {
      const clock = manualClock();
      await using customer = await Customer.of({ clock, behaviour, flows: [patient()] });
      const { ContactId, url, ConnectionToken } = await customer.chat();
      clock.advance(3000);
      await customer.subscribe(url);
      await customer.say(ConnectionToken, "Hi");
      const total = async () => {
        const { ChatMetrics } = await described(customer, ContactId);
        return ChatMetrics?.ChatContactMetrics?.TotalMessages;
      };
      assert.equal(await total(), 0);
      clock.advance(3000);
      assert.equal(await total(), 2);
    });
  });
});
