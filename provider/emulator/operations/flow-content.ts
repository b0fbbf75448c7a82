import { type FlowDocument, parseFlow } from "../../flow/document.js";
import { ServiceError } from "../errors.js";
import { refuseMissing } from "../flow-source.js";
import type { Flow, Instance } from "../instance.js";

/** Publishing validates a content; `InvalidContactFlowException` has its problems in a body of its own shape. */
export function publishable(name: string, content: string): FlowDocument {
  const { document, problems } = parseFlow(content);
  if (!document) {
    const body = { problems: problems.map((message) => ({ message })) };
    throw new ServiceError("InvalidContactFlowException", 400, "The flow is not valid.", body);
  }
  refuseMissing(name, document);
  return document;
}

/** `ID` or `ID:$SAVED`. */
export function flowReference(instance: Instance, reference = ""): { flow: Flow; saved: boolean } {
  const [id = "", alias] = reference.split(":$");
  const flow = instance.flow(id);
  if (!flow) {
    throw new ServiceError("ResourceNotFoundException", 404, "Resource not found of Type: CONTACT_FLOW");
  }
  return { flow, saved: alias === "SAVED" };
}
