import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ChatCheck } from "connect-chat-check";

const config = new pulumi.Config();
const instanceId = config.require("instanceId");

const candidate = new aws.connect.ContactFlow(
  "welcome",
  {
    instanceId,
    type: "CONTACT_FLOW",
    content: flowContent("flows/welcome.json", {
      QueueArn: config.require("queueArn"),
      HoursArn: config.require("hoursArn"),
    }),
  },
  {
    // A changed content makes a flow beside the one that customers are in. It has no fixed name, since both exist at once.
    replaceOnChanges: ["content"],
    retainOnDelete: config.getBoolean("keepOldFlows"),
  },
);

const check = new ChatCheck("welcome", {
  instanceId,
  contactFlowId: candidate.contactFlowId,
  attributes: { customerName: "Ada" },
  expectFirstMessage: { contains: "Hello Ada" },
});

// What customers follow moves only after the check has passed. Widgets and numbers are bound to the entry flow, once.
const entry = new aws.connect.ContactFlow(
  "entry",
  { instanceId, type: "CONTACT_FLOW", content: candidate.contactFlowId.apply(transferTo) },
  { dependsOn: check },
);

// The website's backend reads it before it calls StartChatContact.
const parameter = new aws.ssm.Parameter(
  "chat-flow-id",
  { name: `/example-travel/${pulumi.getStack()}/chat-flow-id`, type: "String", value: candidate.contactFlowId },
  { dependsOn: check },
);

export const candidateFlowId = candidate.contactFlowId;
export const checkContactId = check.contactId;
export const entryFlowId = entry.contactFlowId;
export const parameterName = parameter.name;
export const verdict = check.verdict;

/** A flow as the console exports it, with its placeholders filled in. */
function flowContent(file: string, values: Readonly<Record<string, string>>): string {
  return readFileSync(join(__dirname, file), "utf8").replace(/\$\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`${file} has a placeholder without a value: ${name}.`);
    return value;
  });
}

/** A flow of one action. Its NextAction is never followed, but Amazon Connect wants one. */
function transferTo(flowId: string): string {
  const transitions = { NextAction: "end", Errors: [{ ErrorType: "NoMatchingError", NextAction: "end" }] };
  return JSON.stringify({
    Version: "2019-10-30",
    StartAction: "transfer",
    Metadata: {},
    Actions: [
      {
        Identifier: "transfer",
        Type: "TransferToFlow",
        Parameters: { ContactFlowId: flowId },
        Transitions: transitions,
      },
      { Identifier: "end", Type: "DisconnectParticipant", Parameters: {}, Transitions: {} },
    ],
  });
}
