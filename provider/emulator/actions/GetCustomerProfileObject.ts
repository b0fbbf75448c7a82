import type { ActionContext, Effect } from "../flow-run.js";
import { names, record } from "./profile-data.js";
import { profileOf } from "./profile-of.js";

/** The latest object of a type that a profile has; its fields stand under `$.Customer.OBJECT_TYPE`. */
export function GetCustomerProfileObject(
  context: Pick<ActionContext, "parameters" | "memory" | "customerProfiles">,
): Effect {
  const { memory, parameters } = context;
  const profile = profileOf(context);
  const { ObjectType: type } = record(parameters.ProfileRequestData);
  const object = typeof type === "string" ? profile?.objects[type]?.at(-1) : undefined;
  if (!object || typeof type !== "string") return { kind: "error", errorType: "NoMatchingError" };
  const wanted = names(parameters.ProfileResponseData).map((name) => name.slice(name.lastIndexOf(".") + 1));
  const fields = Object.entries(object).filter(([name]) => wanted.length === 0 || wanted.includes(name));
  memory.set("Customer", { ...record(memory.get("Customer")), [type]: Object.fromEntries(fields) });
  return { kind: "success" };
}
