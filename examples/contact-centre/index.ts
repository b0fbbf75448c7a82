import * as pulumi from "@pulumi/pulumi";
import { ChatCheck } from "connect-chat-check";

const config = new pulumi.Config();
const instanceId = config.require("instanceId");
// Ids in the instance, by whatever name: pulumi config set --path flows.menu-by-bot FLOW_ID
const flows = config.requireObject<Record<string, string>>("flows");

/** The verdict on each flow: a customer can start a chat with it, connect, and hear it. */
export const verdicts = Object.fromEntries(
  Object.entries(flows).map(([name, contactFlowId]) => {
    const check = new ChatCheck(name, {
      instanceId,
      contactFlowId,
      attributes: { customerName: "Ada" },
      // Out of hours a flow may say so and end the chat.
      allowEnd: true,
    });
    return [name, check.verdict];
  }),
);
