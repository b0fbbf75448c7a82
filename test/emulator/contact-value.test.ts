import assert from "node:assert/strict";
import { contactValue } from "../../provider/emulator/contact-value.js";
import { namespaces } from "../../provider/flow/reference.js";
import { greeting } from "../flows.js";
import { contactFor } from "./contact-in-flow.js";

const { contact } = contactFor(greeting(), {
  request: {
    Attributes: { colour: "red" },
    CustomerId: "crm-1",
    InitialMessage: { ContentType: "text/plain", Content: "Hi" },
    SegmentAttributes: { tier: { ValueString: "gold" }, level: { ValueInteger: 3 } },
  },
});
const value = (namespace: string, ...path: string[]) => contactValue(contact, namespace, path);

describe("contactValue", () => {
  it("knows a web chat as one that the API started", () => {
    assert.equal(value("Channel"), "CHAT");
    assert.equal(value("InitiationMethod"), "API");
    assert.equal(value("SegmentAttributes", "connect:Subtype"), "connect:Chat");
  });

  it("knows the contact, the instance and the region", () => {
    assert.equal(value("ContactId"), contact.id);
    assert.equal(value("InitialContactId"), contact.id);
    assert.equal(value("InstanceARN"), contact.instance.arn);
    assert.equal(value("AwsRegion"), "us-east-1");
  });

  it("knows what StartChatContact was given", () => {
    assert.equal(value("Attributes", "colour"), "red");
    assert.equal(value("CustomerId"), "crm-1");
    assert.equal(value("Media", "InitialMessage"), "Hi");
    assert.equal(value("SegmentAttributes", "tier"), "gold");
    assert.equal(value("SegmentAttributes", "level"), 3);
  });

  it("knows what the flow has set since", () => {
    const { contact } = contactFor(greeting(), { request: { CustomerId: "crm-1" } });
    assert.equal(contactValue(contact, "CustomerId", []), "crm-1");
    Object.assign(contact.data, { CustomerId: "crm-2", Name: "n", Description: "d", LanguageCode: "de-CH" });
    contact.data.WisdomSessionArn = "arn:wisdom";
    assert.equal(contactValue(contact, "CustomerId", []), "crm-2");
    assert.equal(contactValue(contact, "Name", []), "n");
    assert.equal(contactValue(contact, "Description", []), "d");
    assert.equal(contactValue(contact, "LanguageCode", []), "de-CH");
    assert.equal(contactValue(contact, "Wisdom", ["SessionArn"]), "arn:wisdom");
  });

  it("knows the target queue, or the one that it is in, with its number", () => {
    const { contact } = contactFor(greeting(), {
      definition: {
        queues: [
          { name: "Support", id: "q", outboundCallerId: "+15550000" },
          { name: "Silent", id: "s" },
        ],
      },
    });
    const queue = (id: string, name: string) => ({ kind: "queue", id, arn: `arn:${id}`, name }) as const;
    contact.queue = { ...queue("s", "Silent"), enqueued: 0 };
    assert.equal(contactValue(contact, "Queue", ["Name"]), "Silent");
    assert.equal(contactValue(contact, "Queue", ["OutboundCallerId", "Address"]), undefined);
    contact.targetQueue = queue("q", "Support");
    assert.equal(contactValue(contact, "Queue", ["Name"]), "Support");
    assert.equal(contactValue(contact, "Queue", ["ARN"]), "arn:q");
    assert.equal(contactValue(contact, "Queue", ["OutboundCallerId", "Address"]), "+15550000");
  });

  it("knows no value that the contact does not have", () => {
    assert.equal(value("Attributes", "size"), undefined);
    assert.equal(value("Attributes", "constructor"), undefined);
    assert.equal(value("Queue", "Name"), undefined);
    assert.equal(value("External", "anything"), undefined);
    assert.equal(value("ContactId", "length"), undefined);
    assert.equal(contactValue(contactFor(greeting()).contact, "Media", ["InitialMessage"]), undefined);
  });

  it("answers for every namespace without an error", () => {
    for (const namespace of namespaces) assert.doesNotThrow(() => value(namespace, "x"), namespace);
  });
});
