import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import * as v from "valibot";
import { isNode, LineCounter, parseDocument } from "yaml";
import { ChatCheckError, problemList } from "../errors.js";
import { type FileProblem, problemLine } from "./file.js";
import { exactly, someText } from "./schema.js";

/** Where conversations are held, as `chat-check.yaml` tells it; paths in it are relative to its folder. */
export interface Configuration {
  readonly emulator?: EmulatorConfiguration;
  /** Instances of Amazon Connect by a name of the user's. */
  readonly targets?: Readonly<Record<string, InstanceConfiguration>>;
}

export interface EmulatorConfiguration {
  /** An instance file. */
  readonly instance?: string;
  /** Exported flows: folders and files. */
  readonly flows?: string | readonly string[];
  /** An emulator that runs already, in place of one of the run's own. */
  readonly url?: string;
  /** Makes ids and chance repeatable. */
  readonly seed?: number;
  /** Points on which no source says what AWS does. */
  readonly behaviour?: Readonly<Record<string, unknown>>;
}

export interface InstanceConfiguration {
  /** Id or ARN. */
  readonly instanceId: string;
  /** Default: what the AWS SDK finds. */
  readonly region?: string;
  readonly profile?: string;
  /** A role to take before the first call. */
  readonly assumeRoleArn?: string;
  readonly assumeRoleExternalId?: string;
  /** Endpoint of both APIs, in place of AWS's own. */
  readonly endpoint?: string;
  /** Ids, ARNs or names of the instance's flows, by the name that conversations use. */
  readonly flows?: Readonly<Record<string, string>>;
  /** Conversations that are held at once, at the most. Default 5. */
  readonly parallel?: number;
  /** The account's quota of StartChatContact, in calls a second. Default 5. */
  readonly startsPerSecond?: number;
  /** How many of them may come at once. Default 8. */
  readonly startsAtOnce?: number;
  /** Whether chats may reach people. Default false. */
  readonly allowAgents?: boolean;
}

export const configurationName = "chat-check.yaml";

const texts = v.union([someText, v.array(someText)], "Expected a path or a list of paths");
const least = (number: number) =>
  v.pipe(v.number("Expected a number"), v.minValue(number, `Expected at least ${number}`));
const isCount = (value: number) => Number.isInteger(value) && value >= 1;
const record = (of: v.GenericSchema) => v.record(someText, of, "Expected an object");

const configurationSchema = exactly({
  emulator: v.optional(
    exactly({
      instance: v.optional(someText),
      flows: v.optional(texts),
      url: v.optional(v.pipe(someText, v.url("Expected a URL"))),
      seed: v.optional(v.number("Expected a number")),
      behaviour: v.optional(record(v.unknown())),
    }),
  ),
  targets: v.optional(
    record(
      exactly({
        instanceId: someText,
        region: v.optional(someText),
        profile: v.optional(someText),
        assumeRoleArn: v.optional(someText),
        assumeRoleExternalId: v.optional(someText),
        endpoint: v.optional(v.pipe(someText, v.url("Expected a URL"))),
        flows: v.optional(record(someText)),
        parallel: v.optional(
          v.pipe(v.number("Expected a number"), v.check(isCount, "Expected a whole number from 1 up")),
        ),
        startsPerSecond: v.optional(least(0.1)),
        startsAtOnce: v.optional(least(1)),
        allowAgents: v.optional(v.boolean("Expected true or false")),
      }),
    ),
  ),
}) as unknown as v.GenericSchema<Configuration>;

/** Reads a configuration; throws `INVALID_CONFIGURATION` with everything that is wrong with it, with line and column. */
export function readConfiguration(file: string, folder = dirname(file)): Configuration {
  const shown = relative(folder, file).replaceAll("\\", "/");
  const read = configurationIn(textOf(file), shown);
  if ("configuration" in read) return read.configuration;
  throw invalid(problemList(`${shown} cannot be used`, read.problems.map(problemLine)));
}

/** The configuration that a text in YAML holds, or everything that is wrong with it. */
export function configurationIn(
  text: string,
  file: string,
): { readonly configuration: Configuration } | { readonly problems: readonly FileProblem[] } {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const at = (offset: number) => {
    const { line, col: column } = counter.linePos(offset);
    return { file, line, column };
  };
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ message, pos }) => ({ ...at(pos[0]), path: "", message }));
    return { problems: problems.map((problem) => ({ ...problem, message: problem.message.replace(/\.$/, "") })) };
  }
  const value: unknown = document.toJS({ maxAliasCount: 100 }) ?? {};
  const { success, output, issues = [] } = v.safeParse(configurationSchema, value);
  if (success) return { configuration: output };
  const found = issues.map(({ path = [], message }) => {
    const keys = path.map(({ key }) => key as string | number);
    return { offset: offsetOf(keys), path: keys.join("."), message };
  });
  const inOrder = found.sort((a, b) => a.offset - b.offset);
  return { problems: inOrder.map(({ offset, ...problem }) => ({ ...at(offset), ...problem })) };

  /** Of the value, or of the nearest one around it that is there. */
  function offsetOf(keys: readonly (string | number)[]): number {
    for (let length = keys.length; length > 0; length--) {
      const node: unknown = document.getIn(keys.slice(0, length), true);
      if (isNode(node) && node.range) return node.range[0];
    }
    return 0;
  }
}

/** Folders from `folder` up to `top`, nearest first; only `folder` where it is not inside `top`. */
export function foldersUp(folder: string, top: string): string[] {
  const folders = [folder];
  if (relative(top, folder).startsWith("..")) return folders;
  for (let current = folder; current !== top && dirname(current) !== current; ) {
    current = dirname(current);
    folders.push(current);
  }
  return folders;
}

/** The first of these files that is in a folder. */
export function fileIn(folder: string, ...names: readonly string[]): string | undefined {
  return names.map((name) => join(folder, name)).find((file) => existsSync(file));
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw invalid(`The configuration ${file} cannot be read: ${(cause as Error).message}.`, cause);
  }
}

function invalid(message: string, cause?: unknown): ChatCheckError {
  return new ChatCheckError({
    code: "INVALID_CONFIGURATION",
    message,
    hint: "Correct the file; the README tells what may stand in it.",
    cause,
  });
}
