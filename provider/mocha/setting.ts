import { relative, resolve } from "node:path";
import { instanceName } from "../chat/arn.js";
import {
  configurationName,
  fileIn,
  foldersUp,
  type InstanceConfiguration,
  readConfiguration,
} from "../conversation/configuration.js";
import { ChatCheckError } from "../errors.js";

/** Where conversations are to be held, as plain JSON: the same text is the same place. */
export type Setting = EmulatorSetting | RunningSetting | InstanceSetting;

/** An emulator of the run's own; paths are absolute. */
export interface EmulatorSetting {
  readonly kind: "emulator";
  readonly instance?: string;
  readonly flows: readonly string[];
  readonly seed?: number;
  readonly behaviour?: Readonly<Record<string, unknown>>;
}

/** An emulator that runs already. */
export interface RunningSetting {
  readonly kind: "running";
  readonly url: string;
}

/** An instance of Amazon Connect. */
export interface InstanceSetting extends InstanceConfiguration {
  readonly kind: "instance";
  /** For people: the name in the configuration, or the id. */
  readonly name: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const instanceFiles = ["instance.yaml", "instance.yml", "instance.json"];

/**
 * Where the conversations of a folder are held: what the environment says, else the nearest `chat-check.yaml` or
 * instance file from the folder up to the working directory. Throws a `ChatCheckError` when nothing says it.
 */
export function settingFor(folder: string, workingDirectory: string, environment: Environment): Setting {
  const { CHAT_CHECK_TARGET: target, CHAT_CHECK_INSTANCE_ID: instanceId } = environment;
  const { CHAT_CHECK_EMULATOR_URL: url, CHAT_CHECK_INSTANCE: instance, CHAT_CHECK_FLOWS: flows } = environment;
  if (instanceId) {
    const { AWS_REGION: region, AWS_PROFILE: profile } = environment;
    const place = { ...(region ? { region } : {}), ...(profile ? { profile } : {}) };
    return allowed({ kind: "instance", name: instanceId, instanceId, ...place }, environment);
  }
  if (target && target !== "emulator")
    return allowed(named(target, folder, workingDirectory, environment), environment);
  if (url) return { kind: "running", url: url.replace(/\/$/, "") };
  if (instance || flows) {
    return {
      kind: "emulator",
      ...(instance ? { instance: resolve(workingDirectory, instance) } : {}),
      flows: flows ? [resolve(workingDirectory, flows)] : [],
    };
  }
  return emulatorFor(folder, workingDirectory, environment);
}

function emulatorFor(folder: string, workingDirectory: string, environment: Environment): Setting {
  for (const { file, path } of configurations(folder, workingDirectory, environment)) {
    const { emulator } = file === undefined ? {} : readConfiguration(file, workingDirectory);
    if (emulator) {
      const { url, instance, flows = [], seed, behaviour } = emulator;
      if (url) return { kind: "running", url: url.replace(/\/$/, "") };
      return {
        kind: "emulator",
        ...(instance === undefined ? {} : { instance: resolve(path, instance) }),
        flows: [flows].flat().map((written) => resolve(path, written)),
        ...(seed === undefined ? {} : { seed }),
        ...(behaviour ? { behaviour } : {}),
      };
    }
    const instance = fileIn(path, ...instanceFiles);
    if (instance) return { kind: "emulator", instance, flows: [] };
  }
  throw new ChatCheckError({
    code: "NO_EMULATOR",
    message: `Nothing says what the emulator is to be: from ${folder} up there is neither a ${configurationName} with emulator in it nor an instance.yaml.`,
    hint: "Name a folder of exported flows with --flows DIR (CHAT_CHECK_FLOWS); chat-check instance init DIR writes an instance file for them.",
  });
}

function named(target: string, folder: string, workingDirectory: string, environment: Environment): InstanceSetting {
  const known: string[] = [];
  for (const { file } of configurations(folder, workingDirectory, environment)) {
    const { targets = {} } = file === undefined ? {} : readConfiguration(file, workingDirectory);
    const found = Object.hasOwn(targets, target) ? targets[target] : undefined;
    if (found) return { kind: "instance", name: target, ...found };
    known.push(...Object.keys(targets));
  }
  throw new ChatCheckError({
    code: "TARGET_NOT_FOUND",
    message: `There is no target ${target}; there ${known.length === 0 ? `is none in a ${configurationName}` : `are ${known.join(", ")}`}.`,
    hint: `Write it into ${configurationName}, or name an instance with --instance-id and --region.`,
  });
}

/** Folders in the order in which they are asked, each with its configuration, where it has one. */
function configurations(folder: string, workingDirectory: string, { CHAT_CHECK_CONFIG: given }: Environment) {
  if (given) {
    const file = resolve(workingDirectory, given);
    return [{ file, path: resolve(file, "..") }];
  }
  return foldersUp(folder, workingDirectory).map((path) => ({ file: fileIn(path, configurationName), path }));
}

function allowed(setting: InstanceSetting, { CHAT_CHECK_ALLOW_AGENTS: allow }: Environment): InstanceSetting {
  const name = instanceName(setting.instanceId);
  const { region = name?.region } = setting;
  return {
    ...setting,
    instanceId: name?.id ?? setting.instanceId,
    ...(region === undefined ? {} : { region }),
    ...(isOn(allow) ? { allowAgents: true } : {}),
  };
}

/** For reports: the instance file, relative to the working directory, or what there is in its place. */
export function instanceLabel(setting: Setting): string {
  if (setting.kind === "running") return setting.url;
  if (setting.kind === "instance") return setting.name;
  const path = setting.instance ?? setting.flows[0] ?? "";
  return relative(".", path).replaceAll("\\", "/") || path;
}

/** Whether a switch of the environment is on. */
export function isOn(value: string | undefined): boolean {
  return value !== undefined && !["", "0", "false"].includes(value);
}
