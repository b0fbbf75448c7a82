import type { Case } from "../cases.js";
import { names } from "./profile-data.js";

/** What `$.Case` has: the id, and the fields that are asked for. */
export function caseValue({ id, fields }: Case, wanted: unknown): Readonly<Record<string, unknown>> {
  const shown = names(wanted).flatMap((name) => (Object.hasOwn(fields, name) ? [[name, fields[name]] as const] : []));
  return { case_id: id, ...Object.fromEntries(shown) };
}
