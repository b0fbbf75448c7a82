import type { ActionContext, Effect } from "../flow-run.js";
import { record, rememberProfile } from "./profile-data.js";
import { profileOf } from "./profile-of.js";

/** Changes fields of a profile. */
export function UpdateCustomerProfile(
  context: Pick<ActionContext, "parameters" | "memory" | "customerProfiles">,
): Effect {
  const profile = profileOf(context);
  if (!profile) return { kind: "error", errorType: "NoMatchingError" };
  const { ProfileId: _id, ...fields } = record(context.parameters.ProfileRequestData);
  Object.assign(profile.fields, fields);
  rememberProfile(context.memory, profile, context.parameters.ProfileResponseData);
  return { kind: "success" };
}
