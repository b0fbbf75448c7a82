import type { StartChatContactRequest } from "@aws-sdk/client-connect";
import { flowName, instanceArn, instanceName, type ResourceName } from "../chat/arn.js";
import type { ServiceTarget } from "../chat/client-settings.js";
import type { Matcher } from "../conversation/matcher.js";
import { type CheckInput, defaults, inputProblems, inputWarnings, invalidInput } from "./input.js";
import { startRequest, withConversation } from "./start-members.js";

/** A check with its defaults filled in and its names read. */
export interface CheckPlan {
  readonly instanceId: string;
  readonly contactFlowId: string;
  /** `arn:…:instance/ID`, where an ARN was given. */
  readonly instanceArn?: string;
  readonly request: StartChatContactRequest & { readonly InstanceId: string };
  /** What is sent although AWS's model does not have it, a sentence each. */
  readonly warnings: readonly string[];
  readonly connectWithinSeconds: number;
  readonly timeoutSeconds: number;
  readonly expectFirstMessage?: Matcher;
  readonly conversation?: CheckInput["conversation"];
  readonly allowAgents: boolean;
  readonly allowEnd: boolean;
  readonly retries: number;
  readonly retryDelaySeconds: number;
  readonly target: ServiceTarget;
}

/**
 * Fills in defaults and reads ids; throws `INVALID_INPUT` with every problem at once. Without `validate` the members of
 * StartChatContact are not held against AWS's model.
 */
export function planOf(input: CheckInput, validate = true): CheckPlan {
  const problems = inputProblems(input, { validate });
  if (problems.length > 0) throw invalidInput(problems);
  const flow = flowName(input.contactFlowId) as ResourceName;
  const instance = input.instanceId === undefined ? undefined : instanceName(input.instanceId);
  const instanceId = instance?.id ?? flow.instanceId ?? "";
  const { timeoutSeconds = defaults.timeoutSeconds } = input;
  const place = flow.accountId ? flow : (instance ?? flow);
  return {
    instanceId,
    contactFlowId: flow.id,
    instanceArn: place.accountId && instanceArn(place, instanceId),
    request: startRequest(withConversation(input), { instanceId, contactFlowId: flow.id }),
    warnings: (validate ? inputWarnings(input) : []).map(({ path, message }) => `${path}: ${message}.`),
    connectWithinSeconds: input.connectWithinSeconds ?? Math.min(defaults.connectWithinSeconds, timeoutSeconds),
    timeoutSeconds,
    expectFirstMessage: input.expectFirstMessage,
    conversation: input.conversation,
    allowAgents: input.allowAgents ?? false,
    allowEnd: input.allowEnd ?? false,
    retries: input.retries ?? defaults.retries,
    retryDelaySeconds: input.retryDelaySeconds ?? defaults.retryDelaySeconds,
    target: {
      region: input.region ?? place.region,
      profile: input.profile,
      endpoint: input.endpoint,
      assumeRole: input.assumeRole,
    },
  };
}
