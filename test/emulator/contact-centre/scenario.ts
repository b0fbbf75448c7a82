import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { StartChatContactRequest } from "@aws-sdk/client-connect";
import { parse } from "yaml";
import type { Stub } from "../../../provider/emulator/flow-run.js";
import type { InstanceDefinition } from "../../../provider/emulator/instance/definition.js";
import type { Outcome } from "../../../provider/flow/branch.js";
import { root } from "../../project/root.js";

/** What an instance can lose after its flows were published. */
export const losable = ["flows", "modules", "queues", "hoursOfOperation", "views", "lambda", "lex"] as const;

/** A chat of a customer, as it was worked out from what is known of Amazon Connect. */
export interface Scenario {
  readonly title: string;
  /** The flow that the chat starts with. Default: the file's. */
  readonly flow?: string;
  /** When the chat starts. */
  readonly at: string;
  readonly start: Partial<StartChatContactRequest>;
  /** What the instance has otherwise; lists are changed by name, and `null` takes something out. */
  readonly instance?: object;
  readonly gone?: { readonly [Kind in (typeof losable)[number]]?: readonly string[] };
  /** Outcomes by action: each time, or one after the other. */
  readonly stub?: Readonly<Record<string, WrittenOutcome | readonly WrittenOutcome[]>>;
  /** What is seen in the chat window; what the customer does in it is done. */
  readonly talk: readonly TalkLine[];
  /** To which time nothing else is to happen, such as `5:00`. Default: the time of the last line. */
  readonly until?: string;
  /** The last branch that was taken, as an action and a label. */
  readonly last: string;
  /** `open`, `waiting in QUEUE`, or why it ended. */
  readonly end: string;
  /** Contact attributes, among others. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** Parameters that actions ran with, among others. */
  readonly ran?: Readonly<Record<string, object>>;
}

/** `0:20 AGENT Jane joined`; or of a message, with what is said or shown. */
export type TalkLine = string | Readonly<Record<string, unknown>>;

/** An error's type, `success`, or a result. */
type WrittenOutcome = string | { readonly result: string };

export interface Example {
  readonly name: string;
  readonly instanceFile: string;
  readonly definition: InstanceDefinition;
  readonly flow: string;
  /** Identifiers by flow and by the name that the scenarios have for an action. */
  readonly actions: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly scenarios: readonly Scenario[];
}

const folder = join(root, "test/emulator/contact-centre");
const defaults = { at: "2026-01-05T09:00:00Z", start: {} };

export function examples(): Example[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".yaml"))
    .map((file) => exampleOf(basename(file, ".yaml")));
}

function exampleOf(name: string): Example {
  const home = join(root, "examples/contact-centre", name);
  const instanceFile = join(home, "instance.yaml");
  const written = parse(readFileSync(join(folder, `${name}.yaml`), "utf8")) as Omit<Example, "name">;
  const scenarios = written.scenarios.map((scenario) => repeated({ ...defaults, ...scenario }) as Scenario);
  const definition = withPaths(parse(readFileSync(instanceFile, "utf8")), home) as InstanceDefinition;
  return { ...written, name, instanceFile, definition, scenarios };
}

/** The instance of a scenario. */
export function definitionFor({ definition, name }: Example, { instance }: Scenario): InstanceDefinition {
  const home = join(root, "examples/contact-centre", name);
  return instance ? (changed(definition, withPaths(instance, home)) as InstanceDefinition) : definition;
}

/** The flow and the identifier of an action, by its name in the scenarios. */
export function actionNamed({ actions }: Example, name: string): { flow: string; identifier: string } {
  const found = Object.entries(actions).flatMap(([flow, identifiers]) => {
    const identifier = identifiers[name];
    return identifier === undefined ? [] : [{ flow, identifier }];
  });
  const [only, another] = found;
  if (!only || another) throw new Error(`${found.length} actions are named ${name}.`);
  return only;
}

export function stubOf(example: Example, { stub = {} }: Scenario): Stub {
  const outcomes = Object.entries(stub).map(([name, written]) => {
    const one = Array.isArray(written) ? undefined : outcomeOf(written as WrittenOutcome);
    const more = Array.isArray(written) ? (written as WrittenOutcome[]).map(outcomeOf) : [];
    return { ...actionNamed(example, name), next: () => one ?? more.shift() };
  });
  return ({ flow, identifier }) =>
    outcomes.find((outcome) => outcome.flow === flow && outcome.identifier === identifier)?.next();
}

function outcomeOf(written: WrittenOutcome): Outcome {
  if (typeof written !== "string") return { kind: "result", value: written.result };
  return written === "success" ? { kind: "success" } : { kind: "error", errorType: written };
}

/** `{ repeat: x, times: 3 }` stands for `xxx`. */
function repeated(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(repeated);
  if (!isRecord(value)) return value;
  if ("repeat" in value && "times" in value) return String(value.repeat).repeat(Number(value.times));
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, repeated(entry)]));
}

/** Paths as the instance file has them are relative to it; those of a definition that is no file must not be. */
function withPaths(value: unknown, home: string): unknown {
  if (typeof value === "string") return /^(?:\.\/|[\w-]+(?:\.\w+)*\.json$)/.test(value) ? join(home, value) : value;
  if (Array.isArray(value)) return value.map((entry) => withPaths(entry, home));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withPaths(entry, home)]));
}

function changed(value: unknown, change: unknown): unknown {
  if (Array.isArray(value) && isRecord(change)) {
    return value.map((entry: { readonly name: string }) => changed(entry, change[entry.name] ?? {}));
  }
  if (!isRecord(value) || !isRecord(change)) return change;
  const entries = Object.entries(change).map(([key, entry]) => [
    key,
    key === "answer" ? entry : changed(value[key], entry),
  ]);
  return Object.fromEntries(Object.entries({ ...value, ...Object.fromEntries(entries) }).filter(([, v]) => v !== null));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
