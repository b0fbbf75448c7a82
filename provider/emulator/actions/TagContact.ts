import type { ActionContext, Effect } from "../flow-run.js";
import { record, textOf } from "../record.js";

const mostTags = 6;

/** Adds tags to the contact; more than six in all, or keys of AWS's own, take the error branch and add none. */
export function TagContact({ parameters, contact }: Pick<ActionContext, "parameters" | "contact">): Effect {
  const tags = new Map([
    ...contact.tags,
    ...Object.entries(record(parameters.Tags)).map(([k, v]) => [k, textOf(v)] as const),
  ]);
  const reserved = [...tags.keys()].some((key) => key.toLowerCase().startsWith("aws:"));
  if (tags.size > mostTags || reserved) return { kind: "error", errorType: "NoMatchingError" };
  for (const [key, value] of tags) contact.tags.set(key, value);
  contact.touch();
  return { kind: "success" };
}
