import type { ActionContext, Effect } from "../flow-run.js";
import { record } from "../record.js";
import { isTooLong, rememberProfile } from "./profile-data.js";

/** Creates a profile with the fields that are given; a value of more than 255 characters takes the error branch. */
export function CreateCustomerProfile({
  parameters,
  memory,
  customerProfiles,
}: Pick<ActionContext, "parameters" | "memory" | "customerProfiles">): Effect {
  const fields = Object.entries(record(parameters.ProfileRequestData)).filter(([, value]) => value !== "");
  if (fields.length === 0 || fields.some(([, value]) => isTooLong(value)))
    return { kind: "error", errorType: "NoMatchingError" };
  const profile = customerProfiles.create(Object.fromEntries(fields));
  memory.delete("Customer");
  rememberProfile(memory, profile, parameters.ProfileResponseData);
  return { kind: "success" };
}
