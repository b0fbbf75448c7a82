import type { Behaviour } from "./options.js";
import type { Quotas } from "./quotas.js";

/** Sentences on contact attributes that no contact can have: too many bytes in all, or keys of other characters. */
export function attributeProblems(
  attributes: Readonly<Record<string, string>> | undefined,
  { contactAttributeBytes: most }: Pick<Quotas, "contactAttributeBytes">,
): string[] {
  const entries = Object.entries(attributes ?? {});
  const bytes = entries.reduce((sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value), 0);
  const badKeys = entries.map(([key]) => key).filter((key) => !/^[A-Za-z0-9_-]+$/.test(key));
  return [
    ...(bytes > most ? [`Attributes have ${bytes} bytes; ${most} is the limit.`] : []),
    ...(badKeys.length > 0 ? [`Attribute keys hold letters, digits, - and _ only: ${badKeys.join(", ")}.`] : []),
  ];
}

/** What a contact's attributes become by an update: keys are added and replaced; an empty value may remove its key. */
export function updatedAttributes(
  attributes: ReadonlyMap<string, string>,
  update: Readonly<Record<string, string>>,
  { emptyAttribute }: Pick<Behaviour, "emptyAttribute">,
): Map<string, string> {
  const result = new Map(attributes);
  for (const [key, value] of Object.entries(update)) {
    if (value === "" && emptyAttribute === "removed") result.delete(key);
    else result.set(key, value);
  }
  return result;
}
