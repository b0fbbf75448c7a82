import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { actionTypes } from "../../../provider/emulator/actions/index.js";
import { onChat } from "../../../provider/emulator/actions/on-chat.js";
import { actionTypes as language } from "../../../provider/flow/action-types.js";

const filesIn = (folder: string, ending: string) =>
  readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .sort();

const folder = join(__dirname, "../../../provider/emulator/actions");

const isAction = (file: string) => /^[A-Z]/.test(file);

describe("actionTypes", () => {
  it("has an entry for every action type of the flow language, by its own file or by its row in the table", () => {
    const files = filesIn(folder, ".ts").filter(isAction);
    assert.deepEqual([...actionTypes.keys()].sort(), [...new Set([...files, ...onChat.map(([type]) => type)])].sort());
    assert.deepEqual([...actionTypes.keys()].sort(), [...language.keys()].sort());
  });

  it("runs each action by the function that its file has", () => {
    for (const file of filesIn(folder, ".ts")) {
      if (actionTypes.has(file)) assert.equal(actionTypes.get(file)?.name, file);
    }
  });

  it("knows nothing by the names that every object has", () => {
    for (const name of ["constructor", "toString", "__proto__"]) assert.equal(actionTypes.has(name), false);
  });

  it("has a test for every action's file, and none without a file", () => {
    const tests = filesIn(__dirname, ".test.ts");
    const files = filesIn(folder, ".ts");
    assert.deepEqual(tests.filter(isAction), files.filter(isAction));
    assert.deepEqual(
      tests.filter((test) => !files.includes(test)),
      [],
    );
  });
});
