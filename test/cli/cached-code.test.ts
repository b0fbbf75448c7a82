import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadCached } from "../../provider/cli/cached-code.js";

describe("code that is loaded with what an earlier run compiled", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "chat-check-code-"));
    write("exports.answer = 6 * 7; exports.where = [__filename, __dirname]; exports.path = require('path');");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const file = () => join(folder, "code.js");
  const write = (source: string) => writeFileSync(file(), source);
  const cache = () => join(folder, "cache");
  const cached = () => readdirSync(join(cache(), "connect-chat-check/code"));

  /** Loads the file, as in a process of its own, to its end. */
  const loaded = ({ into }: { readonly into: string | undefined } = { into: cache() }) => {
    const atExit: (() => void)[] = [];
    const exports = loadCached(file(), into, (action) => atExit.push(action)) as Record<string, unknown>;
    for (const action of atExit) action();
    return { exports, wrote: atExit.length > 0 };
  };

  it("is a module like any other", () => {
    const { exports } = loaded();
    assert.equal(exports.answer, 42);
    assert.deepEqual(exports.where, [file(), folder]);
    assert.equal(exports.path, require("node:path"));
  });

  it("may replace its exports", () => {
    write("module.exports = { other: 1 };");
    assert.deepEqual(loaded().exports, { other: 1 });
  });

  it("leaves compiled code for the next run, once", () => {
    assert.equal(loaded().wrote, true);
    const [name = ""] = cached();
    assert.match(name, /^[0-9a-f]{32}/);
    const { exports, wrote } = loaded();
    assert.deepEqual([exports.answer, wrote], [42, false]);
    assert.deepEqual(cached(), [name]);
  });

  it("is compiled anew when its text is another", () => {
    loaded();
    write("exports.answer = 43;");
    assert.deepEqual([loaded().exports.answer, cached().length], [43, 2]);
  });

  it("is compiled anew when another text has the length and the time of the one before", () => {
    const packed = new Date("1985-10-26T08:15:00Z");
    write("exports.answer = 1;");
    utimesSync(file(), packed, packed);
    assert.equal(loaded().exports.answer, 1);
    write("exports.answer = 2;");
    utimesSync(file(), packed, packed);
    assert.equal(loaded().exports.answer, 2);
  });

  for (const [title, damage] of [
    ["cut", (data: Buffer) => data.subarray(0, data.length / 2)],
    ["empty", () => Buffer.alloc(0)],
    ["changed in one bit", (data: Buffer) => Buffer.from(data.map((byte, at) => (at === 100 ? byte ^ 1 : byte)))],
    ["something else", () => Buffer.from("not compiled code at all, but long enough to be held against a digest")],
  ] as const) {
    it(`is compiled anew when what was left is ${title}`, () => {
      loaded();
      const left = join(cache(), "connect-chat-check/code", cached()[0] ?? "");
      const whole = readFileSync(left);
      writeFileSync(left, damage(whole));
      const { exports, wrote } = loaded();
      assert.deepEqual([exports.answer, wrote], [42, true]);
      assert.equal(loaded().wrote, false);
    });
  }

  it("leaves nothing where there is no folder for it", () => {
    const { exports, wrote } = loaded({ into: undefined });
    assert.deepEqual([exports.answer, wrote], [42, false]);
  });

  it("is loaded all the same where the folder cannot be written", () => {
    assert.equal(loaded({ into: file() }).exports.answer, 42);
    assert.deepEqual(readdirSync(folder), ["code.js"]);
  });

  it("tells its own file and line in an error", () => {
    write("\nexports.fail = () => { throw new Error('here'); };");
    const { fail } = loaded().exports as { fail(): void };
    assert.throws(fail, (error: Error) => error.stack?.includes(`${file()}:2`) === true);
  });
});
