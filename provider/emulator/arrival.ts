import type { Services } from "./operations/operation.js";
import type { Participant } from "./participant.js";

/** The participant is connected: everybody hears of it, and the flow starts where it waits for its customer. */
export function arrive(
  participant: Participant,
  { behaviour, clock, runFlow }: Pick<Services, "behaviour" | "clock" | "runFlow">,
): void {
  clock.stir?.();
  participant.chat.join(participant);
  if (participant.role === "CUSTOMER" && behaviour.flowStart === "subscribed") runFlow(participant.contact);
}
