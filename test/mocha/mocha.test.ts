import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { startEmulator } from "../../provider/emulator/index.js";
import { readRun } from "../../provider/report/run-folder.js";
import { endOf } from "../cli/processes.js";
import { disconnect, flow, greeting, say, wait } from "../flows.js";
import { Output, Project, verdicts } from "./project.js";

const welcome = () =>
  flow("welcome", say("hello", "Hello $.Attributes.customerName", "wait"), wait("wait", 3600, "end"), disconnect())
    .content;

const greets = `
name: greets
flow: welcome
rows:
  - { who: Ada }
  - { who: Grüße, name: with an umlaut }
attributes: { customerName: "{{who}}" }
steps:
  - expect: Hello {{who}}
  - say: Hi
`;

const program = {
  commonjs: `const { describeFlow, itConverses, open } = require("connect-chat-check/mocha");`,
  module: `import { describeFlow, itConverses, open } from "connect-chat-check/mocha";`,
};

const body = `
describeFlow({ flow: "welcome", attributes: { customerName: "Ada" } }, () => {
  itConverses("greets by name", [{ expect: /^Hello (Ada|Grace)$/ }]);
  describeFlow({ name: "somebody else", flow: "welcome", attributes: { customerName: "Bob" } }, () => {
    itConverses("greets by name", { tags: ["x"], steps: [{ expect: "Hello Ada" }] });
  });
  itConverses.skip("is left out", [{ say: "Hi" }]);
});
it("talks step by step", async () => {
  const chat = await open({ flow: "welcome", attributes: { customerName: "Ada" } });
  try {
    await chat.expect("Hello Ada");
  } finally {
    await chat.close();
  }
});
`;

const files = (type: "commonjs" | "module") => ({
  "chat-check.yaml": "emulator: { flows: flows }\n",
  "flows/welcome.json": welcome(),
  "greets.chat.yaml": greets,
  "more/wrong.chat.yml": "flow: welcome\nsteps:\n  - say: Hi\n  - expect: Good-bye\n",
  "broken.chat.yaml": "flow: welcome\nsteps:\n  - expct: x\n",
  "unreadable.chat.yaml": "steps: [",
  "program.test.js": program[type] + body,
});

const expected = [
  "broken.chat.yaml is a file of conversations: failed INVALID_CONVERSATION",
  "greets.chat.yaml greets: who Ada: passed",
  "greets.chat.yaml greets: with an umlaut: passed",
  "talks step by step: passed",
  "unreadable.chat.yaml is a file of conversations: failed INVALID_CONVERSATION",
  "welcome greets by name: passed",
  "welcome is left out: pending",
  "welcome somebody else greets by name: failed OTHER_MESSAGE",
];

for (const type of ["commonjs", "module"] as const) {
  describe(`mocha in a project of type ${type}`, function () {
    this.timeout(60_000);
    let project: Project;
    before(() => {
      project = new Project(type, files(type));
    });
    after(() => project[Symbol.dispose]());

    for (const mode of [[], ["--parallel", "--jobs", "2"]]) {
      it(`holds conversations of files and of programs${mode.length > 0 ? " in parallel" : ""}`, async () => {
        const report = await project.report(mode);
        assert.deepEqual(
          verdicts(report, (title) => title.endsWith("left out")),
          expected,
        );
        const message = (start: string) => report.tests.find(({ fullTitle }) => fullTitle.startsWith(start))?.err;
        assert.match(message("broken")?.message ?? "", /^broken\.chat\.yaml:3:5 steps\[0\]: .*expct/);
        assert.match(message("unreadable")?.message ?? "", /^unreadable\.chat\.yaml:1:\d+ /);
        assert.match(message("broken")?.stack ?? "", /\n {4}at .* \(.*broken\.chat\.yaml:3:5\)$/);
        assert.match(message("welcome some")?.message ?? "", /step 1 \(program\.test\.js:5:5\)/);
      });
    }
  });
}

describe("conversations as tests of mocha", function () {
  this.timeout(60_000);
  let project: Project;
  beforeEach(() => {
    project = new Project("commonjs", {
      "chat-check.yaml": "emulator: { flows: flows }\n",
      "flows/welcome.json": welcome(),
    });
  });
  afterEach(() => project[Symbol.dispose]());

  const conversations = (name: string, ...all: readonly object[]) =>
    project.write(name, { flow: "welcome", conversations: all });
  const hears = (name: string, text = "Hello", more = {}) => ({
    name,
    steps: [{ expect: { contains: text } }],
    ...more,
  });

  it("are shown with our report alone, the place in the file where mocha has a stack", async () => {
    project.write("a.chat.yaml", "flow: welcome\nsteps:\n  - expect: Hello Ada\n");
    const { out, code } = await project.run();
    const [, shown = ""] = out.split("  1) a.chat.yaml\n");
    assert.match(shown, /^ {7}a:\n {5}The next message is another than expected\.\n {5}step 1 \(a\.chat\.yaml:3:5\): /);
    assert.match(shown, /\n {7}expected: "Hello Ada"\n {7}actual: {3}SYSTEM "Hello "\n/);
    assert.match(shown, /\n {5}to do: .*\n {6}at a, step 1 \(a\.chat\.yaml:3:5\)\n+$/);
    assert.doesNotMatch(shown, /\+ expected|node_modules|dist\//);
    assert.equal(code, 1);
  });

  for (const mode of [[], ["--parallel"]]) {
    it(`and of programs end although a chat was not closed, which is told${mode.length > 0 ? ", in parallel" : ""}`, async () => {
      await using emulator = await startEmulator({ flows: [greeting("welcome")] });
      project.write(
        "forgets.test.js",
        `const { open } = require("connect-chat-check/mocha");
it("forgets", async () => {
  const chat = await open("welcome");
  await chat.expect("Hello");
});`,
      );
      const { code, err } = await project.run(mode, { CHAT_CHECK_EMULATOR_URL: emulator.url });
      assert.equal(code, 0);
      assert.match(err, /^The chat that forgets\.test\.js:3 opened was not closed; its contact is ended now\.$/m);
      assert.deepEqual(
        emulator.contacts().map(({ state }) => state),
        ["ended"],
      );
    });
  }

  it("are chosen with --grep, and end with the first failure with --bail", async () => {
    conversations("a.chat.yaml", hears("one", "Bye"), hears("two"), hears("three"));
    assert.deepEqual(verdicts(await project.report(["--grep", "two"])), ["a.chat.yaml two: passed"]);
    assert.deepEqual(verdicts(await project.report(["--bail"])), ["a.chat.yaml one: failed OTHER_MESSAGE"]);
  });

  it("are left out with skip, with the reason in the title, and alone with only", async () => {
    conversations(
      "a.chat.yaml",
      hears("one", "x", { skip: "the flow is new" }),
      hears("two", "x", { skip: true }),
      hears("three"),
    );
    const { tests, stats } = await project.report();
    assert.deepEqual(tests.map(({ title }) => title).sort(), ["one (skipped: the flow is new)", "three", "two"]);
    assert.deepEqual([stats.pending, stats.passes], [2, 1]);
    conversations("a.chat.yaml", hears("one", "x"), hears("two", "Hello", { only: true }));
    assert.deepEqual(verdicts(await project.report()), ["a.chat.yaml two: passed"]);
  });

  it("are chosen by tags and by shard from the environment", async () => {
    conversations(
      "a.chat.yaml",
      ...Array.from({ length: 8 }, (_, index) => hears(`n${index}`, "Hello", { tags: [index < 4 ? "low" : "high"] })),
    );
    const high = await project.report([], { CHAT_CHECK_TAGS: "not low" });
    assert.deepEqual(
      high.tests.map(({ title }) => title),
      ["n4", "n5", "n6", "n7"],
    );
    const shards = await Promise.all(["1/2", "2/2"].map((shard) => project.report([], { CHAT_CHECK_SHARD: shard })));
    const titles = shards.map(({ tests }) => tests.map(({ title }) => title));
    assert.deepEqual(
      titles.flat().sort(),
      Array.from({ length: 8 }, (_, index) => `n${index}`),
    );
    assert.ok(titles.every((part) => part.length > 0));
  });

  it("fail where the environment chooses what cannot be understood", async () => {
    conversations("a.chat.yaml", hears("one"));
    const report = await project.report([], { CHAT_CHECK_TAGS: "a b" });
    assert.deepEqual(verdicts(report), ["a.chat.yaml is a file of conversations: failed INVALID_SELECTION"]);
  });

  it("are tried again with --retries", async () => {
    conversations("a.chat.yaml", hears("one", "Bye"));
    const { tests } = await project.report(["--retries", "2"]);
    assert.equal(tests[0]?.currentRetry, 2);
  });

  it("are not cut by mocha's time limit", async () => {
    project.write("flows/welcome.json", greeting("welcome").content);
    conversations("a.chat.yaml", {
      name: "one",
      steps: [{ expect: "Hello" }, { expect: { event: "ended" }, timeLimit: 7200 }],
    });
    assert.deepEqual(verdicts(await project.report(["--timeout", "1"])), ["a.chat.yaml one: passed"]);
  });

  it("hold their transcripts against those that are kept, and keep them when told to", async () => {
    conversations("a.chat.yaml", hears("one", "Hello", { golden: true }));
    assert.deepEqual(verdicts(await project.report()), ["a.chat.yaml one: failed NO_GOLDEN"]);
    await project.run([], { CHAT_CHECK_UPDATE: "1" });
    assert.deepEqual(verdicts(await project.report()), ["a.chat.yaml one: passed"]);
    project.write("flows/welcome.json", greeting("welcome", "Hello again").content);
    assert.deepEqual(verdicts(await project.report()), ["a.chat.yaml one: failed OTHER_TRANSCRIPT"]);
  });

  it("have one emulator in a run, however many processes there are, and leave records of it", async () => {
    for (const name of ["a", "b", "c"]) conversations(`${name}.chat.yaml`, hears("one"), hears("two", "Bye"));
    const records = join(project.folder, "records");
    for (const mode of [[], ["--parallel", "--jobs", "3"]]) {
      rmSync(records, { recursive: true, force: true });
      mkdirSync(records);
      await project.run(mode, { CHAT_CHECK_RECORDS: records });
      const { records: found, flows } = readRun(records);
      assert.deepEqual(
        [found.length, flows.map(({ name, instance }) => [name, instance])],
        [6, [["welcome", "flows"]]],
      );
      assert.equal(readdirSync(records).filter((name) => name.startsWith("flows.")).length, 1);
      const { trace, status, transcript, instance } = found[0] ?? {};
      assert.deepEqual([trace?.[0]?.action, status, transcript?.length, instance], ["hello", "passed", 2, "flows"]);
      const failed = found.filter(({ failure }) => failure?.code === "OTHER_MESSAGE");
      assert.deepEqual(
        failed.map(({ trace }) => trace.length > 0),
        [true, true, true],
      );
    }
  });

  describe("of programs leave", () => {
    const write = (body: string) =>
      project.write(
        "a.test.js",
        `const { describeFlow, itConverses, open } = require("connect-chat-check/mocha");${body}`,
      );
    const recorded = async (...args: readonly string[]) => {
      const records = join(project.folder, "records");
      rmSync(records, { recursive: true, force: true });
      mkdirSync(records);
      await project.run(args, { CHAT_CHECK_RECORDS: records });
      return readRun(records).records.map(({ name, status }) => `${name}: ${status}`);
    };

    it("a record each, by all suites around them", async () => {
      const greets = (text: string) => `itConverses("greets", [{ expect: { contains: "${text}" } }])`;
      write(`
        describe("one", () => describeFlow("welcome", () => ${greets("Bye")}));
        describe("two", () => describeFlow("welcome", () => { ${greets("Hello")}; ${greets("Bye")}; }));
        describe("two", () => describeFlow("welcome", () => { itConverses("greets", [{ expct: "x" }]); }));`);
      for (const mode of [[], ["--parallel"]]) {
        assert.deepEqual((await recorded(...mode)).sort(), [
          "one › welcome › greets: failed",
          "two › welcome › greets (2): failed",
          "two › welcome › greets (3): failed",
          "two › welcome › greets: passed",
        ]);
      }
    });

    it("a record of each chat that is opened, whatever function opens it", async () => {
      write(`
        const start = () => open({ flow: "welcome" });
        describe("in a hook", () => {
          let chat;
          beforeEach(async () => { chat = await open({ flow: "welcome", name: "greets" }); });
          afterEach(() => chat.close());
          for (const text of ["Bye", "Hello", "Hello"]) it(text, () => chat.expect({ contains: text }));
        });
        for (const text of ["Bye", "Hello"]) it("in a helper " + text, async () => {
          const chat = await start();
          try { await chat.expect({ contains: text }); } finally { await chat.close(); }
        });`);
      const expected = [
        "chat of line 2 (2): passed",
        "chat of line 2: failed",
        "greets (2): passed",
        "greets (3): passed",
        "greets: failed",
      ];
      for (const mode of [[], ["--parallel"], ["--retries", "2"]]) {
        assert.deepEqual((await recorded(...mode)).sort(), expected, mode.join(" "));
      }
    });

    it("the record of the last try alone", async () => {
      write(`
        let tries = 0;
        for (const name of ["a", "b"]) it(name, async () => {
          const chat = await open({ flow: "welcome", name: "greets" });
          try { await chat.expect({ contains: tries++ < 2 ? "Bye" : "Hello" }); } finally { await chat.close(); }
        });`);
      assert.deepEqual(await recorded("--retries", "2"), ["greets: passed", "greets (2): passed"]);
    });

    it("a golden transcript each", async () => {
      write(`
        for (const flow of ["welcome", "farewell"]) describe(flow, () => {
          itConverses("greets", { flow, golden: true, steps: [{ expect: { contains: "e" } }] });
        });
        itConverses("greets", { flow: "welcome", golden: true, steps: [{ expect: { contains: "e" } }] });`);
      project.write("flows/farewell.json", greeting("farewell", "Bye").content);
      await project.run([], { CHAT_CHECK_UPDATE: "1" });
      const kept = readFileSync(join(project.folder, "a.test.js.golden.yaml"), "utf8");
      assert.deepEqual(kept.match(/^\w.*:$/gm), ["greets:", "welcome › greets:", "farewell › greets:"]);
      const { stats } = await project.report();
      assert.deepEqual([stats.passes, stats.failures], [3, 0]);
      const { stats: chosen } = await project.report([], { CHAT_CHECK_SHARD: "1/1" });
      assert.equal(chosen.passes, 3);
    });
  });

  it("have the emulator of the nearest instance file", async () => {
    for (const name of ["a", "b"]) {
      project.write(`${name}/instance.yaml`, "flows: [flow.json]\n");
      project.write(`${name}/flow.json`, flow("any", say("hello", `Hello from ${name}`, "end"), disconnect()).content);
      project.write(`${name}/x.chat.yaml`, { steps: [{ expect: `Hello from ${name}` }] });
    }
    for (const mode of [[], ["--parallel"]]) {
      assert.deepEqual(verdicts(await project.report(mode)), ["a/x.chat.yaml x: passed", "b/x.chat.yaml x: passed"]);
    }
  });

  it("all fail with the reason where no emulator can be started", async () => {
    project.write("flows/welcome.json", "{");
    conversations("a.chat.yaml", hears("one"), hears("two"));
    for (const mode of [[], ["--parallel"]]) {
      const report = await project.report(mode);
      assert.deepEqual(verdicts(report), [
        "a.chat.yaml one: failed NO_EMULATOR",
        "a.chat.yaml two: failed NO_EMULATOR",
      ]);
      assert.match(report.tests[0]?.err.message ?? "", /welcome\.json.* not JSON/);
    }
  });

  it("are held with an emulator that runs already, whose contacts they end", async () => {
    const emulator = await startEmulator({ flows: [greeting("welcome")] });
    try {
      conversations("a.chat.yaml", hears("one"), hears("two", "Bye"));
      await project.run(["--parallel"], { CHAT_CHECK_EMULATOR_URL: emulator.url });
      assert.deepEqual(
        emulator.contacts().map(({ state }) => state),
        ["ended", "ended"],
      );
    } finally {
      await emulator.close();
    }
  });

  for (const mode of [["--watch"], ["--watch", "--parallel"]]) {
    it(`run again with ${mode.join(" ")} when a file or a flow has changed`, async () => {
      conversations("a.chat.yaml", hears("one", "Good morning"));
      project.write(
        "b.test.js",
        `require("connect-chat-check/mocha").itConverses("two", { flow: "welcome", steps: [{ say: "Hi" }] });`,
      );
      const child = project.start([...mode, "--watch-files", "**/*.chat.yaml,flows/*.json"]);
      const ended = endOf(child);
      const output = new Output(child);
      const waiting = /waiting for changes/;
      try {
        assert.match(await output.until(waiting), /1 passing[\s\S]*1 failing/);
        project.write("flows/welcome.json", greeting("welcome", "Good morning").content);
        assert.match(await output.until(waiting), /2 passing/);
        conversations("a.chat.yaml", hears("one", "Hello"));
        assert.match(await output.until(waiting), /1 passing[\s\S]*1 failing/);
      } finally {
        child.kill("SIGINT");
      }
      assert.equal((await ended).code, 130);
    });
  }

  for (const [mode, signal] of [
    [[], "SIGTERM"],
    [[], "SIGINT"],
    [["--parallel", "--jobs", "2"], "SIGINT"],
    [["--parallel", "--jobs", "2"], "SIGTERM"],
  ] as const) {
    it(`end their contacts when the run is stopped by ${signal}${mode.length > 0 ? " in parallel" : ""}`, async () => {
      const emulator = await startEmulator({ flows: [greeting("welcome")] });
      try {
        emulator.every(1, "SendMessage", "no answer");
        const waits = { name: "waits", steps: [{ expect: "Hello" }, { say: "Hi" }] };
        for (const file of ["a", "b"]) conversations(`${file}.chat.yaml`, waits);
        const processes = mode.length > 0 ? 2 : 1;
        const child = project.start(mode, { CHAT_CHECK_EMULATOR_URL: emulator.url });
        const ended = endOf(child);
        const talking = (messages: readonly object[]) => messages.length > 1;
        await emulator.until((all) => all.filter(({ messages }) => talking(messages)).length === processes);
        child.kill(signal);
        assert.equal((await ended).signal, signal);
        await emulator.until((all) => all.every(({ state }) => state === "ended"));
        assert.equal(emulator.contacts().length, processes);
      } finally {
        await emulator.close();
      }
    });
  }
});
