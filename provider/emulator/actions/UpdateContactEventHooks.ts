import type { ActionContext, Effect } from "../flow-run.js";
import type { Flow } from "../instance/resources.js";
import { isTrue, record, textOf } from "../record.js";

/** The type of flow that is meant for each event; no source says what AWS does with others. */
const hooks: ReadonlyMap<string, string> = new Map([
  ["AgentWhisper", "AGENT_WHISPER"],
  ["CustomerWhisper", "CUSTOMER_WHISPER"],
  ["CustomerQueue", "CUSTOMER_QUEUE"],
  ["CustomerRemaining", "CONTACT_FLOW"],
  ["DefaultAgentUI", "CONTACT_FLOW"],
  ["DisconnectAgentUI", "CONTACT_FLOW"],
  ["PauseContact", "CONTACT_FLOW"],
  ["ResumeContact", "CONTACT_FLOW"],
]);
const voiceHooks = ["AgentHold", "CustomerHold"];
/** Set, but what they are for is not here: an agent's workspace, and tasks. */
const silentHooks = ["DefaultAgentUI", "DisconnectAgentUI", "PauseContact", "ResumeContact"];

/**
 * Sets the flow for an event: one event an action. Hold flows are for voice: on chat they take the error branch, as a
 * flow does that is not there or was never published.
 */
export function UpdateContactEventHooks({
  parameters,
  instance,
  life,
  warn,
}: Pick<ActionContext, "parameters" | "instance" | "life" | "warn">): Effect {
  const entries = Object.entries(record(parameters.EventHooks));
  const [[hook, written] = ["", ""]] = entries;
  const flow = typeof written === "string" && written !== "" ? instance.flow(written) : undefined;
  const problem = entries.length === 1 ? problemOf(hook, written, flow) : "EventHooks needs exactly one event.";
  if (!flow || problem) {
    warn(problem ?? "");
    return { kind: "error", errorType: "NoMatchingError" };
  }
  const type = hooks.get(hook);
  if (flow.type !== type) warn(`The flow ${flow.name} is of type ${flow.type}; ${hook} is for one of type ${type}.`);
  if (silentHooks.includes(hook)) warn(`${hook} is set, but nothing here runs its flow.`);
  if (isDisabled(parameters.EventHooksConfiguration, hook)) {
    warn("No source says what DisableExecution does; here the flow does not run.");
    life.eventHooks.delete(hook);
  } else life.eventHooks.set(hook, flow.id);
  return { kind: "success" };
}

function problemOf(hook: string, written: unknown, flow: Flow | undefined): string | undefined {
  if (voiceHooks.includes(hook)) return `${hook} is for voice.`;
  if (!hooks.has(hook)) return `There is no event ${hook}.`;
  if (!flow) return `The instance has no flow ${textOf(written)}.`;
  return flow.status === "PUBLISHED" ? undefined : `The flow ${flow.name} is saved but not published.`;
}

/** `{ "AgentWhisper": { "DisableExecution": "true" } }`, of which exports have `false` alone. */
function isDisabled(configuration: unknown, hook: string): boolean {
  return isTrue(record(record(configuration)[hook]).DisableExecution);
}
