import assert from "node:assert/strict";
import { oneAction } from "../one-action.js";

const parameters = {
  SourceEndpoint: { Type: "CONNECT_PHONENUMBER_ARN", Address: "arn:aws:connect:us-east-1:1:phone-number/1" },
  DestinationEndpoint: { Type: "TELEPHONE_NUMBER", Address: "+15550001" },
  ContactFlowArn: "arn:aws:connect:us-east-1:1:instance/i/contact-flow/f",
  ContactSubtype: "connect:SMS",
  InitialSystemMessage: { Content: "Hello $.Attributes.who" },
};

describe("StartOutboundChatContact", () => {
  it("records the message as it was asked for, and goes on", () => {
    const { branch, contact } = oneAction("StartOutboundChatContact", parameters, {
      request: { Attributes: { who: "Ada" } },
    });
    assert.equal(branch(), "next");
    const [chat, ...others] = contact.outboundChats;
    assert.deepEqual(others, []);
    assert.deepEqual(chat?.parameters, { ...parameters, InitialSystemMessage: { Content: "Hello Ada" } });
    assert.notEqual(chat?.id, contact.id);
  });

  it("takes the error branch where something is missing, and names it", () => {
    const { branch, warnings, contact } = oneAction("StartOutboundChatContact", {
      ...parameters,
      SourceEndpoint: undefined,
      DestinationEndpoint: { Address: "$.CustomerEndpoint.Address" },
    });
    assert.equal(branch(), "NoMatchingError");
    assert.equal(warnings().at(-1), "These are missing: SourceEndpoint.Address, DestinationEndpoint.Address.");
    assert.deepEqual(contact.outboundChats, []);
  });
});
