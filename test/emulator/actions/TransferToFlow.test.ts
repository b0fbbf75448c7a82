import assert from "node:assert/strict";
import { action, disconnect, flow, say } from "../../flows.js";
import { type ContactOptions, contactInFlow, said } from "../contact-in-flow.js";

const target = (type?: string) => ({
  name: "target",
  type,
  content: {
    ContactFlow: { Id: "t-1", Content: flow("", say("hello", "From the target", "end"), disconnect()).content },
  },
});

function transferred(id: unknown, options: ContactOptions = { otherFlows: [target()] }) {
  const { contact } = contactInFlow(
    flow(
      "source",
      action("go", "TransferToFlow", { ContactFlowId: id }, { next: "error", errors: { NoMatchingError: "error" } }),
      say("error", "Not transferred", "end"),
      disconnect(),
    ),
    options,
  );
  return { said: said(contact), first: contact.trace[0] };
}

const refused = (id: unknown, reason: string, options?: ContactOptions) => {
  const { said, first } = transferred(id, options);
  assert.deepEqual(said, ["Not transferred"]);
  assert.equal(first?.result, "NoMatchingError");
  assert.equal(first?.warnings.at(-1), reason);
};

describe("TransferToFlow", () => {
  it("goes on in the other flow, by its id", () => {
    assert.deepEqual(transferred("t-1").said, ["From the target"]);
  });

  it("finds the other flow by its ARN in any instance", () => {
    const arn = "arn:aws:connect:eu-west-1:999999999999:instance/other/contact-flow/t-1";
    assert.deepEqual(transferred(arn).said, ["From the target"]);
  });

  it("finds the other flow by an attribute", () => {
    const options = { otherFlows: [target()], request: { Attributes: { next: "t-1" } } };
    assert.deepEqual(transferred("$.Attributes.next", options).said, ["From the target"]);
  });

  it("does not follow NextAction, which exports fill in with the error branch", () => {
    const { first } = transferred("t-1");
    assert.equal(first?.result, "flow target");
    assert.equal(first?.branch, undefined);
  });

  it("takes the error branch for a flow that is not there", () => {
    refused("t-2", "The instance has no flow t-2.");
    refused(7, "The instance has no flow 7.");
  });

  it("takes the error branch for an empty id, as an import leaves it", () => {
    refused("", "ContactFlowId is empty.");
    refused("$.Attributes.gone", "ContactFlowId is empty.");
  });

  it("takes the error branch for a flow to which no flow transfers", () => {
    for (const type of ["CUSTOMER_QUEUE", "AGENT_WHISPER"]) {
      refused("t-1", `The flow target is of type ${type}, to which no flow transfers.`, { otherFlows: [target(type)] });
    }
  });

  it("goes on in a transfer flow", () => {
    for (const type of ["QUEUE_TRANSFER", "AGENT_TRANSFER"]) {
      assert.deepEqual(transferred("t-1", { otherFlows: [target(type)] }).said, ["From the target"]);
    }
  });
});
