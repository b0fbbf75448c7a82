import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { decoded, type FlowDocument, parseFlow } from "../flow/document.js";
import { actionTypes } from "./actions/index.js";
import { NotEmulatedError } from "./errors.js";
import { fillPlaceholders, type PlaceholderValue } from "./instance/placeholders.js";
import type { Behaviour, FlowSource } from "./options.js";

export interface ReadFlow {
  /** A module is told by what only modules have: their wrapper, Settings, or an action that ends a module. */
  readonly kind: "flow" | "module";
  readonly name: string;
  readonly type: string;
  readonly document: FlowDocument;
  readonly file?: string;
}

/** Reads a flow to load at start, or refuses it with every problem, or with every action type that is not emulated. */
export function readFlow(
  source: FlowSource,
  valueFor?: PlaceholderValue,
  unknownAction: Behaviour["unknownAction"] = "refused",
): ReadFlow {
  const { text, file, fileName = "", name: givenName, type: givenType } = read(source);
  const filled = valueFor ? fillPlaceholders(text, valueFor) : text;
  const { document, problems } = parseFlow(filled);
  if (!document) throw new Error(`The flow ${givenName ?? fileName} cannot be used: ${problems.join(" ")}`);
  const name = givenName ?? document.name ?? fileName;
  if (unknownAction === "refused") refuseMissing(name, document);
  const kind = isModule(filled, document) ? "module" : "flow";
  return { kind, name, type: givenType ?? document.type ?? "CONTACT_FLOW", document, file };
}

/** Throws `NotEmulatedError` with every action type of the flow that the emulator does not have. */
export function refuseMissing(name: string, document: FlowDocument): void {
  const types = new Set([...document.actions.values()].map((action) => action.type));
  const missing = [...types].filter((type) => !actionTypes.has(type));
  if (missing.length === 0) return;
  const count = missing.length === 1 ? "an action type" : `${missing.length} action types`;
  throw new NotEmulatedError(
    missing,
    `The flow ${name} has ${count} that the emulator does not have yet: ${missing.join(", ")}.`,
  );
}

function isModule(text: string, document: FlowDocument): boolean {
  if (/^\uFEFF?\s*\{\s*"ContactFlowModule"\s*:/.test(text)) return true;
  if ([...document.actions.values()].some(({ type }) => type === "EndFlowModuleExecution")) return true;
  return /"Settings"\s*:/.test(document.content) && "Settings" in JSON.parse(document.content);
}

function read(source: FlowSource): { text: string; file?: string; fileName?: string; name?: string; type?: string } {
  if (typeof source === "string") return read({ file: source });
  if ("file" in source) {
    const { file, name, type } = source;
    return { text: decoded(readFileSync(file)), file, fileName: basename(file).replace(/\.json$/i, ""), name, type };
  }
  const { content, name, type } = source;
  return { text: typeof content === "string" ? content : JSON.stringify(content), name, type };
}
