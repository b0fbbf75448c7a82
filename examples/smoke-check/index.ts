import * as pulumi from "@pulumi/pulumi";
import { ChatCheck } from "connect-chat-check";

const config = new pulumi.Config();
const contactFlowId = config.require("contactFlowId");

const check = new ChatCheck("welcome", {
  instanceId: config.get("instanceId"),
  contactFlowId,
  attributes: config.getObject<Record<string, string>>("attributes"),
  expectFirstMessage: config.get("expectFirstMessage"),
  allowEnd: config.getBoolean("allowEnd"),
  // Another revision runs the check again, even when nothing else has changed.
  triggers: [config.get("revision")],
});

// What customers follow: recorded only after the check has passed.
const live = new pulumi.Stash("live-flow", { input: contactFlowId }, { dependsOn: check });

export const liveFlow = live.output;
export const { contactId, participantId, contactArn, durations, transcript, verdict } = check;
