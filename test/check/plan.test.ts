import assert from "node:assert/strict";
import { planOf } from "../../provider/check/plan.js";
import { ChatCheckError } from "../../provider/errors.js";

const flowArn = "arn:aws-us-gov:connect:us-gov-west-1:123456789012:instance/i-1/contact-flow/f-1";
const whole = { instanceId: "i-1", contactFlowId: "f-1" };

describe("the plan of a check", () => {
  it("has defaults", () => {
    assert.deepEqual(planOf(whole), {
      instanceId: "i-1",
      contactFlowId: "f-1",
      instanceArn: undefined,
      request: { InstanceId: "i-1", ContactFlowId: "f-1", ParticipantDetails: { DisplayName: "chat-check" } },
      warnings: [],
      connectWithinSeconds: 30,
      timeoutSeconds: 60,
      conversation: undefined,
      expectFirstMessage: undefined,
      allowAgents: false,
      allowEnd: false,
      retries: 0,
      retryDelaySeconds: 10,
      target: { region: undefined, profile: undefined, endpoint: undefined, assumeRole: undefined },
    });
  });

  it("reads instance, region and account from a flow's ARN of any partition", () => {
    const { instanceId, contactFlowId, instanceArn, target } = planOf({ contactFlowId: flowArn });
    assert.deepEqual([instanceId, contactFlowId, target.region], ["i-1", "f-1", "us-gov-west-1"]);
    assert.equal(instanceArn, "arn:aws-us-gov:connect:us-gov-west-1:123456789012:instance/i-1");
  });

  it("reads an instance's ARN", () => {
    const plan = planOf({ contactFlowId: "f", instanceId: "arn:aws-cn:connect:cn-north-1:123456789012:instance/i" });
    assert.deepEqual([plan.instanceId, plan.target.region], ["i", "cn-north-1"]);
  });

  it("keeps the window inside a shorter time-out", () => {
    assert.equal(planOf({ ...whole, timeoutSeconds: 10 }).connectWithinSeconds, 10);
  });

  it("takes text/plain for an initial message without a type", () => {
    const plan = planOf({ ...whole, initialMessage: { content: "Hi" } });
    assert.deepEqual(plan.request.InitialMessage, { ContentType: "text/plain", Content: "Hi" });
  });

  it("is made of members that AWS's model does not allow where parameters are not validated", () => {
    const input = { ...whole, chatDurationInMinutes: 5, customerId: "c".repeat(200), attributes: { "a b": "c" } };
    const { request, warnings } = planOf(input, false);
    assert.deepEqual([request.ChatDurationInMinutes, request.Attributes], [5, { "a b": "c" }]);
    assert.deepEqual(warnings, []);
    assert.throws(() => planOf({ ...input, timeoutSeconds: 0 }, false), {
      message: /timeoutSeconds: Expected at least/,
    });
  });

  it("throws every problem in one error", () => {
    assert.throws(
      () => planOf({ contactFlowId: "", timeoutSeconds: 0 }),
      (error: unknown) => {
        assert.ok(error instanceof ChatCheckError);
        assert.equal(error.code, "INVALID_INPUT");
        assert.match(error.message, /- contactFlowId: .*\n- timeoutSeconds: /);
        return true;
      },
    );
  });
});
