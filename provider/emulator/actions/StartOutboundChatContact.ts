import type { ActionContext, Effect } from "../flow-run.js";
import { record } from "../record.js";

/** Sends an SMS in a contact of its own, which the emulator records and nobody answers. */
export function StartOutboundChatContact({
  parameters,
  contact,
  identifiers,
  warn,
}: Pick<ActionContext, "parameters" | "contact" | "identifiers" | "warn">): Effect {
  const { SourceEndpoint, DestinationEndpoint, ContactFlowArn, ContactSubtype } = parameters;
  const lacking = Object.entries({
    "SourceEndpoint.Address": record(SourceEndpoint).Address,
    "DestinationEndpoint.Address": record(DestinationEndpoint).Address,
    ContactFlowArn,
    ContactSubtype,
  }).filter(([, value]) => typeof value !== "string" || value === "");
  if (lacking.length > 0) {
    warn(`These are missing: ${lacking.map(([name]) => name).join(", ")}.`);
    return { kind: "error", errorType: "NoMatchingError" };
  }
  contact.outboundChats.push({ id: identifiers.id(), parameters });
  return { kind: "success" };
}
