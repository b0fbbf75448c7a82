import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import * as v from "valibot";
import { ChatCheckError, problemList } from "../errors.js";
import { dataIn, type FileProblem, problemLine, problemsOf } from "./file-problem.js";
import { exactly, named, someText } from "./schema.js";

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

const configurationSchema = exactly({
  emulator: v.optional(
    exactly({
      instance: v.optional(someText),
      flows: v.optional(texts),
      url: v.optional(v.pipe(someText, v.url("Expected a URL"))),
      seed: v.optional(v.number("Expected a number")),
      behaviour: v.optional(named(someText, v.unknown())),
    }),
  ),
  targets: v.optional(
    named(
      someText,
      exactly({
        instanceId: someText,
        region: v.optional(someText),
        profile: v.optional(someText),
        assumeRoleArn: v.optional(someText),
        assumeRoleExternalId: v.optional(someText),
        endpoint: v.optional(v.pipe(someText, v.url("Expected a URL"))),
        flows: v.optional(named(someText, someText)),
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
  const data = dataIn(text, file);
  if ("problems" in data) return data;
  const value = data.value ?? {};
  const problems = data.placed(problemsOf(configurationSchema, value));
  return problems.length > 0 ? { problems } : { configuration: value as Configuration };
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
