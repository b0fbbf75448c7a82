import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startEmulator } from "../../provider/emulator/index.js";
import { services } from "../../provider/emulator/model/model.js";
import { operations } from "../../provider/emulator/operations/index.js";
import { type Behaviour, defaultBehaviour } from "../../provider/emulator/options.js";
import { root } from "./root.js";
import { behaviourOptions, partialOperations, withSupportMatrix } from "./support-matrix.js";

const file = join(root, "README.md");

describe("the support matrix in the README", () => {
  it("is what the code has", () => {
    const readme = readFileSync(file, "utf8");
    const current = withSupportMatrix(readme);
    assert.ok(current, "The README has no place for it.");
    if (process.env.UPDATE_README) writeFileSync(file, current);
    else assert.equal(readme, current);
  });

  it("has a sentence for every operation that is partial", () => {
    const partial = [...partialOperations("connect"), ...partialOperations("connectparticipant")];
    assert.ok(partial.length > 0);
    for (const [name, sentence] of partial) assert.match(sentence, /^[A-Z_].*\.$/, name);
  });

  it("has a sentence for every behaviour, and its default in the sentence", () => {
    const options = behaviourOptions();
    assert.deepEqual(options.map(({ name }) => name).sort(), Object.keys(defaultBehaviour).sort());
    for (const { name, description } of options) {
      assert.match(description, /^[A-Z].*\.$/, name);
      assert.match(description, /\(default\)|\bDefault /, name);
    }
  });

  it("has the values that the emulator takes, and no others", async () => {
    for (const { name, choices } of behaviourOptions()) {
      const start = async (value: unknown) => {
        const emulator = await startEmulator({ behaviour: { [name]: value } as Partial<Behaviour> });
        await emulator.close();
      };
      for (const choice of choices ?? [0, 7]) await start(choice);
      for (const wrong of choices ? ["frog", 7] : ["frog", -1]) {
        await assert.rejects(start(wrong), new RegExp(`: ${name} is `), `${name}: ${wrong}`);
      }
    }
  });

  it("has every operation of which the emulator knows the shapes", () => {
    for (const [service, { operations: described }] of Object.entries(services)) {
      assert.deepEqual(
        Object.keys(operations[service as keyof typeof operations]).sort(),
        Object.keys(described).sort(),
      );
    }
  });
});
