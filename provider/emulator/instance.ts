import type { FlowDocument } from "../flow/document.js";
import { type ReadFlow, readFlow } from "./flow-source.js";
import { nameBasedId } from "./identifiers.js";
import { Collection, lastSegment, type Resource } from "./instance/collection.js";
import type { InstanceDefinition } from "./instance/definition.js";
import { Files } from "./instance/files.js";
import { functionName, furnish, lexAliasId, queueOfAgent, withoutQualifier } from "./instance/furnish.js";
import type { PlaceholderValue } from "./instance/placeholders.js";
import { type Reference, type ReferenceKind, references } from "./instance/references.js";
import {
  type Agent,
  type Flow,
  type FlowModule,
  type FlowRecord,
  type HoursOfOperation,
  type LambdaFunction,
  type LexBot,
  nothingPublished,
  type Queue,
  type View,
} from "./instance/resources.js";
import { Tags } from "./instance/tags.js";
import type { Behaviour, FlowSource } from "./options.js";

export type {
  Agent,
  Flow,
  FlowModule,
  HoursOfOperation,
  LambdaFunction,
  LexBot,
  Queue,
  View,
} from "./instance/resources.js";

/** Something that a flow refers to and that the instance does not have. */
export interface MissingReference extends Reference {
  /** The flow or module that needs it. */
  readonly flow: string;
}

export interface InstanceOptions {
  readonly definition?: InstanceDefinition;
  /** The folder of the instance file. Default: the working directory. */
  readonly directory?: string;
  /** Milliseconds since the epoch. Default: stands still at 0. */
  readonly now?: () => number;
  /** What becomes of a flow with an action type that the emulator does not know. Default `refused`. */
  readonly unknownAction?: Behaviour["unknownAction"];
}

type NamedKind = Exclude<ReferenceKind, "placeholder" | "caseTemplate">;

/** The one Amazon Connect instance that the emulator plays, and what is in it. */
export class Instance {
  readonly arn: string;
  readonly definition: InstanceDefinition;
  readonly alias: string;
  /** Milliseconds since the epoch. */
  readonly created: number;
  /** What becomes of a reference to nothing: an error branch, or a thing that is made up. */
  readonly missing: "error" | "default";
  readonly files: Files;
  readonly tags = new Tags();
  /** What DescribeInstanceAttribute answers, by attribute type. */
  readonly attributes = new Map<string, string>();
  readonly now: () => number;
  private readonly unknownAction: Behaviour["unknownAction"];

  readonly modules = new Collection<FlowModule>(withoutQualifier);
  readonly queues = new Collection<Queue>();
  readonly hoursOfOperation = new Collection<HoursOfOperation>();
  readonly prompts = new Collection<Resource>();
  readonly views = new Collection<View>(withoutQualifier);
  readonly agents = new Collection<Agent>();
  readonly lambda = new Collection<LambdaFunction>(functionName);
  readonly lex = new Collection<LexBot>(lexAliasId);
  private readonly contactFlows = new Collection<Flow>();

  constructor(
    readonly id: string,
    readonly region: string,
    readonly accountId: string,
    { definition = {}, directory, now = () => 0, unknownAction = "refused" }: InstanceOptions = {},
  ) {
    this.arn = `arn:aws:connect:${region}:${accountId}:instance/${id}`;
    this.definition = definition;
    this.alias = definition.instance?.alias ?? "emulated";
    this.missing = definition.missing ?? "default";
    this.now = now;
    this.unknownAction = unknownAction;
    this.created = now();
    this.files = new Files(directory);
    furnish(this, definition);
  }

  get flows(): Flow[] {
    return this.contactFlows.all;
  }

  /** By id or ARN; of an ARN only the last segment counts, since exports carry those of the instance they come from. */
  flow(idOrArn: string): Flow | undefined {
    return this.contactFlows.find(idOrArn);
  }

  flowNamed(name: string): Flow | undefined {
    return this.contactFlows.named(name);
  }

  contactArn(contactId: string): string {
    return `${this.arn}/contact/${contactId}`;
  }

  /** The queue that a flow refers to; `undefined` where it is to take the error branch. */
  queue(idOrArn: string): Queue | undefined {
    const found = this.queues.find(idOrArn);
    if (found || this.missing === "error") return found;
    const id = lastSegment(idOrArn);
    const name = this.queues.nameOf(id) ?? id;
    return { id, arn: `${this.arn}/queue/${id}`, name, type: "STANDARD", status: "ENABLED", agents: [] };
  }

  /** The queue of the agent that a flow refers to; `undefined` where it is to take the error branch. */
  agentQueue(idOrArn: string): Queue | undefined {
    const found = this.agents.find(idOrArn);
    if (found) return queueOfAgent(this, found);
    if (this.missing === "error") return undefined;
    const id = lastSegment(idOrArn);
    const name = this.agents.nameOf(id) ?? id;
    return { id, arn: `${this.arn}/queue/agent/${id}`, name, type: "AGENT", status: "ENABLED", agents: [] };
  }

  /** What an ARN of this instance stands for, as far as it can have tags. */
  resource(arn: string): { readonly arn: string } | undefined {
    if (arn === this.arn) return this;
    const kinds = ["flow", "module", "queue", "agent", "hoursOfOperation", "prompt", "view"] as const;
    return kinds.flatMap((kind) => this.collection(kind).all).find((resource) => resource.arn === arn);
  }

  /**
   * Loads an exported flow under the id of the export, or under one that follows from its name. One that has this id
   * already is refused, or replaced: with `true`, or where it has the id that is named.
   */
  load(source: FlowSource, replacing: boolean | string = false): Flow {
    return this.loadedFlow(source, this.read(source), replacing);
  }

  /** As `load`, for a module. */
  loadModule(source: FlowSource, replacing: boolean | string = false): FlowModule {
    return this.loadedModule(source, this.read(source), replacing);
  }

  /** As `load`, for a flow or a module, whichever it is. */
  add(source: FlowSource, replacing: boolean | string = false): Flow | FlowModule {
    const read = this.read(source);
    return read.kind === "module"
      ? this.loadedModule(source, read, replacing)
      : this.loadedFlow(source, read, replacing);
  }

  /** Adds a flow, or puts a new record in the place of one with the same id. */
  put(flow: Omit<Flow, "arn">): Flow {
    this.learnNames(flow.document);
    return this.contactFlows.put({ ...flow, arn: `${this.arn}/contact-flow/${flow.id}` });
  }

  /** Forgets a flow and its tags; whether there was one of that id. */
  remove(id: string): boolean {
    this.tags.forget(`${this.arn}/contact-flow/${id}`);
    return this.contactFlows.remove(id);
  }

  /** As `put`, for a module. */
  putModule(module: Omit<FlowModule, "arn">): FlowModule {
    this.learnNames(module.document);
    return this.modules.put({ ...module, arn: `${this.arn}/flow-module/${module.id}` });
  }

  /** As `remove`, for a module. */
  removeModule(id: string): boolean {
    this.tags.forget(`${this.arn}/flow-module/${id}`);
    return this.modules.remove(id);
  }

  /** What flows and modules refer to and the instance lacks, in the order of the flows. */
  missingReferences(): MissingReference[] {
    return [...this.flows, ...this.modules.all].flatMap(({ name, document }) =>
      referencesOf(document)
        .filter((reference) => !this.has(reference))
        .map((reference) => ({ ...reference, flow: name })),
    );
  }

  /** What a placeholder in a flow file stands for. */
  readonly placeholderValue: PlaceholderValue = (name) => {
    const { values = {} } = this.definition;
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (typeof value !== "object") return value;
    const [kind, reference] = Object.entries(value)[0] ?? [];
    return kind === undefined || reference === undefined
      ? undefined
      : this.collection(kind as NamedKind).any(reference)?.arn;
  };

  private read(source: FlowSource): ReadFlow {
    return readFlow(source, this.placeholderValue, this.unknownAction);
  }

  private loadedFlow(source: FlowSource, read: ReadFlow, replacing: boolean | string): Flow {
    const id = idOf(source) ?? read.document.id ?? nameBasedId(this.id, read.name);
    refuseSecond("flows", read.name, this.contactFlows.has(id) && replacing !== true && replacing !== id);
    const flow = this.put({ ...this.record(source, read), id, type: read.type });
    this.tags.add(flow.arn, tagsOf(source));
    return flow;
  }

  private loadedModule(source: FlowSource, read: ReadFlow, replacing: boolean | string): FlowModule {
    const id = idOf(source) ?? read.document.id ?? nameBasedId(this.id, "flow-module", read.name);
    refuseSecond("modules", read.name, this.modules.has(id) && replacing !== true && replacing !== id);
    const module = this.putModule({ ...this.record(source, read), id, externalInvocation: false });
    this.tags.add(module.arn, tagsOf(source));
    return module;
  }

  private record(source: FlowSource, { name, document, file }: ReadFlow): Omit<FlowRecord, "id" | "arn"> {
    const { description, status = "PUBLISHED" } = typeof source === "object" && "file" in source ? source : {};
    const shared = { name, description, state: "ACTIVE", status, modified: this.now(), file } as const;
    return status === "PUBLISHED"
      ? { ...shared, document }
      : { ...shared, document: nothingPublished, draft: document.content };
  }

  private learnNames(document: FlowDocument): void {
    for (const { kind, reference, name } of referencesOf(document)) {
      if (name === undefined || kind === "placeholder" || kind === "caseTemplate") continue;
      this.collection(kind).call(reference, name);
    }
  }

  private has({ kind, reference }: Reference): boolean {
    if (kind === "placeholder") return false;
    if (kind !== "caseTemplate") return this.collection(kind).find(reference) !== undefined;
    const templates = this.definition.cases?.templates ?? [];
    return templates.some(({ id, name }) => id === reference || name === reference);
  }

  private collection(kind: NamedKind): Collection<Resource> {
    const collections: Readonly<Record<NamedKind, Collection<Resource>>> = {
      flow: this.contactFlows,
      module: this.modules,
      queue: this.queues,
      agent: this.agents,
      hoursOfOperation: this.hoursOfOperation,
      prompt: this.prompts,
      view: this.views,
      lambda: this.lambda,
      lex: this.lex,
    };
    return collections[kind];
  }
}

function referencesOf(document: FlowDocument): Reference[] {
  return document === nothingPublished ? [] : references(document);
}

function refuseSecond(kind: string, name: string, second: boolean): void {
  if (second) throw new Error(`Two ${kind} are the same one by name or id: ${name}.`);
}

function tagsOf(source: FlowSource): Readonly<Record<string, string>> | undefined {
  return typeof source === "object" && "file" in source ? source.tags : undefined;
}

function idOf(source: FlowSource): string | undefined {
  const id = typeof source === "object" && "file" in source ? source.id : undefined;
  return id === undefined ? undefined : lastSegment(id);
}
