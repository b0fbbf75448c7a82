import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { hasColours } from "../../provider/cli/run-reports.js";
import { Terminal } from "./terminal.js";

describe("colours on standard output", () => {
  const has = (isTTY: boolean, isErrorTTY: boolean, environment: Readonly<Record<string, string>> = {}) => {
    using terminal = new Terminal(environment, isErrorTTY);
    const { surroundings, folder, out, err, onStop, isTerminal } = terminal;
    const output = Object.assign(new PassThrough(), { isTTY });
    return hasColours({ surroundings, folder, out, err, onStop, isTerminal, output });
  };

  it("go by standard output, whatever standard error is", () => {
    assert.deepEqual([has(true, false), has(true, true), has(false, true)], [true, true, false]);
  });

  it("are not there with NO_COLOR", () => assert.equal(has(true, true, { NO_COLOR: "1" }), false));
});
