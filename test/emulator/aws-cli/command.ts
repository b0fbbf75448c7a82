import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { type Ended, endOf } from "../../cli/processes.js";
import type { Customer } from "../customer.js";

const mostMilliseconds = 60_000;

/** Runs `aws` with these words against a customer's emulator, without a configuration of whoever runs the tests. */
export function aws(program: string, { emulator }: Customer, ...words: readonly string[]): Promise<Ended> {
  const child = spawn(program, ["--endpoint-url", emulator.url, ...words], {
    env: {
      PATH: process.env.PATH,
      HOME: tmpdir(),
      LC_ALL: "C.UTF-8",
      AWS_CONFIG_FILE: "/dev/null",
      AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
      AWS_DEFAULT_REGION: emulator.region,
      AWS_ACCESS_KEY_ID: "AKID",
      AWS_SECRET_ACCESS_KEY: "secret",
      AWS_MAX_ATTEMPTS: "1",
    },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: mostMilliseconds,
    killSignal: "SIGKILL",
  });
  return endOf(child);
}

/** What a command that did its work printed: nothing where the operation has nothing to tell. */
export function answerOf({ code, out, err }: Ended): object {
  assert.equal(code, 0, err);
  return out.trim() === "" ? {} : (JSON.parse(out) as object);
}

/** Holds that a command was refused with an error of the service, in the AWS CLI's words; not every error has a message. */
export function assertRefused({ code, out, err }: Ended, operation: string, error: string): void {
  assert.equal(code, 255, err);
  assert.equal(out, "");
  assert.match(err, new RegExp(`^An error occurred \\(${error}\\) when calling the ${operation} operation: `, "m"));
}
