import type { FlowDocument } from "../flow/document.js";
import { readFlow } from "./flow-source.js";
import { nameBasedId } from "./identifiers.js";
import type { FlowSource } from "./options.js";

/** A flow as it stands; a change makes a new record, so that a chat goes on in the flow that it began in. */
export interface Flow {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly type: string;
  readonly description?: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** `SAVED`: never published; no chat can start with it. */
  readonly status: "PUBLISHED" | "SAVED";
  readonly document: FlowDocument;
  /** What was saved since the publication. */
  readonly draft?: FlowDocument;
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

  /** Loads an exported flow under the id of the export, or under one that follows from its name. */
  load(source: FlowSource): Flow {
    const { name, type, document } = readFlow(source);
    const id = document.id ?? nameBasedId(this.id, name);
    if (this.flowsById.has(id)) throw new Error(`Two flows are the same one by name or id: ${name}.`);
    return this.put({ id, name, type, document, status: "PUBLISHED" });
  }

  /** Adds a flow, or puts a new record in the place of one with the same id. */
  put(flow: Omit<Flow, "arn">): Flow {
    const whole = { ...flow, arn: `${this.arn}/contact-flow/${flow.id}` };
    this.flowsById.set(flow.id, whole);
    return whole;
  }

  remove(id: string): void {
    this.flowsById.delete(id);
  }
}
