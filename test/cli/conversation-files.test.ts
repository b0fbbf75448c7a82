import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { conversationFiles, isConversation, namedIn } from "../../provider/cli/conversation-files.js";

describe("the files that operands of chat-check test name", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "chat-check-files-"));
    for (const file of [
      ...[
        "b.chat.yaml",
        "a.chat.yml",
        "a.test.js",
        "notes.yaml",
        "x#y.chat.yaml",
        "a+(1).chat.yaml",
        ".secret.chat.yaml",
      ],
      ...["deep/er/c.chat.yaml", "deep/d.chat.yaml", "deep/d.test.ts", "empty/notes.txt"],
      ...["node_modules/p/e.chat.yaml", "deep/node_modules/p/f.chat.yaml", ".hidden/g.chat.yaml"],
    ]) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), "");
    }
  });
  after(() => rmSync(folder, { recursive: true }));

  const shown = (file: string) => relative(folder, file).replaceAll("\\", "/");
  const named = (...operands: string[]) => conversationFiles(operands, folder).files.map(shown);
  const problems = (...operands: string[]) => conversationFiles(operands, folder).problems;
  const all = [
    ...["a+(1).chat.yaml", "a.chat.yml", "b.chat.yaml", "deep/d.chat.yaml", "deep/er/c.chat.yaml", "x#y.chat.yaml"],
  ];

  it("are all files of conversations below the folder where there is no operand, in the order of their names", () => {
    assert.deepEqual(named(), all);
    assert.deepEqual(named("."), all);
    assert.deepEqual(problems(), []);
  });

  it("are not those of packages, nor hidden ones, unless one is named", () => {
    assert.deepEqual(named(".hidden"), [".hidden/g.chat.yaml"]);
    assert.deepEqual(named("node_modules/p", ".secret.chat.yaml"), ["node_modules/p/e.chat.yaml", ".secret.chat.yaml"]);
  });

  it("are of a folder its conversations, and of a file whatever it is", () => {
    assert.deepEqual(named("deep"), ["deep/d.chat.yaml", "deep/er/c.chat.yaml"]);
    assert.deepEqual(named("deep/d.test.ts", "notes.yaml"), ["deep/d.test.ts", "notes.yaml"]);
    assert.deepEqual(named(join(folder, "deep/er")), ["deep/er/c.chat.yaml"]);
  });

  it("are there once, however often they are named", () => {
    assert.deepEqual(named("b.chat.yaml", "./b.chat.yaml", ".", "*.chat.yaml").sort(), [...all].sort());
  });

  for (const [pattern, ...expected] of [
    ["*.chat.yaml", "a+(1).chat.yaml", "b.chat.yaml", "x#y.chat.yaml"],
    ["./*.test.js", "a.test.js"],
    ["**/*.chat.yaml", "a+(1).chat.yaml", "b.chat.yaml", "deep/d.chat.yaml", "deep/er/c.chat.yaml", "x#y.chat.yaml"],
    ["deep/**", "deep/d.chat.yaml", "deep/d.test.ts", "deep/er/c.chat.yaml"],
    ["deep/*/c.chat.yaml", "deep/er/c.chat.yaml"],
    ["**/{c,d}.chat.yaml", "deep/d.chat.yaml", "deep/er/c.chat.yaml"],
    ["?.chat.y{a,}ml", "a.chat.yml", "b.chat.yaml"],
    ["a+(1).chat.{yaml,yml}", "a+(1).chat.yaml"],
    ["deep/er/../d*.yaml", "deep/d.chat.yaml"],
    ["{deep,empty}/*.{chat.yaml,txt}", "deep/d.chat.yaml", "empty/notes.txt"],
  ] as const) {
    it(`are what ${pattern} matches`, () => assert.deepEqual(named(pattern), expected));
  }

  it("are what a pattern with an outer or an absolute folder matches", () => {
    const inner = join(folder, "deep");
    const files = (pattern: string) => conversationFiles([pattern], inner).files.map(shown);
    assert.deepEqual(files("../b*.yaml"), ["b.chat.yaml"]);
    assert.deepEqual(files(`${folder.replaceAll("\\", "/")}/**/c.*`), ["deep/er/c.chat.yaml"]);
  });

  it("are links to files, but not what is behind a link to a folder", function () {
    const links = mkdtempSync(join(tmpdir(), "chat-check-links-"));
    try {
      symlinkSync(join(folder, "b.chat.yaml"), join(links, "linked.chat.yaml"));
      symlinkSync(join(folder, "gone.chat.yaml"), join(links, "broken.chat.yaml"));
      symlinkSync(links, join(links, "circle"));
      assert.deepEqual(
        conversationFiles([], links).files.map((file) => relative(links, file)),
        ["linked.chat.yaml"],
      );
    } catch (error) {
      // Windows lets not everybody make links.
      if ((error as NodeJS.ErrnoException).code !== "EPERM") throw error;
      this.skip();
    } finally {
      rmSync(links, { recursive: true });
    }
  });

  it("are told apart where they are not there", () => {
    assert.deepEqual(
      problems("none.chat.yaml", "empty", "no*.chat.yaml", "gone/*.yaml", "none.chat.yaml#x", "b.chat.yaml"),
      [
        "There is no file none.chat.yaml",
        "empty has no file *.chat.yaml",
        "There is no file no*.chat.yaml",
        "There is no file gone/*.yaml",
        "There is no file none.chat.yaml",
      ],
    );
  });

  describe("by the names of conversations", () => {
    const names = (...operands: string[]) =>
      [...conversationFiles(operands, folder).names].map(([file, wanted]) => [shown(file), ...wanted]);

    it("are wanted in part", () => {
      assert.deepEqual(named("b.chat.yaml#one", "b.chat.yaml#two # more"), ["b.chat.yaml"]);
      assert.deepEqual(names("b.chat.yaml#one", "b.chat.yaml#two # more", "a.chat.yml"), [
        ["b.chat.yaml", "one", "two # more"],
      ]);
    });

    it("are wanted as a whole where they are named without", () => {
      assert.deepEqual(names("b.chat.yaml#one", "b.chat.yaml"), []);
      assert.deepEqual(names(".", "b.chat.yaml#one"), []);
    });

    it("are those that have the sign in their own names", () => {
      assert.deepEqual(namedIn("x#y.chat.yaml", folder), { path: "x#y.chat.yaml" });
      assert.deepEqual(namedIn("x#y.chat.yaml#one", folder), { path: "x#y.chat.yaml", name: "one" });
      assert.deepEqual(namedIn("b.chat.yaml#", folder), { path: "b.chat.yaml#" });
    });
  });
});

describe("a file of conversations", () => {
  it("is one by the end of its name", () => {
    const ends = ["a.chat.yaml", "/b/a.chat.yml", "chat.yaml", "a.chat.json", "a.chat.yaml.bak", "a.golden.chat.yaml"];
    assert.deepEqual(ends.filter(isConversation), ["a.chat.yaml", "/b/a.chat.yml", "a.golden.chat.yaml"]);
  });
});
