import { relative, resolve } from "node:path";
import { type Emulator, type EmulatorOptions, NotEmulatedError, startEmulator } from "../emulator/index.js";
import { ChatCheckError } from "../errors.js";
import { type CommandIo, exitCodes } from "./command.js";
import { type FlowFileEvent, FlowFiles } from "./flow-files.js";
import { defineCommand, wrongUse } from "./options.js";

const clocks = ["real", "instant", "manual"] as const;

/** Serves Amazon Connect chat until it is told to stop. */
export const emulate = defineCommand({
  name: "emulate",
  description:
    "Runs Amazon Connect chat on this machine until it is stopped. Prints the endpoint, the ids to use, and what to set in the environment of the programs that are to reach it. A flow is loaded again when its file changes.",
  options: {
    port: { value: "PORT", description: "Default 4510; 0 is any free one" },
    flows: { value: "DIR", description: "A folder of exported flows, one .json file each; or one such file" },
    clock: {
      value: "CLOCK",
      choices: clocks,
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
  async run({ port = "4510", flows, clock, host, json, log }, _operands, io) {
    if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
      throw wrongUse("emulate", [`--port is a number from 0 to 65535, not ${port}`]);
    }
    const stopped = new Promise<void>((stop) => {
      io.onStop(stop);
    });
    const emulator = await started({
      port: Number(port),
      clock: clock as EmulatorOptions["clock"],
      host,
      log: log ? (line) => io.err(`${line}\n`) : undefined,
    });
    let stopWatching = () => {};
    try {
      const files = flows === undefined ? undefined : flowFiles(emulator, flows, io);
      io.out(json ? jsonLine(emulator, files) : overview(emulator, files, io));
      if (files) stopWatching = files.watch(io.surroundings, (events) => tell(events, io));
      await stopped;
    } finally {
      stopWatching();
      await emulator.close();
    }
    return exitCodes.held;
  },
});

async function started(options: EmulatorOptions): Promise<Emulator> {
  const { host = "127.0.0.1", port } = options;
  try {
    return await startEmulator(options);
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall !== "listen" && syscall !== "getaddrinfo") throw error;
    const taken = code === "EADDRINUSE";
    throw new ChatCheckError({
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
}

/** Every flow of the folder. One with actions that are not emulated is told, and the others are served. */
function flowFiles(emulator: Emulator, path: string, io: CommandIo): FlowFiles {
  let files: FlowFiles;
  let events: FlowFileEvent[];
  try {
    files = new FlowFiles(emulator, resolve(io.folder, path));
    events = files.read();
  } catch (error) {
    throw wrongUse("emulate", [`--flows ${path} cannot be read: ${reason(error)}`]);
  }
  if (events.length === 0) throw wrongUse("emulate", [`--flows ${path} has no .json file`]);
  const refused = events.filter((event) => event.kind === "refused");
  const problems = refused.filter(({ error }) => !(error instanceof NotEmulatedError));
  if (problems.length > 0) {
    throw wrongUse(
      "emulate",
      problems.map(({ file, error }) => `${relative(io.folder, file)}: ${reason(error).replace(/\.$/, "")}`),
    );
  }
  for (const { file, error } of refused) io.err(`${relative(io.folder, file)} is not served: ${reason(error)}\n`);
  return files;
}

function tell(events: readonly FlowFileEvent[], io: CommandIo): void {
  for (const event of events) {
    const file = relative(io.folder, event.file);
    if (event.kind === "refused") io.err(`${file} cannot be used; nothing has changed: ${reason(event.error)}\n`);
    else io.err(`${file}: the flow ${event.flow.name} (${event.flow.id}) is ${event.kind}.\n`);
  }
}

function jsonLine({ url, region, instanceId, instanceArn, flows }: Emulator, files: FlowFiles | undefined): string {
  const fileOf = new Map(files?.flows.map(({ flow, file }) => [flow.id, file]));
  const listed = flows.map(({ name, id, arn, type }) => ({ name, id, arn, type, file: fileOf.get(id) }));
  return `${JSON.stringify({ endpoint: url, region, instanceId, instanceArn, flows: listed })}\n`;
}

function overview({ url, region, instanceId, flows }: Emulator, files: FlowFiles | undefined, io: CommandIo): string {
  const fileOf = new Map(files?.flows.map(({ flow, file }) => [flow.id, relative(io.folder, file)]));
  const widest = Math.max(0, ...flows.map(({ name }) => name.length));
  const lines = flows.map(({ name, id, type }) =>
    ["", name.padEnd(widest), id, type, fileOf.get(id) ?? ""].join("  ").trimEnd(),
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

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
