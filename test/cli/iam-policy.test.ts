import assert from "node:assert/strict";
import { policyOf } from "../../provider/check/policy.js";
import { iamPolicy } from "../../provider/cli/iam-policy.js";
import { Terminal } from "./terminal.js";

const arn = "arn:aws:connect:eu-west-1:123456789012:instance/i/contact-flow/f";

describe("chat-check iam-policy", () => {
  const printed = async (...args: string[]) => {
    using io = new Terminal();
    assert.equal(await iamPolicy.run(args, io), 0);
    return JSON.parse(io.written) as unknown;
  };

  it("prints the policy of a flow's ARN", async () => {
    assert.deepEqual(await printed("--contact-flow-id", arn), policyOf({ contactFlowId: arn }));
  });

  it("prints the policy of two ids", async () => {
    const policy = policyOf({ instanceId: "i", contactFlowId: "f" });
    assert.deepEqual(await printed("--instance-id=i", "--contact-flow-id=f"), policy);
  });

  it("prints that of a check with a conversation", async () => {
    const policy = policyOf({ contactFlowId: arn, conversation: true });
    assert.deepEqual(await printed("--contact-flow-id", arn, "--conversation"), policy);
    assert.match(JSON.stringify(policy), /DescribeContactFlowModule/);
  });

  const refused: readonly (readonly [args: readonly string[], code: string, message: RegExp])[] = [
    [[], "WRONG_USE", /--contact-flow-id is missing\.$/],
    [["--contact-flow-id="], "WRONG_USE", /--contact-flow-id is missing\.$/],
    [["--contact-flow-id", "f"], "INVALID_INPUT", /^instanceId is needed/],
    [["--contact-flow-id", "a/b"], "INVALID_INPUT", /^contactFlowId is neither the id nor the ARN of a flow\.$/],
    [["--contact-flow-id", arn, "--instance-id", "j"], "INVALID_INPUT", /of another instance than instanceId\.$/],
    [["--contact-flow-id", "f", "--instance-id", "*"], "INVALID_INPUT", /^instanceId is neither/],
    [
      ["--contact-flow-id", arn, "--region", "eu-west-1", "x"],
      "WRONG_USE",
      /no option --region\n- There is no operand: /,
    ],
  ];
  for (const [args, code, message] of refused) {
    it(`refuses ${args.join(" ") || "nothing"}`, async () => {
      using io = new Terminal();
      await assert.rejects(iamPolicy.run(args, io), { code, message });
      assert.equal(io.written, "");
    });
  }
});
