import type { ActionContext, Effect } from "../flow-run.js";

/** Ends this flow and leaves the contact in the target queue; without one the error branch. */
export function TransferContactToQueue({ contact, clock }: Pick<ActionContext, "contact" | "clock">): Effect {
  if (!contact.targetQueue || contact.queue) return { kind: "error", errorType: "NoMatchingError" };
  contact.queue = { ...contact.targetQueue, enqueued: clock.now() };
  return { kind: "finished", result: `queued in ${contact.queue.name}` };
}
