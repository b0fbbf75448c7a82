import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { join } from "node:path";
import { ChatCheckError } from "../errors.js";
import type { CommandIo } from "./command.js";

/** A mocha that is installed. */
export interface InstalledMocha {
  /** Its command. */
  readonly program: string;
  /** What a program loads. */
  readonly main: string;
}

/** The user's own mocha, else one beside this package; throws `MOCHA_MISSING`. */
export function findMocha(folder: string): InstalledMocha {
  for (const base of [join(folder, "package.json"), __filename]) {
    const { resolve } = createRequire(base);
    try {
      return { program: resolve("mocha/bin/mocha.js"), main: resolve("mocha") };
    } catch {}
  }
  throw new ChatCheckError({
    code: "MOCHA_MISSING",
    message: "chat-check test holds conversations with mocha, and mocha is not installed here.",
    hint: "Install it: npm install --save-dev mocha",
  });
}

interface Started {
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Whether it listens to what is typed. */
  readonly listens: boolean;
}

/** Mocha takes no longer to end its contacts. */
const endMilliseconds = 5_000;
/** One Ctrl-C may be told twice: by the terminal, and by the npx that started this process. */
const sameStopMilliseconds = 500;

/**
 * Runs mocha to its end; a stop of this process is passed on, and mocha then ends its contacts before it goes. One that
 * does not go is killed.
 */
export async function runMocha({ program }: InstalledMocha, { args, environment, listens }: Started, io: CommandIo) {
  const child: ChildProcess = spawn(process.execPath, [program, ...args], {
    cwd: io.folder,
    env: { ...environment },
    stdio: [listens ? "inherit" : "ignore", "pipe", "pipe"],
  });
  child.stdout?.setEncoding("utf8").on("data", io.out);
  child.stderr?.setEncoding("utf8").on("data", io.err);
  const release = endOnStop(child, io);
  try {
    const [code] = (await once(child, "close")) as [number | null];
    return code;
  } finally {
    release();
  }
}

/** The answer takes it back. */
function endOnStop(child: ChildProcess, io: CommandIo): () => void {
  const { now, after } = io.surroundings;
  let cancel = () => {};
  let told: number | undefined;
  const kill = () => {
    io.err("mocha was told to end, and did not; it was killed. Contacts of its conversations may be open still.\n");
    child.kill("SIGKILL");
    // Its workers may have them open for ever.
    child.stdout?.destroy();
    child.stderr?.destroy();
  };
  const stop = () => {
    stopListening();
    stopListening = io.onStop(stop);
    if (told === undefined) {
      told = now();
      child.kill("SIGINT");
      cancel = after(endMilliseconds, kill);
    } else if (now() - told >= sameStopMilliseconds) {
      cancel();
      kill();
    }
  };
  let stopListening = io.onStop(stop);
  return () => {
    stopListening();
    cancel();
  };
}
