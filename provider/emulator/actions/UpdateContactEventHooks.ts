import type { ActionContext, Effect } from "../flow-run.js";

const hooks: ReadonlySet<string> = new Set([
  ...["AgentWhisper", "CustomerWhisper", "CustomerQueue", "CustomerRemaining", "DefaultAgentUI", "DisconnectAgentUI"],
  ...["PauseContact", "ResumeContact"],
]);

/** Sets the flow for an event: one event an action. Hold flows are for voice: on chat they take the error branch. */
export function UpdateContactEventHooks({
  parameters,
  instance,
  life,
  warn,
}: Pick<ActionContext, "parameters" | "instance" | "life" | "warn">): Effect {
  const entries = Object.entries((parameters.EventHooks ?? {}) as Readonly<Record<string, unknown>>);
  const [[hook, written] = ["", ""]] = entries;
  const flow = typeof written === "string" && written !== "" ? instance.flow(written) : undefined;
  const reason =
    entries.length !== 1
      ? "EventHooks needs exactly one event."
      : hook === "AgentHold" || hook === "CustomerHold"
        ? `${hook} is for voice.`
        : !hooks.has(hook)
          ? `There is no event ${hook}.`
          : !flow
            ? `The instance has no flow ${written}.`
            : undefined;
  if (!flow || reason) {
    warn(reason ?? "");
    return { kind: "error", errorType: "NoMatchingError" };
  }
  life.eventHooks.set(hook, flow.id);
  return { kind: "success" };
}
