import type { CustomerProfile } from "../customer-profiles.js";
import type { ActionContext } from "../flow-run.js";
import { record } from "../record.js";

/** The profile that ProfileId of the request names, else the one that `$.Customer` holds. */
export function profileOf({
  parameters,
  memory,
  customerProfiles,
}: Pick<ActionContext, "parameters" | "memory" | "customerProfiles">): CustomerProfile | undefined {
  const { ProfileId: written } = record(parameters.ProfileRequestData);
  const id = written ?? record(memory.get("Customer")).ProfileId;
  return typeof id === "string" ? customerProfiles.get(id) : undefined;
}
