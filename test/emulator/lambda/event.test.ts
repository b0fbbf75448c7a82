import assert from "node:assert/strict";
import { contactFlowEvent } from "../../../provider/emulator/lambda/event.js";
import { greeting } from "../../flows.js";
import { contactFor } from "../contact-in-flow.js";

const { contact, chat } = contactFor(greeting(), {
  request: { Attributes: { plan: "gold" }, SegmentAttributes: { tier: { ValueString: "one" } } },
});
const data = () => contactFlowEvent(contact, { stage: "greet" }).Details.ContactData;

describe("contactFlowEvent", () => {
  it("has the shape that Amazon Connect sends", () => {
    const event = contactFlowEvent(contact, { stage: "greet" });
    assert.equal(event.Name, "ContactFlowEvent");
    assert.deepEqual(Object.keys(event.Details), ["ContactData", "Parameters"]);
    assert.deepEqual(event.Details.Parameters, { stage: "greet" });
    assert.deepEqual(Object.keys(data()), [
      ...["Attributes", "Channel", "ContactId", "CustomerEndpoint", "CustomerId", "Description", "InitialContactId"],
      ...["InitiationMethod", "InstanceARN", "LanguageCode", "MediaStreams", "Name", "PreviousContactId", "Queue"],
      ...["References", "SegmentAttributes", "SystemEndpoint", "Tags"],
    ]);
  });

  it("has the contact's own values, and null where it has none", () => {
    const { Attributes, Channel, ContactId, InitiationMethod, CustomerEndpoint, Queue, Name, CustomerId } = data();
    assert.deepEqual(Attributes, { plan: "gold" });
    assert.deepEqual([Channel, ContactId, InitiationMethod], ["CHAT", contact.id, "API"]);
    assert.deepEqual([CustomerEndpoint, Queue, Name, CustomerId], [null, null, null, null]);
    assert.equal(data().InstanceARN, contact.instance.arn);
    assert.deepEqual(data().SegmentAttributes, {
      "connect:Subtype": { ValueString: "connect:Chat" },
      tier: { ValueString: "one" },
    });
  });

  it("has what the flow set since", () => {
    contact.targetQueue = { kind: "queue", id: "q", arn: "arn:q", name: "Support" };
    contact.tags.set("team", "red");
    Object.assign(contact.data, { Name: "n", LanguageCode: "de-CH", CustomerId: "c" });
    const { Queue, Tags, Name, LanguageCode, CustomerId } = data();
    assert.equal((Queue as { ARN: string }).ARN, "arn:q");
    assert.deepEqual(Tags, { team: "red" });
    assert.deepEqual([Name, LanguageCode, CustomerId], ["n", "de-CH", "c"]);
  });

  it("names the contact before, in a later one", () => {
    const next = chat.next(contact.flow, "DISCONNECT", "AGENT_DISCONNECT");
    const { PreviousContactId, InitialContactId, InitiationMethod } = contactFlowEvent(next, {}).Details.ContactData;
    assert.deepEqual([PreviousContactId, InitialContactId, InitiationMethod], [contact.id, contact.id, "DISCONNECT"]);
  });
});
