import type { ActionContext, Effect } from "../flow-run.js";

/** Sets the contact's Name, Description, LanguageCode, CustomerId and the like. */
export function UpdateContactData({ parameters, contact }: Pick<ActionContext, "parameters" | "contact">): Effect {
  for (const [name, value] of Object.entries(parameters)) {
    if (name !== "TargetContact" && typeof value === "string") contact.data[name] = value;
  }
  contact.touch();
  return { kind: "success" };
}
