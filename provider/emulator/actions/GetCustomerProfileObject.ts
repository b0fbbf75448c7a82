import { valueAt } from "../../flow/reference.js";
import type { ActionContext, Effect } from "../flow-run.js";
import { record } from "../record.js";
import { names } from "./profile-data.js";
import { profileOf } from "./profile-of.js";

/** The latest object of a type that a profile has; its fields stand under `$.Customer.OBJECT_TYPE`. */
export function GetCustomerProfileObject(
  context: Pick<ActionContext, "parameters" | "memory" | "customerProfiles">,
): Effect {
  const { memory, parameters } = context;
  const profile = profileOf(context);
  const { ObjectType: type } = record(parameters.ProfileRequestData);
  const objects = typeof type === "string" ? valueAt(profile?.objects, [type]) : undefined;
  const object = record(Array.isArray(objects) ? objects.at(-1) : undefined);
  if (typeof type !== "string" || Object.keys(object).length === 0)
    return { kind: "error", errorType: "NoMatchingError" };
  const wanted = names(parameters.ProfileResponseData).map((name) => name.slice(name.lastIndexOf(".") + 1));
  const fields = Object.entries(object).filter(([name]) => wanted.length === 0 || wanted.includes(name));
  memory.set("Customer", { ...record(memory.get("Customer")), [type]: Object.fromEntries(fields) });
  return { kind: "success" };
}
