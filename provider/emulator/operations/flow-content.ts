import { createHash } from "node:crypto";
import { type FlowDocument, parseFlow } from "../../flow/document.js";
import { ServiceError } from "../errors.js";
import { refuseMissing } from "../flow-source.js";
import { type FlowRecord, nothingPublished } from "../instance/resources.js";
import type { Flow, FlowModule, Instance } from "../instance.js";

const mostCharacters = 256_000;
const mostActions = 250;

/** Publishing validates a content; `InvalidContactFlowException` has its problems in a body of its own shape. */
export function publishable(name: string, content: string): FlowDocument {
  return validated(name, content, (problems) => {
    throw new ServiceError("InvalidContactFlowException", 400, "The flow is not valid.", { problems });
  });
}

/** As `publishable`, for a module. */
export function publishableModule(name: string, content: string): FlowDocument {
  return validated(name, content, (problems) => {
    throw new ServiceError("InvalidContactFlowModuleException", 400, "The module is not valid.", {
      Problems: problems,
    });
  });
}

function validated(
  name: string,
  content: string,
  refuse: (problems: readonly { readonly message: string }[]) => never,
): FlowDocument {
  const characters = [...content].length;
  if (characters > mostCharacters) {
    refuse([{ message: `The content has ${characters} characters; ${mostCharacters} is the limit.` }]);
  }
  const { document, problems } = parseFlow(content);
  if (!document) return refuse(problems.map((message) => ({ message })));
  if (document.actions.size > mostActions) {
    refuse([{ message: `The content has ${document.actions.size} actions; ${mostActions} is the limit.` }]);
  }
  refuseMissing(name, document);
  return document;
}

/** What a record holds once this is published; what was saved before is gone. */
export function published(document: FlowDocument) {
  return { status: "PUBLISHED", document, draft: undefined } as const;
}

/** What a record holds once this is saved, beside what is published. */
export function saved(content: string) {
  return { draft: content } as const;
}

/** What a record holds that was only saved. */
export function neverPublished(content: string) {
  return { status: "SAVED", document: nothingPublished, draft: content } as const;
}

/** The published content, or for `$SAVED` the one saved last; 404 for a flow that has never been published. */
export function contentOf(record: FlowRecord, draft: boolean): { content: string; status: "PUBLISHED" | "SAVED" } {
  if (draft && record.draft !== undefined) return { content: record.draft, status: "SAVED" };
  if (record.status === "PUBLISHED") return { content: record.document.content, status: "PUBLISHED" };
  throw new ServiceError("ContactFlowNotPublishedException", 404, "The flow has not been published.");
}

export function sha256(content: string): string {
  return createHash("sha256").update(content).digest("hex");
}

/** `ID` or `ID:$SAVED`. */
export function flowReference(instance: Instance, reference = ""): { flow: Flow; draft: boolean } {
  const { id, draft } = split(reference);
  const flow = id === undefined ? undefined : instance.flow(id);
  if (!flow) throw new ServiceError("ResourceNotFoundException", 404, "Resource not found of Type: CONTACT_FLOW");
  return { flow, draft };
}

/** `ID`, `ID:$SAVED` or `ID:$LATEST`. */
export function moduleReference(instance: Instance, reference = ""): { module: FlowModule; draft: boolean } {
  const { id, draft } = split(reference.replace(/:\$LATEST$/, ""));
  const module = id === undefined ? undefined : instance.modules.find(id);
  if (!module) {
    throw new ServiceError("ResourceNotFoundException", 404, "Resource not found of Type: CONTACT_FLOW_MODULE");
  }
  return { module, draft };
}

/** A version's number, which no flow and no module of the emulator has, is no id. */
function split(reference: string): { readonly id?: string; readonly draft: boolean } {
  const draft = reference.endsWith(":$SAVED");
  const id = draft ? reference.slice(0, -":$SAVED".length) : reference;
  return { id: id.slice(id.lastIndexOf("/") + 1).includes(":") ? undefined : id, draft };
}
