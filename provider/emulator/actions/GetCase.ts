import type { ActionContext, Effect } from "../flow-run.js";
import { isTrue, record } from "../record.js";
import { caseValue } from "./case-value.js";

/**
 * Finds a case by its fields or, without any, among those that the contact is linked to; with GetLastUpdatedCase the
 * last one that changed. None and several have error branches of their own.
 */
export function GetCase({
  parameters,
  contact,
  memory,
  cases,
}: Pick<ActionContext, "parameters" | "contact" | "memory" | "cases">): Effect {
  const { CaseRequestFields, CaseResponseFields, CustomerId, GetLastUpdatedCase, LinkContactToCase } = parameters;
  const asked = { ...record(CaseRequestFields), ...(CustomerId ? { customer_id: CustomerId } : {}) };
  const fields = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== ""));
  const found = Object.keys(fields).length > 0 ? cases.find(fields) : cases.linkedTo(contact.id);
  const [first, another] = found;
  if (!first) return { kind: "error", errorType: "NoneFound" };
  if (another && !isTrue(GetLastUpdatedCase)) {
    return { kind: "error", errorType: "MultipleFound" };
  }
  if (isTrue(LinkContactToCase)) first.contacts.add(contact.id);
  memory.set("Case", caseValue(first, CaseResponseFields));
  return { kind: "success" };
}
