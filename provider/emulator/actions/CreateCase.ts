import type { ActionContext, Effect } from "../flow-run.js";
import { isTrue, record, textOf } from "../record.js";
import { caseValue } from "./case-value.js";

/** Creates a case of a template, linked to the contact if asked for; `$.Case.case_id` names it. */
export function CreateCase({
  parameters,
  contact,
  memory,
  cases,
  warn,
}: Pick<ActionContext, "parameters" | "contact" | "memory" | "cases" | "warn">): Effect {
  const { CaseTemplateId: template, CaseRequestFields: fields, LinkContactToCase: link } = parameters;
  if (typeof template !== "string" || !cases.hasTemplate(template)) {
    warn(`There is no case template ${textOf(template)}.`);
    return { kind: "error", errorType: "NoMatchingError" };
  }
  const created = cases.create(record(fields));
  if (isTrue(link)) created.contacts.add(contact.id);
  memory.set("Case", caseValue(created, parameters.CaseResponseFields));
  return { kind: "success" };
}
