import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ChatCheckError } from "../../provider/errors.js";
import { EmulatorRun } from "../../provider/mocha/emulator-run.js";
import type { EmulatorSetting } from "../../provider/mocha/setting.js";
import { greeting } from "../flows.js";

describe("the emulator of a run", () => {
  let folder: string;
  let run: EmulatorRun;
  let starts: number;
  let edits: number;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "chat-check-emulator-run-"));
    mkdirSync(join(folder, "flows"));
    [starts, edits] = [0, 0];
  });
  afterEach(async () => {
    await run.close();
    rmSync(folder, { recursive: true });
  });

  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    utimesSync(join(folder, name), 1, ++edits);
  };
  const flow = (name: string, text = "Hello") =>
    write(`flows/${name}.json`, JSON.stringify(greeting(name, text).content));
  const running = (setting: Partial<EmulatorSetting>) => {
    run = new EmulatorRun({ kind: "emulator", flows: [], ...setting }, async () => {
      starts += 1;
    });
    return run;
  };

  it("is started once, with the flows of a folder", async () => {
    flow("a");
    flow("b");
    write("flows/readme.md", "no flow");
    write("flows/package.json", '{"name":"flows"}');
    running({ flows: [join(folder, "flows")] });
    const [one, two] = await Promise.all([run.current(), run.current()]);
    assert.equal(one, two);
    assert.deepEqual([one?.flows.map(({ name }) => name), starts], [["a", "b"], 1]);
  });

  it("is started anew when a file has changed, was added, or is gone", async () => {
    flow("a");
    running({ flows: [join(folder, "flows")] });
    const first = await run.current();
    flow("a", "Good morning");
    const second = await run.current();
    flow("b");
    const third = await run.current();
    rmSync(join(folder, "flows/a.json"));
    const fourth = await run.current();
    assert.equal(new Set([first, second, third, fourth]).size, 4);
    assert.deepEqual(
      fourth.flows.map(({ name }) => name),
      ["b"],
    );
    assert.equal(await run.current(), fourth);
  });

  it("goes on serving those who are still with the one before", async () => {
    flow("a");
    running({ flows: [join(folder, "flows")] });
    const urls: string[] = [];
    for (const text of ["one", "two", "three"]) {
      flow("a", text);
      urls.push((await run.current()).url);
    }
    const reached = await Promise.all(
      urls.map((url) =>
        fetch(`${url}/emulator`).then(
          ({ ok }) => ok,
          () => false,
        ),
      ),
    );
    assert.deepEqual(reached, [false, true, true]);
  });

  it("is made from an instance file and the files that it names", async () => {
    flow("a");
    write("instance.yaml", "flows: [flows/a.json]\nqueues: [{ name: Orders }]\n");
    running({ instance: join(folder, "instance.yaml") });
    const first = await run.current();
    flow("a", "changed");
    assert.notEqual(await run.current(), first);
  });

  it("tells what keeps it from starting, and starts when that is corrected", async () => {
    flow("a");
    write("instance.yaml", "flows: [flows/a.json, flows/none.json]\nqueus: []\n");
    running({ instance: join(folder, "instance.yaml") });
    await assert.rejects(
      run.current(),
      (error) =>
        error instanceof ChatCheckError &&
        error.code === "NO_EMULATOR" &&
        /instance\.yaml:2:1/.test(error.message) &&
        /queus/.test(error.message),
    );
    write("instance.yaml", "flows: [flows/a.json]\n");
    assert.equal((await run.current()).flows.length, 1);
  });

  it("tells of flows that are not there or not emulated", async () => {
    running({ flows: [join(folder, "nowhere")] });
    await assert.rejects(run.current(), /The flows .*nowhere cannot be read/);
    write("flows/a.json", JSON.stringify(greeting().content).replace('"Wait"', '"SummonFrog"'));
    running({ flows: [join(folder, "flows")] });
    await assert.rejects(run.current(), /SummonFrog/);
  });
});
