import assert from "node:assert/strict";
import { policyOf } from "../../provider/check/policy.js";

const instance = "arn:aws-cn:connect:cn-north-1:123456789012:instance/i-1";

describe("the policy of a check", () => {
  it("names one flow and the contacts of its instance", () => {
    assert.deepEqual(policyOf({ contactFlowId: `${instance}/contact-flow/f-1` }), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Start",
          Effect: "Allow",
          Action: ["connect:StartChatContact"],
          Resource: [`${instance}/contact-flow/f-1`, `${instance}/contact/*`],
        },
        {
          Sid: "EndAndExplain",
          Effect: "Allow",
          Action: ["connect:StopContact", "connect:DescribeContact"],
          Resource: [`${instance}/contact/*`],
        },
        {
          Sid: "Published",
          Effect: "Allow",
          Action: ["connect:DescribeContactFlow"],
          Resource: [`${instance}/contact-flow/f-1`],
        },
      ],
    });
  });

  it("leaves open what bare ids do not tell", () => {
    const [start] = policyOf({ instanceId: "i", contactFlowId: "f" }).Statement;
    assert.deepEqual(start?.Resource, [
      "arn:aws:connect:*:*:instance/i/contact-flow/f",
      "arn:aws:connect:*:*:instance/i/contact/*",
    ]);
  });

  it("reads where flows lead, and what became of contacts, for a check with a conversation", () => {
    const ids = { contactFlowId: `${instance}/contact-flow/f-1` };
    const { Statement: statements } = policyOf({ ...ids, conversation: true });
    const without = policyOf({ ...ids, conversation: false }).Statement;
    assert.deepEqual([without, statements.slice(0, without.length)], [policyOf(ids).Statement, without]);
    assert.deepEqual(
      statements.slice(without.length).map(({ Action, Resource }) => [Action, Resource]),
      [
        [
          ["connect:DescribeContactFlow", "connect:DescribeContactFlowModule"],
          [`${instance}/contact-flow/*`, `${instance}/flow-module/*`],
        ],
        [
          ["connect:GetContactAttributes", "connect:DescribeQueue"],
          [`${instance}/contact/*`, `${instance}/queue/*`],
        ],
      ],
    );
  });

  it("takes the instance's ARN", () => {
    const [start] = policyOf({ instanceId: instance, contactFlowId: "f" }).Statement;
    assert.equal(start?.Resource[0], `${instance}/contact-flow/f`);
  });

  it("refuses a flow without an instance", () => {
    assert.throws(() => policyOf({ contactFlowId: "f" }), { code: "INVALID_INPUT" });
  });
});
