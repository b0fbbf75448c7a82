import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { ChatCheck, type ChatCheckArgs } from "../../provider/index.js";

describe("ChatCheck under Pulumi's mocks", () => {
  let inputs: Record<string, unknown> = {};

  beforeEach(() =>
    pulumi.runtime.setMocks({
      newResource: (resource) => {
        inputs = resource.inputs;
        return { id: "id", state: { ...resource.inputs, contactId: "c-1" } };
      },
      call: () => ({}),
    }),
  );

  const registered = async (args: ChatCheckArgs) => {
    const check = new ChatCheck("check", args);
    await new Promise((resolve) => check.urn.apply(resolve));
    return check;
  };

  it("passes the arguments on and nothing that was not given", async () => {
    const args = { contactFlowId: "f", instanceId: "i", attributes: { a: "b" }, triggers: [1, "x"] };
    await registered(args);
    const { __provider, ...given } = inputs;
    assert.deepEqual(given, args);
  });

  it("has its outputs", async () => {
    const check = await registered({ contactFlowId: "f", instanceId: "i" });
    assert.equal(await new Promise((resolve) => check.contactId.apply(resolve)), "c-1");
  });

  for (const secret of [
    { attributes: { a: pulumi.secret("x") } },
    { initialMessage: { content: pulumi.secret("x") } },
    { participantDetails: pulumi.secret({ displayName: "x" }) },
    { expectFirstMessage: pulumi.secret("x") },
  ]) {
    it(`marks the transcript when ${Object.keys(secret)[0]} is secret`, async () => {
      const check = await registered({ contactFlowId: "f", instanceId: "i", ...secret });
      assert.equal(await pulumi.isSecret(check.transcript), true);
    });
  }

  it("leaves the transcript open when nothing is secret", async () => {
    const check = await registered({ contactFlowId: "f", instanceId: "i", attributes: { a: "x" } });
    assert.equal(await pulumi.isSecret(check.transcript), false);
  });
});
