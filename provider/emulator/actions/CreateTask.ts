import type { ActionContext, Effect } from "../flow-run.js";
import { textOf } from "../record.js";

/** Creates a task, which the emulator records and nobody works on; `$.Task.ContactId` names it. */
export function CreateTask({
  parameters,
  contact,
  instance,
  identifiers,
  memory,
  warn,
}: Pick<ActionContext, "parameters" | "contact" | "instance" | "identifiers" | "memory" | "warn">): Effect {
  const { Name: name, ContactFlowId: flow, TaskTemplateId: template } = parameters;
  const known = typeof flow === "string" && (instance.flow(flow) !== undefined || instance.missing === "default");
  const reason = !name
    ? "A task needs a name."
    : !template && !known
      ? `The instance has no flow ${textOf(flow)}.`
      : undefined;
  if (reason) {
    warn(reason);
    return { kind: "error", errorType: "NoMatchingError" };
  }
  const id = identifiers.id();
  contact.tasks.push({ id, parameters });
  memory.set("Task", { ContactId: id });
  return { kind: "success" };
}
