import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { NotEmulatedError } from "../errors.js";
import { Instance } from "../instance.js";
import type { EmulatorOptions, FlowSource } from "../options.js";
import type { InstanceDefinition } from "./definition.js";
import { Files } from "./files.js";
import { missingLines } from "./missing.js";
import { InstanceError, type Problem } from "./problem.js";
import type { ReadDefinition } from "./text.js";

type LoadOptions = Pick<EmulatorOptions, "instance" | "instanceId" | "region" | "accountId" | "flows" | "behaviour">;

/**
 * The instance that the options describe, with its flows. Throws `InstanceError` with every problem of its file and of the
 * files that it names, and `NotEmulatedError` with every action type that the emulator does not have.
 */
export async function loadInstance(options: LoadOptions, now?: () => number): Promise<Instance> {
  const { definition, directory, at } = options.instance === undefined ? nothing : await read(options.instance);
  const files = new Files(directory);
  const problems: Problem[] = [];
  const report: Report = (path, message, file) =>
    problems.push(file === undefined ? { ...at(path), message } : { file, path: "", message });
  absentFiles(definition, files, report);
  if (problems.length > 0) throw new InstanceError(problems);

  const { instance: itself = {} } = definition;
  const instance = new Instance(
    options.instanceId ?? itself.id ?? "11111111-2222-4333-8444-555555555555",
    options.region ?? itself.region ?? "us-east-1",
    options.accountId ?? itself.accountId ?? "123456789012",
    { definition, directory, now, unknownAction: options.behaviour?.unknownAction },
  );
  loadFlows(instance, definition, files, report);
  for (const source of options.flows ?? []) instance.add(source);
  for (const name of Object.keys(definition.values ?? {})) {
    if (instance.placeholderValue(name) === undefined)
      report(["values", name], "The instance has nothing of this name.");
  }
  if (instance.missing === "error") {
    for (const line of missingLines(instance.missingReferences()))
      report(["missing"], `The instance lacks the ${line}.`);
  }
  if (problems.length > 0) throw new InstanceError(problems);
  return instance;
}

type Report = (path: readonly PropertyKey[], message: string, file?: string) => void;

interface Source {
  readonly definition: InstanceDefinition;
  readonly directory?: string;
  readonly at: ReadDefinition["at"];
}

const nothing: Source = { definition: {}, at: () => ({ path: "" }) };

/** What reads definitions is loaded only where there is one: YAML and schema cost more than the rest of the start. */
async function read(source: NonNullable<LoadOptions["instance"]>): Promise<Source> {
  const { readDefinitionText, readDefinitionValue } = await import("./text.js");
  const isFile = typeof source === "string";
  const { definition, problems, at } = isFile
    ? readDefinitionText(textOf(source), source)
    : readDefinitionValue(source);
  if (!definition) throw new InstanceError(problems);
  return { definition, at, ...(isFile ? { directory: dirname(source) } : {}) };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new InstanceError([{ file, path: "", message: `It cannot be read: ${(error as Error).message}.` }]);
  }
}

/** Files that the definition names and that cannot be read. */
function absentFiles(definition: InstanceDefinition, files: Files, report: Report): void {
  const check = (path: readonly PropertyKey[], reading: () => unknown) => {
    try {
      reading();
    } catch (error) {
      report(path, `It cannot be read: ${(error as Error).message}.`);
    }
  };
  for (const kind of ["flows", "modules"] as const) {
    for (const { path, written } of sourcesOf(definition[kind], kind)) {
      check(path, () => files.flowFiles(typeof written === "string" ? written : written.file));
    }
  }
  for (const [index, { template, inputSchema }] of (definition.views ?? []).entries()) {
    for (const [key, content] of Object.entries({ template, inputSchema })) {
      if (content !== undefined) check(["views", index, key], () => files.json(content));
    }
  }
  for (const [index, entry] of (definition.lambda ?? []).entries()) {
    if ("handler" in entry) check(["lambda", index, "handler"], () => files.readable(fileOf(entry.handler)));
  }
  for (const [index, { codeHook }] of (definition.lex ?? []).entries()) {
    if (typeof codeHook === "string") check(["lex", index, "codeHook"], () => files.readable(fileOf(codeHook)));
  }
}

function loadFlows(instance: Instance, definition: InstanceDefinition, files: Files, report: Report): void {
  const sources = (["flows", "modules"] as const).flatMap((kind) =>
    sourcesOf(definition[kind], kind).flatMap(({ written }) =>
      files
        .flowFiles(typeof written === "string" ? written : written.file)
        .map((file) => ({ kind, source: typeof written === "string" ? { file } : { ...written, file } })),
    ),
  );
  const notEmulated: NotEmulatedError[] = [];
  const load = (replacing: boolean) => {
    for (const { kind, source } of sources) {
      try {
        if (kind === "modules") instance.loadModule(source, replacing);
        else instance.add(source, replacing);
      } catch (error) {
        if (error instanceof NotEmulatedError) notEmulated.push(error);
        else report([], (error as Error).message, source.file);
      }
    }
  };
  load(false);
  if (notEmulated.length > 0) {
    const missing = [...new Set(notEmulated.flatMap((error) => error.missing))];
    throw new NotEmulatedError(missing, notEmulated.map(({ message }) => message).join(" "));
  }
  if (namesFlows(definition)) load(true);
}

/** Whether a placeholder stands for a flow's ARN, which is only known when all flows are. */
function namesFlows({ values = {} }: InstanceDefinition): boolean {
  return Object.values(values).some((value) => typeof value === "object" && ("flow" in value || "module" in value));
}

type Written = string | Extract<FlowSource, { readonly file: string }>;

function sourcesOf(
  written: InstanceDefinition["flows"] | InstanceDefinition["modules"],
  kind: string,
): { path: readonly PropertyKey[]; written: Written }[] {
  if (written === undefined) return [];
  if (typeof written === "string") return [{ path: [kind], written }];
  return written.map((entry, index) => ({ path: [kind, index], written: entry }));
}

/** Of `./lambda/lookup.ts#handler`. */
function fileOf(handler: string): string {
  return handler.slice(0, handler.indexOf("#"));
}
