import type { ActionContext, Effect } from "../flow-run.js";
import { targetContact } from "./target-contact.js";

/** Sets Name, Description, LanguageCode, CustomerId and the like of the contact, or of the related one. */
export function UpdateContactData({
  parameters,
  contact,
  warn,
}: Pick<ActionContext, "parameters" | "contact" | "warn">): Effect {
  const target = targetContact(contact, parameters);
  if (!target) {
    warn("The contact has no related contact.");
    return { kind: "error", errorType: "NoMatchingError" };
  }
  for (const [name, value] of Object.entries(parameters)) {
    if (name !== "TargetContact" && typeof value === "string") target.data[name] = value;
  }
  target.touch();
  return { kind: "success" };
}
