import type { ActionContext, Effect } from "../flow-run.js";

/** Lets a Lambda function see each message in flight. The emulator sends messages as they are, and says so. */
export function UpdateContactMediaProcessing({ parameters, warn }: Pick<ActionContext, "parameters" | "warn">): Effect {
  if (parameters.ChatProcessor === undefined) return { kind: "error", errorType: "ChannelMismatch" };
  warn("Messages are not processed in flight here; they are sent as they are.");
  return { kind: "success" };
}
