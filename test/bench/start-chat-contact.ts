import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmulator } from "../../provider/emulator/index.js";
import { root } from "../project/root.js";
import { interleaved, line, type Medians } from "./measure.js";

const rounds = 15;

/** `chat-check start-chat-contact` beside the AWS CLIs, whole processes, each against the same emulator. */
export async function startChatContactBench(): Promise<string[]> {
  const emulator = await startEmulator({ flows: [join(root, "examples/smoke-check/flows/welcome.json")] });
  const home = mkdtempSync(join(tmpdir(), "chat-check-bench-"));
  const environment = {
    PATH: process.env.PATH,
    HOME: home,
    XDG_CACHE_HOME: join(home, "cache"),
    AWS_REGION: emulator.region,
    AWS_DEFAULT_REGION: emulator.region,
    AWS_ACCESS_KEY_ID: "emulator",
    AWS_SECRET_ACCESS_KEY: "emulator",
    AWS_EC2_METADATA_DISABLED: "true",
  };
  const request = [
    ...["--instance-id", emulator.instanceId, "--contact-flow-id", emulator.flow("welcome").id],
    ...["--participant-details", "DisplayName=Ada", "--endpoint-url", emulator.url],
  ];
  const run = (command: string, args: string[], extra: NodeJS.ProcessEnv = {}) =>
    new Promise<void>((resolve, reject) => {
      const child = spawn(command, args, { env: { ...environment, ...extra }, stdio: ["ignore", "ignore", "inherit"] });
      child.once("error", reject);
      child.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`${command} ended with ${code}`))));
    });
  const ours = (...args: string[]) => [join(root, "dist/cli/main.js"), ...args];
  const { CHAT_CHECK_AWS_CLI_1: version1, CHAT_CHECK_AWS_CLI_2: version2 } = process.env;
  let fresh = 0;
  try {
    const cases: Record<string, () => Promise<void>> = {
      node: () => run(process.execPath, ["-e", "0"]),
      help: () => run(process.execPath, ours("--help")),
      cached: () => run(process.execPath, ours("start-chat-contact", ...request)),
      first: () => {
        const cache = { XDG_CACHE_HOME: join(home, `cache-${fresh++}`) };
        return run(process.execPath, ours("start-chat-contact", ...request), cache);
      },
      ...(version1 ? { version1: () => run(version1, ["connect", "start-chat-contact", ...request]) } : {}),
      ...(version2 ? { version2: () => run(version2, ["connect", "start-chat-contact", ...request]) } : {}),
    };
    const times: Medians<string> = await interleaved(cases, rounds);
    const { node = 0, help = 0, cached = 0, first = 0 } = times;
    const beside = (name: string, time: number | undefined, most: readonly [cached: number, first: number] | []) =>
      time === undefined
        ? [`${name} is not installed here (node scripts/clients.mjs installs it): not measured.`]
        : [
            line(`start-chat-contact with cached code, of ${name}'s time`, cached / time, { atMost: most[0] }),
            line(`start-chat-contact for the first time, of ${name}'s time`, first / time, { atMost: most[1] }),
          ];
    return [
      line("chat-check --help, of `node -e 0`'s time", help / node, { atMost: 2 }),
      ...beside("AWS CLI 1", times.version1, [1 / 5, 1 / 4]),
      ...beside("AWS CLI 2", times.version2, []),
    ];
  } finally {
    await emulator.close();
    rmSync(home, { recursive: true, force: true });
  }
}
