import { relative, resolve } from "node:path";
import {
  type Emulator,
  type EmulatorOptions,
  InstanceError,
  missingLines,
  NotEmulatedError,
  problemLine,
  startEmulator,
} from "../emulator/index.js";
import { ChatCheckError } from "../errors.js";
import { type CommandIo, exitCodes } from "./command.js";
import { type FlowFileEvent, FlowFiles } from "./flow-files.js";
import { defineCommand, wrongUse } from "./options.js";

/** Serves Amazon Connect chat until it is told to stop. */
export const emulate = defineCommand({
  name: "emulate",
  description:
    "Runs Amazon Connect chat on this machine until it is stopped. Prints the endpoint, the ids to use, and what to set in the environment of the programs that are to reach it. A flow is loaded again when its file changes.",
  options: {
    port: { value: "PORT", description: "Default 4510; 0 is any free one" },
    flows: { value: "DIR", description: "A folder of exported flows, one .json file each; or one such file" },
    instance: { value: "FILE", description: "What the instance has: queues, hours, flows, …, in YAML or JSON" },
    clock: {
      value: "CLOCK",
      choices: ["real", "instant", "manual"],
      description:
        "real: time as it passes (default); instant: a flow never waits; manual: time stands still until POST /emulator/clock moves it",
    },
    host: {
      value: "ADDRESS",
      description: "Address to listen on, such as 0.0.0.0. Default 127.0.0.1, which no other machine reaches",
    },
    json: { description: "Print one line of JSON" },
    log: { description: "Write every call, and every action of a flow, to standard error" },
  },
  examples: [
    "chat-check emulate --flows flows",
    "chat-check emulate --flows flows --port 0 --json",
    "curl http://127.0.0.1:4510/emulator/state",
  ],
  async run({ port = "4510", flows, instance, clock, host, json, log }, _operands, io) {
    if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
      throw wrongUse("emulate", [`--port is a number from 0 to 65535, not ${port}`]);
    }
    const stopped = new Promise<void>((stop) => {
      io.onStop(stop);
    });
    const emulator = await startedEmulator({
      port: Number(port),
      clock: clock as EmulatorOptions["clock"],
      host,
      instance: instance && resolve(io.folder, instance),
      log: log ? (line) => io.err(`${line}\n`) : undefined,
    });
    let stopWatching = () => {};
    try {
      const files = flowFiles(emulator, flows, io);
      if (instance) for (const line of missingLines(emulator.missing)) io.err(`The instance lacks the ${line}.\n`);
      io.out(json ? jsonLine(emulator) : overview(emulator, io));
      stopWatching = files.watch(io.surroundings, (events) => tell(events, io));
      await stopped;
    } finally {
      stopWatching();
      await emulator.close();
    }
    return exitCodes.held;
  },
});

/** An emulator for a command, whose users are told of every problem in its terms. */
export async function startedEmulator(options: EmulatorOptions, command = "emulate"): Promise<Emulator> {
  try {
    return await startEmulator(options);
  } catch (error) {
    if (error instanceof InstanceError) throw wrongUse(command, error.problems.map(problemLine).map(withoutStop));
    if (error instanceof NotEmulatedError) throw wrongUse(command, [withoutStop(error.message)]);
    throw cannotListen(error as NodeJS.ErrnoException, options);
  }
}

function cannotListen(error: NodeJS.ErrnoException, { host = "127.0.0.1", port }: EmulatorOptions): Error {
  const { code, syscall } = error;
  if (syscall !== "listen" && syscall !== "getaddrinfo") return error;
  const taken = code === "EADDRINUSE";
  return new ChatCheckError({
    code: "CANNOT_LISTEN",
    message: taken
      ? `Port ${port} of ${host} is in use by another program.`
      : `The emulator cannot listen on port ${port} of ${host} (${code}).`,
    hint: taken
      ? "Stop that program, or name another port with --port; 0 is any free one."
      : "Check --host and --port.",
    cause: error,
  });
}

/** Every flow of the folder. One with actions that are not emulated is told, and the others are served. */
export function flowFiles(emulator: Emulator, path: string | undefined, io: CommandIo, command = "emulate"): FlowFiles {
  let files: FlowFiles;
  let events: FlowFileEvent[];
  try {
    files = new FlowFiles(emulator, path === undefined ? undefined : resolve(io.folder, path));
    events = files.read();
  } catch (error) {
    throw wrongUse(command, [`--flows ${path} cannot be read: ${reason(error)}`]);
  }
  if (path !== undefined && files.isEmpty) throw wrongUse(command, [`--flows ${path} has no .json file of a flow`]);
  const refused = events.filter((event) => event.kind === "refused");
  const problems = refused.filter(({ error }) => !(error instanceof NotEmulatedError));
  if (problems.length > 0) {
    throw wrongUse(
      command,
      problems.map(({ file, error }) => `${shown(io, file)}: ${withoutStop(reason(error))}`),
    );
  }
  for (const { file, error } of refused) io.err(`${shown(io, file)} is not served: ${reason(error)}\n`);
  return files;
}

function tell(events: readonly FlowFileEvent[], io: CommandIo): void {
  for (const event of events) {
    const file = shown(io, event.file);
    if (event.kind === "refused") io.err(`${file} cannot be used, and nothing changes: ${reason(event.error)}\n`);
    else io.err(`${file}: ${event.flow.name} (${event.flow.id}) is ${event.kind}.\n`);
  }
}

function jsonLine({ url, region, instanceId, instanceArn, flows }: Emulator): string {
  const listed = flows.map(({ name, id, arn, type, file }) => ({ name, id, arn, type, file }));
  return `${JSON.stringify({ endpoint: url, region, instanceId, instanceArn, flows: listed })}\n`;
}

function overview({ url, region, instanceId, flows, modules }: Emulator, io: CommandIo): string {
  const all = [...flows, ...modules.map((module) => ({ ...module, type: "module" }))];
  const widest = Math.max(0, ...all.map(({ name }) => name.length));
  const lines = all.map(({ name, id, type, file }) =>
    ["", name.padEnd(widest), id, type, file === undefined ? "" : shown(io, file)].join("  ").trimEnd(),
  );
  return `Amazon Connect chat is emulated at ${url}.

Instance ${instanceId}
${lines.length > 0 ? `Flows\n${lines.join("\n")}` : "No flow is loaded: see --flows."}

In the environment of the programs that are to reach it:
  export AWS_ENDPOINT_URL=${url}
  export AWS_REGION=${region}
  export AWS_ACCESS_KEY_ID=test
  export AWS_SECRET_ACCESS_KEY=test

State, faults and clock: ${url}/emulator. Ctrl-C ends it.
`;
}

/** Relative where that is shorter to read. */
function shown({ folder }: CommandIo, file: string): string {
  const path = relative(folder, file);
  return path.startsWith("..") ? file : path;
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, "");
}
