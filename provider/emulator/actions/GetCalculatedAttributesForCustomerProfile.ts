import type { ActionContext, Effect } from "../flow-run.js";
import { record } from "../record.js";
import { names } from "./profile-data.js";
import { profileOf } from "./profile-of.js";

/** Calculated attributes of a profile, under `$.Customer.CalculatedAttributes`. */
export function GetCalculatedAttributesForCustomerProfile(
  context: Pick<ActionContext, "parameters" | "memory" | "customerProfiles">,
): Effect {
  const { memory, parameters } = context;
  const profile = profileOf(context);
  if (!profile) return { kind: "error", errorType: "NoMatchingError" };
  const wanted = names(parameters.ProfileResponseData).map((name) => name.replace(/^CalculatedAttributes\./, ""));
  const attributes = Object.entries(profile.calculatedAttributes).filter(
    ([name]) => wanted.length === 0 || wanted.includes(name),
  );
  memory.set("Customer", {
    ...record(memory.get("Customer")),
    CalculatedAttributes: Object.fromEntries(attributes),
  });
  return { kind: "success" };
}
