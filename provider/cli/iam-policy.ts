import { policyOf } from "../check/policy.js";
import { exitCodes } from "./command.js";
import { defineCommand, wrongUse } from "./options.js";

export const iamPolicy = defineCommand({
  name: "iam-policy",
  description: "Prints the least IAM policy that a check of a flow needs, as JSON.",
  options: {
    "contact-flow-id": {
      value: "ID|ARN",
      description: "The flow; * for every flow of the instance. ARNs make the policy exact",
    },
    "instance-id": { value: "ID|ARN", description: "The instance; not needed where the flow's ARN tells it" },
    conversation: { description: "Of a check with a conversation, which reads the flows that its chat can go on in" },
  },
  examples: [
    "chat-check iam-policy --contact-flow-id arn:aws:connect:us-east-1:123456789012:instance/ID/contact-flow/ID",
  ],
  async run(values, _operands, io) {
    const { "contact-flow-id": contactFlowId, "instance-id": instanceId, conversation } = values;
    if (!contactFlowId) throw wrongUse("iam-policy", ["--contact-flow-id is missing"]);
    io.out(`${JSON.stringify(policyOf({ instanceId, contactFlowId, conversation }), null, 2)}\n`);
    return exitCodes.held;
  },
});
