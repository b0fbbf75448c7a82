import { flowName, instanceArn, instanceName } from "../chat/arn.js";
import { ChatCheckError } from "../errors.js";

export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
}

export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly PolicyStatement[];
}

export interface Policed {
  readonly instanceId?: string;
  readonly contactFlowId: string;
  /** Whether the check holds a conversation. Default false. */
  readonly conversation?: boolean;
}

/**
 * The least that a check needs: to start, stop and describe contacts of one instance with one flow, and to see whether
 * that flow is published. With a conversation also to read where the flow may go on, and what became of the contact.
 * What bare ids do not tell (partition, region, account) is `aws` and `*`.
 */
export function policyOf(ids: Policed): PolicyDocument {
  const flow = flowName(ids.contactFlowId);
  const instance = ids.instanceId === undefined ? undefined : instanceName(ids.instanceId);
  if (!flow) throw invalid("contactFlowId is neither the id nor the ARN of a flow.");
  if (ids.instanceId !== undefined && (!instance || instance.id.includes("*"))) {
    throw invalid("instanceId is neither the id nor the ARN of an instance.");
  }
  const instanceId = instance?.id ?? flow.instanceId;
  if (flow.instanceId !== undefined && flow.instanceId !== instanceId) {
    throw invalid("contactFlowId is of another instance than instanceId.");
  }
  if (!instanceId) throw invalid("instanceId is needed, unless contactFlowId is an ARN.");
  const arn = instanceArn(flow.accountId ? flow : (instance ?? flow), instanceId);
  const flows = [`${arn}/contact-flow/${flow.id}`];
  const contacts = [`${arn}/contact/*`];
  return {
    Version: "2012-10-17",
    Statement: [
      { Sid: "Start", Effect: "Allow", Action: ["connect:StartChatContact"], Resource: [...flows, ...contacts] },
      {
        Sid: "EndAndExplain",
        Effect: "Allow",
        Action: ["connect:StopContact", "connect:DescribeContact"],
        Resource: contacts,
      },
      { Sid: "Published", Effect: "Allow", Action: ["connect:DescribeContactFlow"], Resource: flows },
      ...(ids.conversation ? conversationStatements(arn) : []),
    ],
  };
}

function conversationStatements(arn: string): PolicyStatement[] {
  return [
    {
      Sid: "WhereFlowsLead",
      Effect: "Allow",
      Action: ["connect:DescribeContactFlow", "connect:DescribeContactFlowModule"],
      Resource: [`${arn}/contact-flow/*`, `${arn}/flow-module/*`],
    },
    {
      Sid: "WhatBecameOfContacts",
      Effect: "Allow",
      Action: ["connect:GetContactAttributes", "connect:DescribeQueue"],
      Resource: [`${arn}/contact/*`, `${arn}/queue/*`],
    },
  ];
}

function invalid(message: string): ChatCheckError {
  return new ChatCheckError({
    code: "INVALID_INPUT",
    message,
    hint: "Give the ids or ARNs of one instance and its flow.",
  });
}
