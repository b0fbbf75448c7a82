import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Emulator } from "../../../provider/emulator/index.js";
import { endOf } from "../../cli/processes.js";
import { root } from "../../project/root.js";

const mostMilliseconds = 120_000;

/** Runs a script of this folder with boto3, and resolves with what it told; a failed assertion of its own rejects. */
export async function runScript<Told>(name: string, { url, region }: Emulator, given: object): Promise<Told> {
  const child = spawn(process.env.CHAT_CHECK_PYTHON ?? "", [join(root, "test/emulator/boto3", name)], {
    env: {
      PATH: process.env.PATH,
      HOME: tmpdir(),
      PYTHONDONTWRITEBYTECODE: "1",
      PYTHONUTF8: "1",
      AWS_CONFIG_FILE: "/dev/null",
      AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
      AWS_ENDPOINT_URL: url,
      AWS_DEFAULT_REGION: region,
      AWS_ACCESS_KEY_ID: "AKID",
      AWS_SECRET_ACCESS_KEY: "secret",
    },
    stdio: ["pipe", "pipe", "pipe"],
    timeout: mostMilliseconds,
    killSignal: "SIGKILL",
  });
  child.stdin?.end(JSON.stringify(given));
  const { code, out, err } = await endOf(child);
  assert.equal(code, 0, `${name} says:\n${err}`);
  return JSON.parse(out) as Told;
}
