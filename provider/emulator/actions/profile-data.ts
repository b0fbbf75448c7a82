import { valueAt } from "../../flow/reference.js";
import type { CustomerProfile } from "../customer-profiles.js";
import type { Memory } from "../memory.js";
import { record } from "../record.js";

const mostCharacters = 255;

/** Whether Customer Profiles does not take a value of a flow. */
export function isTooLong(value: unknown): boolean {
  return typeof value === "string" && [...value].length > mostCharacters;
}

/** Names in ProfileResponseData or CaseResponseFields: a list, or an object with them as values. */
export function names(value: unknown): string[] {
  const list = Array.isArray(value) ? value : Object.values(record(value));
  return list.filter((name): name is string => typeof name === "string");
}

/** Puts a profile where `$.Customer` finds it: its id and ARN, and the fields that are asked for. */
export function rememberProfile(memory: Memory, profile: CustomerProfile, wanted: unknown): void {
  const { id, arn, fields } = profile;
  const shown = names(wanted).map((name) => [name, fieldOf(fields, name)] as const);
  memory.set("Customer", {
    ...record(memory.get("Customer")),
    ProfileId: id,
    ProfileARN: arn,
    ...Object.fromEntries(shown.filter(([, value]) => value !== undefined)),
  });
}

/** `Attributes.tier` names one's own attribute; it is found under that name and in `Attributes`. */
function fieldOf(fields: Readonly<Record<string, unknown>>, name: string): unknown {
  const [first = "", ...rest] = name.split(".");
  return valueAt(fields, rest.length === 0 ? [first] : [first, rest.join(".")]);
}
