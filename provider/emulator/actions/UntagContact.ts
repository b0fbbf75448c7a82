import type { ActionContext, Effect } from "../flow-run.js";
import { names } from "./profile-data.js";

/** Takes tags off the contact; keys that it does not have are passed over. */
export function UntagContact({ parameters, contact }: Pick<ActionContext, "parameters" | "contact">): Effect {
  for (const key of names(parameters.TagKeys)) contact.tags.delete(key);
  contact.touch();
  return { kind: "success" };
}
