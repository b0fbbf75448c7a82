import type { ActionContext, Effect } from "../flow-run.js";
import { record, textOf } from "../record.js";
import { targetContact } from "./target-contact.js";

const mostBytes = 32_768;

/**
 * Sets attributes of the contact, or of the related one, all or none; more than 32,768 bytes in all take the error
 * branch, as does a related contact that there is not.
 */
export function UpdateContactAttributes({
  parameters,
  contact,
  warn,
}: Pick<ActionContext, "parameters" | "contact" | "warn">): Effect {
  const target = targetContact(contact, parameters);
  if (!target) {
    warn("The contact has no related contact.");
    return { kind: "error", errorType: "NoMatchingError" };
  }
  const attributes = new Map(target.attributes);
  for (const [key, value] of Object.entries(record(parameters.Attributes))) attributes.set(key, textOf(value));
  const bytes = [...attributes].reduce(
    (sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value),
    0,
  );
  if (bytes > mostBytes) {
    warn(`The attributes would have ${bytes} bytes; ${mostBytes} is the limit.`);
    return { kind: "error", errorType: "NoMatchingError" };
  }
  for (const [key, value] of attributes) target.attributes.set(key, value);
  target.touch();
  return { kind: "success" };
}
