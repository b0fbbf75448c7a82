import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { runMocha } from "../../provider/cli/mocha-process.js";
import { Terminal } from "./terminal.js";

/** What is told to stop, and does not: it tells that it runs, and how often it was told. */
const stuck = `
process.on("SIGINT", () => console.log("told"));
setInterval(() => {}, 1000);
console.log("runs");`;
/** What ends as it is told. */
const obedient = `
process.once("SIGINT", () => process.exit(3));
setInterval(() => {}, 1000);
console.log("runs");`;

describe("a mocha that is told to stop", function () {
  this.timeout(20_000);
  let time: number;
  let timers: Map<number, () => void>;
  let stops: Set<() => void>;
  let terminal: Terminal;
  let said: (text: string) => void;

  beforeEach(() => {
    time = 0;
    timers = new Map();
    stops = new Set();
    terminal = new Terminal({}, false, {
      now: () => time,
      after: (milliseconds, action) => {
        timers.set(milliseconds, action);
        return () => timers.delete(milliseconds);
      },
    });
  });
  afterEach(() => terminal[Symbol.dispose]());

  const run = (program: string) => {
    writeFileSync(join(terminal.folder, "mocha.js"), program);
    const io = {
      ...terminal,
      out: (text: string) => said(text),
      err: terminal.err,
      onStop: (listener: () => void) => {
        stops.add(listener);
        return () => stops.delete(listener);
      },
    };
    const mocha = { program: join(terminal.folder, "mocha.js"), main: "" };
    return runMocha(mocha, { args: [], environment: process.env, listens: false }, io);
  };
  const hears = (text: string) =>
    new Promise<void>((resolve) => {
      said = (heard) => {
        if (heard.includes(text)) resolve();
      };
    });
  const stop = () => {
    for (const listener of [...stops]) listener();
  };

  it("ends by itself, and nothing is killed", async () => {
    const runs = hears("runs");
    const code = run(obedient);
    await runs;
    stop();
    assert.equal(await code, 3);
    assert.deepEqual([terminal.told, timers.size, stops.size], ["", 0, 0]);
  });

  it("and does not end is killed five seconds later", async () => {
    const runs = hears("runs");
    const code = run(stuck);
    await runs;
    const told = hears("told");
    stop();
    await told;
    timers.get(5_000)?.();
    assert.equal(await code, null);
    assert.match(terminal.told, /^mocha was told to end, and did not; it was killed\./);
  });

  it("and does not end is killed by the next stop, which is not the same one told twice", async () => {
    const runs = hears("runs");
    const code = run(stuck);
    await runs;
    const told = hears("told");
    stop();
    time = 499;
    stop();
    await told;
    assert.equal(terminal.told, "");
    time = 500;
    stop();
    assert.equal(await code, null);
    assert.deepEqual([timers.size, stops.size], [0, 0]);
  });
});
