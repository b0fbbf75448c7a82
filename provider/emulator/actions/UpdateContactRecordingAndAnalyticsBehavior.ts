import type { ActionContext, Effect } from "../flow-run.js";

/** Recording and analytics, which the conversation does not show; a behaviour for voice does not match the channel. */
export function UpdateContactRecordingAndAnalyticsBehavior({ parameters }: Pick<ActionContext, "parameters">): Effect {
  if (parameters.VoiceBehavior !== undefined) return { kind: "error", errorType: "ChannelMismatch" };
  return { kind: "success" };
}
