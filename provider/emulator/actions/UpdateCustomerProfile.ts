import type { ActionContext, Effect } from "../flow-run.js";
import { record } from "../record.js";
import { isTooLong, rememberProfile } from "./profile-data.js";
import { profileOf } from "./profile-of.js";

/** Changes fields of a profile; a value of more than 255 characters takes the error branch. */
export function UpdateCustomerProfile(
  context: Pick<ActionContext, "parameters" | "memory" | "customerProfiles">,
): Effect {
  const profile = profileOf(context);
  if (!profile) return { kind: "error", errorType: "NoMatchingError" };
  const { ProfileId: _id, ...fields } = record(context.parameters.ProfileRequestData);
  if (Object.values(fields).some(isTooLong)) return { kind: "error", errorType: "NoMatchingError" };
  Object.assign(profile.fields, fields);
  rememberProfile(context.memory, profile, context.parameters.ProfileResponseData);
  return { kind: "success" };
}
