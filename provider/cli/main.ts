#!/usr/bin/env node
import { existsSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import type { Surroundings } from "../chat/surroundings.js";
import type { Command, CommandIo } from "./command.js";
import { commands, overview } from "./commands.js";

const { argv, env, stdout, stderr } = process;
const signals = ["SIGINT", "SIGTERM"] as const;
/** What no command means by an exit code of its own. */
const failed = 255;

// Which Node.js the AWS SDK of next year wants is nothing that a command should print each time.
env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
// A reader that went away, such as `head`, is no error, and a check comes to its end without one.
let lost = false;
stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") return;
  lost = true;
  process.exitCode ||= failed;
});
stderr.on("error", () => {});

void main(argv[2], argv.slice(3))
  .catch((error: unknown) => {
    stderr.write(`chat-check met an error of its own: ${error}\nto do: Report it, with this command line.\n`);
    return failed;
  })
  .then((code) => {
    process.exitCode = lost ? code || failed : code;
  });

async function main(name: string | undefined, args: string[]): Promise<number> {
  if (name === undefined) {
    stderr.write(overview());
    return 2;
  }
  if (name === "--help" || name === "-h" || name === "help") {
    const command = args[0] === undefined ? undefined : await commandOf(args[0]);
    stdout.write(command?.help() ?? overview());
    return 0;
  }
  if (name === "--version") {
    const { version } = require("../../package.json") as { version: string };
    stdout.write(`${version}\n`);
    return 0;
  }
  const command = await commandOf(name);
  if (!command) {
    stderr.write(`There is no command ${name}; there are ${Object.keys(commands).join(", ")}.\n`);
    return 2;
  }
  try {
    return await command.run(args, await commandIo());
  } catch (error) {
    const { code, message, hint } = (error ?? {}) as { code?: string; message?: string; hint?: string };
    if (hint === undefined) throw error;
    stderr.write(`${message}\ncode: ${code}\nto do: ${hint}\n`);
    return 2;
  }
}

async function commandOf(name: string): Promise<Command | undefined> {
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined;
  const bundle = join(__dirname, "bundle", `${name}.js`);
  if (!entry?.bundled || !existsSync(bundle)) return entry?.load();
  const { loadCached } = await import("./cached-code.js");
  const { XDG_CACHE_HOME: cache, LOCALAPPDATA: local, HOME: home } = env;
  const folder = (cache && isAbsolute(cache) ? cache : undefined) || local || (home ? join(home, ".cache") : undefined);
  const module = loadCached(bundle, folder, (action) => process.once("exit", action));
  return Object.values(module as Record<string, Command>)[0];
}

async function commandIo(): Promise<CommandIo> {
  const { processSurroundings } = await import("../chat/surroundings.js");
  return {
    surroundings: processSurroundings satisfies Surroundings,
    folder: process.cwd(),
    get input() {
      return process.stdin;
    },
    output: stdout,
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    isTerminal: stderr.isTTY === true,
    onStop(listener) {
      for (const signal of signals) process.once(signal, listener);
      return () => {
        for (const signal of signals) process.off(signal, listener);
      };
    },
  };
}
