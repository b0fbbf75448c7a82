import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { type FlowDocument, parseFlow } from "../flow/document.js";
import { actionTypes } from "./actions/index.js";
import { NotEmulatedError } from "./errors.js";
import type { FlowSource } from "./options.js";

export interface ReadFlow {
  readonly name: string;
  readonly type: string;
  readonly document: FlowDocument;
}

/** Reads a flow to load at start, or refuses it with every problem, or with every action type that is not emulated. */
export function readFlow(source: FlowSource): ReadFlow {
  const { bytes, fileName = "", name: givenName, type: givenType } = read(source);
  const { document, problems } = parseFlow(bytes);
  if (!document) throw new Error(`The flow ${givenName ?? fileName} cannot be used: ${problems.join(" ")}`);
  const name = givenName ?? document.name ?? fileName;
  refuseMissing(name, document);
  return { name, type: givenType ?? document.type ?? "CONTACT_FLOW", document };
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

function read(source: FlowSource): { bytes: string | Uint8Array; fileName?: string; name?: string; type?: string } {
  if (typeof source === "string") return read({ file: source });
  if ("file" in source) {
    const { file, name } = source;
    return { bytes: readFileSync(file), fileName: basename(file).replace(/\.json$/i, ""), name };
  }
  const { content, name, type } = source;
  return { bytes: typeof content === "string" ? content : JSON.stringify(content), name, type };
}
