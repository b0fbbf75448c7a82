import { valueAt } from "../flow/reference.js";
import type { Contact } from "./contact.js";
import { contactValue } from "./contact-value.js";

/**
 * What the blocks of a flow left behind for references, by namespace (`External`, `Lex`, `Views`, `Customer`, …). A
 * contact has one; a module that runs has its own, which sees nothing of its caller's.
 */
export type Memory = Map<string, unknown>;

const ofOneFlow = ["Customer", "Case", "Wisdom", "Loop", "DataTables", "DataTableList"];
const ofLambda = ["External", "LambdaInvocation"];

/** Forgets what lasts no longer than the flow that it was read in. */
export function forgetFlow(memory: Memory): void {
  for (const namespace of ofOneFlow) memory.delete(namespace);
}

/** Forgets the answers of functions, which neither a module sees nor who called it sees afterwards. */
export function forgetFunctions(memory: Memory): void {
  for (const namespace of ofLambda) memory.delete(namespace);
}

/** What a reference stands for: what this flow alone knows, then what blocks left behind, then the contact. */
export function valueAtPath(
  [namespace = "", ...path]: readonly string[],
  {
    contact,
    memory,
    flowAttributes,
  }: { contact: Contact; memory: Memory; flowAttributes: ReadonlyMap<string, string> },
): unknown {
  if (namespace === "FlowAttributes") return valueAt(Object.fromEntries(flowAttributes), path);
  if (memory.has(namespace)) return valueAt(memory.get(namespace), path);
  return contactValue(contact, namespace, path);
}
