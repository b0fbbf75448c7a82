import { DescribeContactCommand, DescribeContactFlowCommand } from "@aws-sdk/client-connect";
import { within } from "../chat/abort.js";
import { instanceArn } from "../chat/arn.js";
import { type Clients, openClients } from "../chat/clients.js";
import type { Surroundings } from "../chat/surroundings.js";
import { ChatCheckError } from "../errors.js";
import type { CheckPlan } from "./plan.js";

const patienceMilliseconds = 3_000;
const callerMilliseconds = 1_500;
const unanswered = new Error("no answer in time");

/** Looks closer at an error that says little, where IAM allows it; what cannot be found out stays "probably". */
export async function explained(
  reason: ChatCheckError,
  plan: CheckPlan,
  contactId: string | undefined,
  surroundings: Surroundings,
): Promise<ChatCheckError> {
  const explain = explanations[reason.code];
  if (!explain) return reason;
  const explaining = within(patienceMilliseconds, unanswered, surroundings, async (signal) => {
    const clients = openClients(plan.target, surroundings, { attempts: 1, signal });
    const caller = () => within(callerMilliseconds, unanswered, surroundings, clients.caller).catch(() => undefined);
    try {
      return await explain({ reason, plan, contactId, clients, caller, signal });
    } finally {
      clients.close();
    }
  });
  return explaining.catch(() => reason);
}

interface Question {
  readonly reason: ChatCheckError;
  readonly plan: CheckPlan;
  readonly contactId: string | undefined;
  readonly clients: Clients;
  /** Who calls, as far as STS tells it soon. */
  readonly caller: () => Promise<string | undefined>;
  readonly signal: AbortSignal;
}

const explanations: Readonly<Record<string, (question: Question) => Promise<ChatCheckError>>> = {
  CONNECTION_REFUSED: connectionRefused,
  NOT_FOUND: notFound,
  ACCESS_DENIED: accessDenied,
};

async function connectionRefused({ reason, plan, contactId, clients, signal }: Question): Promise<ChatCheckError> {
  const command = new DescribeContactCommand({ InstanceId: plan.instanceId, ContactId: contactId });
  const contact = await clients.connect.send(command, { abortSignal: signal }).then(
    (answer) => answer.Contact,
    () => undefined,
  );
  const ended = contact?.DisconnectTimestamp;
  const why = contact?.DisconnectReason ?? "no reason given";
  const operation = reason.answer?.operation;
  if (plan.request.ClientToken) {
    return because(reason, {
      message: `The participant service refused ${operation}: clientToken was used before, and ${ended ? "names" : "probably names"} a contact that has ended${ended ? ` (${why})` : ""}.`,
      hint: "Leave clientToken out, or give each check one of its own.",
    });
  }
  if (ended)
    return because(reason, {
      message: `The participant service refused ${operation}: the contact has ended (${why}).`,
    });
  if (contact)
    return because(reason, { message: `The participant service refused ${operation}, although the contact is open.` });
  return reason;
}

async function notFound({ reason, plan, clients, caller, signal }: Question): Promise<ChatCheckError> {
  const command = new DescribeContactFlowCommand({ InstanceId: plan.instanceId, ContactFlowId: plan.contactFlowId });
  const [answer, who] = await Promise.all([
    clients.connect.send(command, { abortSignal: signal }).then(
      () => "found",
      (error: Error) => error.name,
    ),
    caller(),
  ]);
  if (answer === "ContactFlowNotPublishedException") {
    return because(reason, {
      code: "FLOW_NOT_PUBLISHED",
      message: `The flow ${plan.contactFlowId} is saved but not published.`,
      hint: "Publish the flow, then run the check again.",
    });
  }
  const region = await clients.connect.config.region();
  return because(reason, { hint: `${reason.hint} The call was made in ${region}${who ? ` as ${who}` : ""}.` });
}

async function accessDenied({ reason, plan, clients, caller }: Question): Promise<ChatCheckError> {
  const operation = reason.answer?.operation ?? "StartChatContact";
  if (operation === "AssumeRole") return reason;
  const [who, region] = await Promise.all([caller(), clients.connect.config.region()]);
  const instance = plan.instanceArn ?? instanceArn({ region, accountId: who?.split(":")[4] }, plan.instanceId);
  const resource =
    operation === "StartChatContact" ? `${instance}/contact-flow/${plan.contactFlowId}` : `${instance}/contact/*`;
  return because(reason, {
    message: `${who ?? "The caller"} may not call connect:${operation} on ${resource}.`,
    hint: `Allow connect:${operation} on ${resource}; policyDocument() gives the whole policy of a check.`,
  });
}

function because(
  { code, message, hint, answer }: ChatCheckError,
  change: { readonly code?: string; readonly message?: string; readonly hint?: string },
): ChatCheckError {
  return new ChatCheckError({ code, message, hint, answer, ...change });
}
