import assert from "node:assert/strict";
import { action, disconnect, flow, say } from "../../flows.js";
import { type ContactOptions, contactInFlow, said } from "../contact-in-flow.js";

function targeted(parameters: Readonly<Record<string, unknown>>, options?: ContactOptions) {
  const { contact, instance } = contactInFlow(
    flow(
      "queue",
      action("target", "UpdateContactTargetQueue", parameters, { next: "say", errors: { NoMatchingError: "error" } }),
      say("say", "You wait for $.Queue.Name.", "error"),
      disconnect("error"),
    ),
    options,
  );
  return {
    queue: contact.targetQueue,
    said: said(contact),
    to: contact.trace[0]?.branch?.nextAction,
    warnings: contact.trace[0]?.warnings,
    instance,
  };
}

describe("UpdateContactTargetQueue", () => {
  it("sets the queue by its id, for later actions to read", () => {
    const { queue, said, instance } = targeted({ QueueId: "sales" });
    assert.deepEqual(queue, { kind: "queue", id: "sales", arn: `${instance.arn}/queue/sales`, name: "sales" });
    assert.deepEqual(said, ["You wait for sales."]);
  });

  it("sets the queue by an ARN of any instance", () => {
    const arn = "arn:aws:connect:eu-west-1:999999999999:instance/other/queue/sales";
    assert.equal(targeted({ QueueId: arn }).queue?.id, "sales");
  });

  it("sets the queue by an attribute", () => {
    const options = { request: { Attributes: { queue: "sales" } } };
    assert.equal(targeted({ QueueId: "$.Attributes.queue" }, options).queue?.id, "sales");
  });

  it("sets the queue of an agent", () => {
    assert.equal(targeted({ AgentId: "ada" }).queue?.kind, "agent");
  });

  it("does not put the contact into the queue", () => {
    const { contact } = contactInFlow(
      flow("queue", action("target", "UpdateContactTargetQueue", { QueueId: "sales" }, { next: "end" }), disconnect()),
    );
    assert.equal(contact.queue, undefined);
  });

  it("takes the error branch without an id", () => {
    for (const parameters of [{}, { QueueId: "" }, { QueueId: "$.Attributes.gone" }, { QueueId: 7 }]) {
      const { queue, to, warnings } = targeted(parameters);
      assert.equal(queue, undefined);
      assert.equal(to, "error");
      assert.equal(warnings?.at(-1), "The instance has no such queue.");
    }
  });
});
