import type { ActionContext, Effect } from "../flow-run.js";
import { isTrue, record } from "../record.js";

/** Changes fields of the case that `$.Case` holds, or that `case_id` names; links the contact to it if asked for. */
export function UpdateCase({
  parameters,
  contact,
  memory,
  cases,
}: Pick<ActionContext, "parameters" | "contact" | "memory" | "cases">): Effect {
  const { case_id: written, ...fields } = record(parameters.CaseRequestFields);
  const id = written ?? record(memory.get("Case")).case_id;
  const [found] = id === undefined ? cases.linkedTo(contact.id) : cases.find({ case_id: id });
  if (!found) return { kind: "error", errorType: "NoMatchingError" };
  cases.update(found, fields);
  if (isTrue(parameters.LinkContactToCase)) found.contacts.add(contact.id);
  return { kind: "success" };
}
