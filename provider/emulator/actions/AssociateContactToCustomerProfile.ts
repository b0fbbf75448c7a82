import type { ActionContext, Effect } from "../flow-run.js";
import { profileOf } from "./profile-of.js";

/** Relates the contact to a profile. */
export function AssociateContactToCustomerProfile(
  context: Pick<ActionContext, "parameters" | "memory" | "customerProfiles" | "contact">,
): Effect {
  const profile = profileOf(context);
  if (!profile) return { kind: "error", errorType: "NoMatchingError" };
  context.contact.customerProfileId = profile.id;
  return { kind: "success" };
}
