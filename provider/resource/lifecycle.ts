import { flowName, instanceName } from "../chat/arn.js";
import { validatesParameters } from "../chat/aws-configuration.js";
import { processSurroundings } from "../chat/surroundings.js";
import { runCheck } from "../check/check.js";
import { CheckFailure } from "../check/failure.js";
import { type CheckInput, inputProblems, invalidInput } from "../check/input.js";
import type { CheckOutcome } from "../check/outcome.js";

/** What the engine hands to the provider: the inputs of the class, secrets in clear, and Pulumi's own keys. */
export type ChatCheckInputs = CheckInput & {
  readonly triggers?: readonly unknown[];
  readonly transcriptInErrors?: boolean;
  /** There, and empty, when something that the customer says is secret. */
  readonly transcript?: string;
  readonly __provider?: string;
};

/** The stack's configuration, as Pulumi gives it to `configure`. */
interface StackConfig {
  get(key: string): string | undefined;
}

/** A check that did not hold, let through by `onFailure: "warn"`. */
export interface LetThrough extends Partial<Omit<CheckOutcome, "held">> {
  readonly held: false;
  readonly verdict: string;
}

export type ChatCheckOutputs = CheckOutcome | LetThrough;

interface CheckAnswer {
  readonly inputs: ChatCheckInputs;
  readonly failures?: { property: string; reason: string }[];
}

// Which Node.js the SDK of next year wants is nothing that a deployment should print each time.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

/** What stands in for an output that is not known at preview; exported by Pulumi as `runtime.unknownValue`. */
const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/**
 * Judges the inputs, at preview as well, without any network call. They are returned as given, so that a new version's
 * defaults run no check; only `region` and `profile` of the stack's `aws:` configuration are added. Problems name no
 * `property`, because the engine prints the value of one, secret or not.
 */
export async function check(_olds: unknown, news: ChatCheckInputs, config?: StackConfig): Promise<CheckAnswer> {
  const inputs = withStackConfig(news, config);
  const validate = await validatesParameters(inputs.profile, processSurroundings);
  const problems = inputProblems(checkInput(inputs), { isUnknown, validate });
  if (typeof news.transcriptInErrors !== "boolean" && !isUnknown(news.transcriptInErrors ?? unknownValue)) {
    problems.push({ path: "transcriptInErrors", message: "Expected true or false" });
  }
  if (problems.length === 0) return { inputs };
  const { code, message } = invalidInput(problems);
  return { inputs, failures: [{ property: "", reason: `${code}: ${message}` }] };
}

/** Runs the check; its outputs become the resource's. The id names the check, which outlives its contacts. */
export async function create(inputs: ChatCheckInputs): Promise<{ id: string; outs: ChatCheckOutputs }> {
  return { outs: await outputsOf(inputs), id: processSurroundings.newId() };
}

/** Runs the check again, because an input or a trigger changed. */
export async function update(_id: string, _olds: unknown, news: ChatCheckInputs): Promise<{ outs: ChatCheckOutputs }> {
  return { outs: await outputsOf(news) };
}

async function outputsOf(inputs: ChatCheckInputs): Promise<ChatCheckOutputs> {
  const secret = inputs.transcript !== undefined;
  const outputs = await runCheck(checkInput(inputs), {
    quoteMessages: !secret || inputs.transcriptInErrors === true,
    say: (sentence) => console.error(`ChatCheck of flow ${inputs.contactFlowId}: ${sentence}`),
  }).catch((failure: unknown) => {
    if (inputs.onFailure === "warn" && failure instanceof CheckFailure) return letThrough(failure);
    throw failure;
  });
  // The engine refuses `undefined` in outputs after the check has already run.
  return JSON.parse(JSON.stringify(outputs)) as ChatCheckOutputs;
}

function letThrough({ message, evidence }: CheckFailure): LetThrough {
  return { ...evidence.reached, held: false, verdict: message, transcript: evidence.transcript };
}

function checkInput(inputs: ChatCheckInputs): CheckInput {
  const { triggers, transcriptInErrors, transcript, __provider, ...input } = inputs;
  return input;
}

function withStackConfig(inputs: ChatCheckInputs, config: StackConfig | undefined): ChatCheckInputs {
  const region = inputs.region ?? (namesRegion(inputs) ? undefined : config?.get("aws:region"));
  const profile = inputs.profile ?? config?.get("aws:profile");
  return { ...inputs, ...(region ? { region } : {}), ...(profile ? { profile } : {}) };
}

/** Whether an ARN tells the region, or may yet turn out to. */
function namesRegion({ contactFlowId, instanceId }: ChatCheckInputs): boolean {
  const names = [
    typeof contactFlowId === "string" ? flowName(contactFlowId) : undefined,
    typeof instanceId === "string" ? instanceName(instanceId) : undefined,
  ];
  return names.some((name) => name?.region !== undefined);
}

function isUnknown(value: unknown): boolean {
  return value === unknownValue;
}
