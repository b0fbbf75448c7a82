import type { ActionContext, Effect } from "../flow-run.js";
import { record, rememberProfile } from "./profile-data.js";

/** Creates a profile with the fields that are given. */
export function CreateCustomerProfile({
  parameters,
  memory,
  customerProfiles,
}: Pick<ActionContext, "parameters" | "memory" | "customerProfiles">): Effect {
  const fields = Object.entries(record(parameters.ProfileRequestData)).filter(([, value]) => value !== "");
  if (fields.length === 0) return { kind: "error", errorType: "NoMatchingError" };
  const profile = customerProfiles.create(Object.fromEntries(fields));
  memory.delete("Customer");
  rememberProfile(memory, profile, parameters.ProfileResponseData);
  return { kind: "success" };
}
