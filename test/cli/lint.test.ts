import assert from "node:assert/strict";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { lint } from "../../provider/cli/lint.js";
import { rules } from "../../provider/flow/lint/index.js";
import type { LintJson } from "../../provider/report/lint.js";
import { action, disconnect, flow, say } from "../flows.js";
import { Terminal } from "./terminal.js";

const text = (...actions: Parameters<typeof flow> extends [string, ...infer A] ? A : never) =>
  JSON.stringify(flow("", ...actions).content, null, 2);
const whole = text(say("hello", "Hello", "end"), disconnect());
const surprising = text(say("hello", "Hello {{name}}", "end"), disconnect(), disconnect("lost"));
const broken = text(say("hello", "", "end"), disconnect());

/** Runs the command in a folder with these files. */
async function run(files: Readonly<Record<string, string>>, ...args: readonly string[]) {
  using io = new Terminal();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(io.folder, name, ".."), { recursive: true });
    io.file(name, content);
  }
  const code = await lint.run(args, io);
  assert.equal(io.told, "");
  return { code, out: io.written };
}

const found = async (files: Readonly<Record<string, string>>, ...args: readonly string[]) => {
  const { out } = await run(files, "--format", "json", ...args);
  const { findings, flows } = JSON.parse(out) as LintJson;
  return { flows, findings: findings.map(({ file, rule }) => `${file} ${rule}`) };
};

describe("chat-check lint", () => {
  it("tells what it finds, a line each, and exits with 1 for an error", async () => {
    assert.deepEqual(await run({ "main.json": broken }, "main.json"), {
      code: 1,
      out: `main.json:10:17: error: MessageParticipant "hello": Parameters.Text is empty, which the service refuses. [empty-parameter]
    Fill it in, or take it out; one blank is taken.
1 error in 1 flow.
`,
    });
  });

  it("exits with 0 for nothing, and for warnings and notes alone", async () => {
    assert.deepEqual(await run({ "main.json": whole }, "main.json"), { code: 0, out: "Nothing found in 1 flow.\n" });
    assert.equal((await run({ "main.json": surprising }, "main.json")).code, 0);
  });

  it("exits with 1 for more warnings than --max-warnings", async () => {
    const codes = ["2", "1", "0"].map((most) => run({ "a.json": surprising }, "a.json", "--max-warnings", most));
    assert.deepEqual(
      (await Promise.all(codes)).map(({ code }) => code),
      [0, 1, 1],
    );
    assert.equal((await run({ "a.json": broken }, "a.json", "--max-warnings", "9")).code, 1);
  });

  it("takes folders, with the flows in them and no other JSON", async () => {
    const files = {
      "flows/b.json": surprising,
      "flows/a/c.JSON": surprising,
      "flows/a/package.json": "{}",
      "flows/a/tsconfig.json": "// no JSON\n{}",
      "flows/a/broken.json": '{"Actions": [',
      "flows/readme.md": surprising,
      "flows/.hidden/d.json": surprising,
      "flows/node_modules/e.json": surprising,
    };
    assert.deepEqual(await found(files, "./flows/"), {
      flows: 3,
      findings: [
        "flows/a/broken.json not-json",
        "flows/a/c.JSON unfilled-placeholder",
        "flows/a/c.JSON unreachable-action",
        "flows/b.json unfilled-placeholder",
        "flows/b.json unreachable-action",
      ],
    });
  });

  it("takes a file by its name whatever it is called and whatever it holds, and once", async () => {
    const files = { export: surprising, "package.json": "{}" };
    assert.deepEqual(await found(files, "export", "package.json", "./export", "."), {
      flows: 2,
      findings: ["./export", "./export", "package.json"].map(
        (file, index) =>
          `${file.replace("./", "")} ${["unfilled-placeholder", "unreachable-action", "not-a-flow"][index]}`,
      ),
    });
  });

  it("follows links to files, and not to folders", async () => {
    using io = new Terminal();
    mkdirSync(join(io.folder, "flows"));
    io.file("main.json", broken);
    symlinkSync(join(io.folder, "main.json"), join(io.folder, "flows/link.json"));
    symlinkSync(join(io.folder, "flows"), join(io.folder, "flows/again"));
    symlinkSync(join(io.folder, "nowhere"), join(io.folder, "flows/gone.json"));
    assert.equal(await lint.run(["flows"], io), 1);
    assert.match(io.written, /^flows\/link\.json:10:17: error.*\n.*\n1 error in 1 flow\.\n$/);
  });

  it("switches rules off and on", async () => {
    const files = { "a.json": surprising };
    const of = async (...args: readonly string[]) => (await found(files, "a.json", ...args)).findings;
    assert.deepEqual(await of("--disable", "unfilled-placeholder"), ["a.json unreachable-action"]);
    assert.deepEqual(await of("--disable", "unfilled-placeholder,unreachable-action"), []);
    assert.deepEqual(await of("--disable", "all"), []);
    assert.deepEqual(await of("--disable=all", "--enable=unreachable-action"), ["a.json unreachable-action"]);
    const voice = text(
      action("a", "UpdateContactTextToSpeechVoice", { TextToSpeechVoice: "Joanna" }, { next: "end" }),
      disconnect(),
    );
    assert.deepEqual((await found({ "v.json": voice }, "v.json")).findings, []);
    assert.deepEqual((await found({ "v.json": voice }, "v.json", "--enable", "no-effect-on-chat")).findings, [
      "v.json no-effect-on-chat",
    ]);
  });

  it("prints SARIF with the version and the rules that are on", async () => {
    const { code, out } = await run({ "a.json": broken }, "a.json", "--format", "sarif", "--disable", "not-json");
    const [sarif] = (JSON.parse(out) as { runs: { tool: { driver: { semanticVersion: string; rules: object[] } } }[] })
      .runs;
    const { version } = require("../../package.json") as { version: string };
    assert.deepEqual([code, sarif?.tool.driver.semanticVersion], [1, version]);
    assert.equal(sarif?.tool.driver.rules.length, rules.length - 2);
  });

  it("prints the rules, as text and as JSON", async () => {
    const { code, out } = await run({}, "--rules");
    assert.equal(code, 0);
    for (const { id, severity } of rules) assert.match(out, new RegExp(`^  ${id}\\s+${severity}[:,]`, "m"));
    const json = JSON.parse((await run({}, "--rules", "--format", "json")).out) as unknown[];
    assert.deepEqual(json[0], {
      id: "not-json",
      severity: "error",
      description: "The file is not JSON",
      enabled: true,
    });
    assert.equal(json.length, rules.length);
  });

  it("has the rules in its help, however that is asked for", async () => {
    const { code, out } = await run({}, "flows", "--help");
    assert.deepEqual([code, out], [0, lint.help()]);
    assert.equal((await run({}, "-h")).out, out);
    assert.match(out, /^Usage: chat-check lint FLOWS… \[options\]\n/);
    assert.match(out, /\nRules:\n {2}not-json {20}error: The file is not JSON\n/);
  });

  const refused: readonly (readonly [args: readonly string[], message: RegExp])[] = [
    [[], /A file or a folder with flows is missing\.$/],
    [["nowhere"], /There is no file or folder nowhere\.$/],
    [
      ["a.json", "nowhere", "elsewhere"],
      /- There is no file or folder nowhere\n- There is no file or folder elsewhere$/,
    ],
    [["empty"], /There is no flow in empty\.$/],
    [["a.json", "--disable", "endles-loop"], /There is no rule endles-loop \(there is endless-loop\)\.$/],
    [["a.json", "--enable", "constructor"], /There is no rule constructor\.$/],
    [["a.json", "--max-warnings", "-1"], /--max-warnings is a whole number, not -1\.$/],
    [["a.json", "--max-warnings", "few"], /--max-warnings is a whole number, not few\.$/],
    [["a.json", "--format", "xml"], /--format is one of text, json, sarif, not xml\.$/],
    [["--rules", "--format", "sarif"], /--rules is printed as text or json\.$/],
    [["--rule"], /There is no option --rule\.$/],
  ];
  for (const [args, message] of refused) {
    it(`refuses ${args.join(" ") || "nothing"}`, async () => {
      using io = new Terminal();
      io.file("a.json", whole);
      mkdirSync(join(io.folder, "empty"));
      await assert.rejects(lint.run(args, io), { code: "WRONG_USE", message });
      assert.equal(io.written, "");
    });
  }
});
