import type { ActionContext, Effect } from "../flow-run.js";

const mostBytes = 32_768;

/** Sets contact attributes, all or none; more than 32,768 bytes in all take the error branch. */
export function UpdateContactAttributes({
  parameters,
  contact,
  warn,
}: Pick<ActionContext, "parameters" | "contact" | "warn">): Effect {
  if (parameters.TargetContact === "Related") {
    warn("The contact has no related contact.");
    return { kind: "error", errorType: "NoMatchingError" };
  }
  const attributes = new Map(contact.attributes);
  for (const [key, value] of Object.entries(parameters.Attributes ?? {})) attributes.set(key, String(value));
  const bytes = [...attributes].reduce(
    (sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value),
    0,
  );
  if (bytes > mostBytes) {
    warn(`The attributes would have ${bytes} bytes; ${mostBytes} is the limit.`);
    return { kind: "error", errorType: "NoMatchingError" };
  }
  for (const [key, value] of attributes) contact.attributes.set(key, value);
  contact.touch();
  return { kind: "success" };
}
