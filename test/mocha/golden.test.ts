import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TranscriptItem } from "../../provider/conversation/transcript.js";
import { ChatCheckError } from "../../provider/errors.js";
import { compareGolden, difference, goldenFile, goldenLines, updateGolden } from "../../provider/mocha/golden.js";

const said = (role: string, content: string, contentType = "text/plain"): TranscriptItem => ({
  time: "2025-11-22T21:00:00.000Z",
  role,
  contentType,
  content,
});
const event = (role: string, name: string) => said(role, "", `application/vnd.amazonaws.connect.event.${name}`);
const id = "1b4e28ba-2fa1-41d2-883f-0016d3cca427";

describe("a golden transcript", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "chat-check-golden-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("leaves times out, and masks what differs from run to run", () => {
    const other = id.replace("1b", "2b");
    assert.deepEqual(
      goldenLines([
        event("CUSTOMER", "participant.joined"),
        said("SYSTEM", `Case ${id} of 2025-11-22T21:00:00.000Z, not ${other}, but ${id}`),
        said("SYSTEM", "**Hello**", "text/markdown"),
        event("CUSTOMER", "typing"),
        event("CUSTOMER", "message.metadata"),
        event("", "chat.ended"),
      ]),
      [
        "CUSTOMER participant.joined",
        "SYSTEM: Case <id 1> of <time>, not <id 2>, but <id 1>",
        "SYSTEM (text/markdown): **Hello**",
        "CHAT chat.ended",
      ],
    );
  });

  it("stands beside the file", () => {
    assert.equal(goldenFile("/a/welcome.chat.yaml"), "/a/welcome.chat.golden.yaml");
    assert.equal(goldenFile("/a/welcome.test.ts"), "/a/welcome.test.ts.golden.yaml");
  });

  it("is missing until it is accepted, and then holds", () => {
    const stored = { file: join(folder, "a.chat.yaml"), title: "greets" };
    const transcript = [said("SYSTEM", "Hello\nÄdä 👋"), said("CUSTOMER", "- x: [y]")];
    assert.throws(
      () => compareGolden(stored, transcript),
      (error) => error instanceof ChatCheckError && error.code === "NO_GOLDEN" && error.hint.includes("SYSTEM: Hello"),
    );
    updateGolden(stored, transcript, ["greets"]);
    compareGolden(stored, transcript);
    assert.match(readFileSync(goldenFile(stored.file), "utf8"), /^# .*\ngreets:\n/);
  });

  it("fails with the lines that differ", () => {
    const stored = { file: join(folder, "a.chat.yaml"), title: "greets" };
    updateGolden(stored, [said("SYSTEM", "Hello"), said("SYSTEM", "Bye")], ["greets"]);
    assert.throws(
      () => compareGolden(stored, [said("SYSTEM", "Hello"), said("SYSTEM", "Good-bye")]),
      (error) =>
        error instanceof ChatCheckError &&
        error.code === "OTHER_TRANSCRIPT" &&
        error.message.endsWith("    SYSTEM: Hello\n  - SYSTEM: Bye\n  + SYSTEM: Good-bye"),
    );
  });

  it("keeps those of other conversations in the order of the file, and drops those that are gone", () => {
    const file = join(folder, "a.chat.yaml");
    for (const title of ["third", "gone", "first"])
      updateGolden({ file, title }, [said("SYSTEM", title)], ["first", "gone", "third"]);
    updateGolden({ file, title: "second" }, [said("SYSTEM", "second")], ["first", "second", "third"]);
    assert.deepEqual(readFileSync(goldenFile(file), "utf8").match(/^\w+(?=:)/gm), ["first", "second", "third"]);
  });

  it("is not written again when nothing has changed", () => {
    const stored = { file: join(folder, "a.chat.yaml"), title: "greets" };
    updateGolden(stored, [said("SYSTEM", "Hello")], ["greets"]);
    const { mtimeMs } = statSync(goldenFile(stored.file));
    updateGolden(stored, [said("SYSTEM", "Hello")], ["greets"]);
    assert.equal(statSync(goldenFile(stored.file)).mtimeMs, mtimeMs);
  });

  it("says where a file cannot be used, and leaves it as it is", () => {
    const stored = { file: join(folder, "a.chat.yaml"), title: "greets" };
    const conflict = "greets:\n<<<<<<< ours\n  - 'SYSTEM: Hello'\n=======\n  - 'SYSTEM: Hi'\n>>>>>>> theirs\n";
    for (const [text, problem] of [
      [conflict, /a\.chat\.golden\.yaml cannot be used:.*a\.chat\.golden\.yaml:2:1 Expected/s],
      ["- greets\n", /a\.chat\.golden\.yaml:1:1 Expected titles of conversations/],
      ["other: []\ngreets: Hello\n", /a\.chat\.golden\.yaml:2:9 greets: Expected a list of texts\.$/],
      ["greets: [1]\n", /a\.chat\.golden\.yaml:1:9 greets: Expected a list of texts\.$/],
    ] as const) {
      writeFileSync(goldenFile(stored.file), text);
      assert.throws(
        () => compareGolden(stored, []),
        (error) => {
          assert.ok(error instanceof ChatCheckError, String(error));
          assert.match(error.message, problem);
          return true;
        },
      );
    }
    writeFileSync(goldenFile(stored.file), conflict);
    assert.throws(() => updateGolden(stored, []), ChatCheckError);
    assert.equal(readFileSync(goldenFile(stored.file), "utf8"), conflict);
  });

  it("is kept under any title", () => {
    const file = join(folder, "a.chat.yaml");
    const titles = ["constructor", "__proto__", "toString"];
    for (const title of titles) {
      assert.throws(
        () => compareGolden({ file, title }, []),
        (error) => error instanceof ChatCheckError && error.code === "NO_GOLDEN",
      );
      updateGolden({ file, title }, [said("SYSTEM", title)], titles);
    }
    for (const title of titles) compareGolden({ file, title }, [said("SYSTEM", title)]);
  });

  it("shows the least difference between two lists of lines", () => {
    assert.equal(difference(["a", "b", "c"], ["b", "c", "d"]), "  - a\n    b\n    c\n  + d");
    assert.equal(difference([], ["x"]), "  + x");
    assert.equal(difference(["x"], []), "  - x");
  });
});
