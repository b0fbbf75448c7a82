import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { type FlowDocument, parseFlow } from "../flow/document.js";
import { actionTypes } from "./actions/index.js";
import { NotEmulatedError } from "./errors.js";
import { nameBasedId } from "./identifiers.js";
import type { FlowSource } from "./options.js";

export interface Flow {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly type: string;
  readonly document: FlowDocument;
}

/** The one Amazon Connect instance that the emulator plays, and the flows in it. */
export class Instance {
  readonly arn: string;
  private readonly flowsById = new Map<string, Flow>();

  constructor(
    readonly id: string,
    readonly region: string,
    readonly accountId: string,
  ) {
    this.arn = `arn:aws:connect:${region}:${accountId}:instance/${id}`;
  }

  get flows(): Flow[] {
    return [...this.flowsById.values()];
  }

  /** By id or ARN; of an ARN only the last segment counts, since exports carry those of the instance they come from. */
  flow(idOrArn: string): Flow | undefined {
    return this.flowsById.get(idOrArn.slice(idOrArn.lastIndexOf("/") + 1));
  }

  flowNamed(name: string): Flow | undefined {
    return this.flows.find((flow) => flow.name === name);
  }

  contactArn(contactId: string): string {
    return `${this.arn}/contact/${contactId}`;
  }

  /** Loads a flow, or refuses it with every problem, or with every action type that is not emulated. */
  load(source: FlowSource): Flow {
    const { bytes, name: givenName, type: givenType } = read(source);
    const { document, problems } = parseFlow(bytes);
    const label = givenName ?? "a flow";
    if (!document) throw new Error(`The flow ${label} cannot be used: ${problems.join(" ")}`);
    const name = document.name ?? label;
    const missing = [...new Set([...document.actions.values()].map((action) => action.type))].filter(
      (type) => !actionTypes.has(type),
    );
    if (missing.length > 0) {
      throw new NotEmulatedError(
        missing,
        `The flow ${name} has ${missing.length === 1 ? "an action" : `${missing.length} action types`} that the emulator does not have yet: ${missing.join(", ")}.`,
      );
    }
    const id = document.id ?? nameBasedId(this.id, name);
    const flow = {
      id,
      arn: `${this.arn}/contact-flow/${id}`,
      name,
      type: givenType ?? document.type ?? "CONTACT_FLOW",
      document,
    };
    this.flowsById.set(id, flow);
    return flow;
  }
}

function read(source: FlowSource): { bytes: string | Uint8Array; name?: string; type?: string } {
  if (typeof source === "string") return read({ file: source });
  if ("file" in source) {
    return { bytes: readFileSync(source.file), name: source.name ?? basename(source.file).replace(/\.json$/i, "") };
  }
  const { content, ...rest } = source;
  return { bytes: typeof content === "string" ? content : JSON.stringify(content), ...rest };
}
