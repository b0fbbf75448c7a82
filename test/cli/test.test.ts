import assert from "node:assert/strict";
import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../provider/emulator/index.js";
import { openContacts } from "../chat/talk.js";
import { action, disconnect, flow, greeting, queued, say, wait } from "../flows.js";
import { Output, Project } from "../mocha/project.js";
import { assertNoToken } from "../project/tokens.js";
import { type Ended, endOf, program } from "./processes.js";

/** Greets, and thanks for an "a", which a customer says within five minutes. */
const menu = () =>
  flow(
    "menu",
    say("hello", "Hello", "listen"),
    action(
      "listen",
      "Wait",
      { TimeLimitSeconds: "300", Events: ["CustomerReturned"] },
      { when: { CustomerReturned: "thanks", WaitCompleted: "end" }, errors: { NoMatchingError: "end" } },
    ),
    say("thanks", "Thank you.", "end"),
    disconnect(),
  );
const mute = () => flow("mute", wait("wait", 3600, "end"), disconnect());

const hears = (name: string, text = "Hello", more: object = {}) => ({ name, steps: [{ expect: text }], ...more });

describe("chat-check test", function () {
  this.timeout(120_000);
  let project: Project;
  let emulator: Emulator | undefined;
  const running = new Set<ChildProcess>();

  beforeEach(() => {
    project = new Project("commonjs", {
      "chat-check.yaml": "emulator: { flows: flows }\n",
      "flows/menu.json": menu().content,
      "flows/queued.json": queued().content,
    });
  });
  afterEach(async () => {
    for (const child of running) child.kill("SIGINT");
    try {
      if (emulator) assert.deepEqual(openContacts(emulator), []);
      const state = join(project.folder, "state/connect-chat-check/contacts");
      assert.deepEqual(existsSync(state) ? readdirSync(state) : [], []);
    } finally {
      await emulator?.close();
      emulator = undefined;
      project[Symbol.dispose]();
    }
  });

  type Environment = Readonly<Record<string, string>>;
  const start = (args: readonly string[], environment: Environment = {}): ChildProcess => {
    const child = spawn(process.execPath, [program, "test", ...args], {
      cwd: project.folder,
      env: {
        PATH: process.env.PATH,
        HOME: project.folder,
        XDG_STATE_HOME: join(project.folder, "state"),
        AWS_ACCESS_KEY_ID: "test",
        AWS_SECRET_ACCESS_KEY: "test",
        AWS_EC2_METADATA_DISABLED: "true",
        ...environment,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    running.add(child.once("close", () => running.delete(child)));
    return child;
  };
  const runWith = async (environment: Environment, ...args: string[]): Promise<Ended> => {
    const ended = await endOf(start(args, environment));
    assertNoToken(ended.out + ended.err);
    return ended;
  };
  const run = (...args: string[]) => runWith({}, ...args);
  /** What mocha's JSON reporter tells of a run: titles of the tests that passed, failed and were left out. */
  const told = async (...args: string[]) => {
    const { out, err, code } = await run("--reporter", "json", ...args);
    assert.ok(out.startsWith("{"), out + err);
    const titles = (tests: readonly { readonly title: string }[]) => tests.map(({ title }) => title).sort();
    const { passes, failures, pending } = JSON.parse(out);
    return { code, passes: titles(passes), failures: titles(failures), pending: titles(pending) };
  };
  const read = (file: string) => readFileSync(join(project.folder, file), "utf8");
  const conversations = (file: string, ...all: readonly object[]) =>
    project.write(file, { flow: "menu", conversations: all });
  const emulate = async (options: EmulatorOptions = {}) => {
    emulator = await startEmulator({ flows: [menu(), queued(), mute(), greeting()], ...options });
    return emulator;
  };
  /** A target of chat-check.yaml: an emulator, which is to be taken for an instance of AWS. */
  const live = async (more: object = {}, options: EmulatorOptions = {}) => {
    const { instanceId, url: endpoint, region } = await emulate(options);
    project.write("chat-check.yaml", { targets: { staging: { instanceId, region, endpoint, ...more } } });
  };

  it("holds all conversations below the folder, and exits with 0", async () => {
    conversations("a.chat.yaml", hears("greets"));
    conversations("more/b.chat.yaml", hears("greets too"), hears("is left out", "x", { skip: "it is new" }));
    const { out, err, code } = await run();
    assert.match(out, /a\.chat\.yaml\n +✔ greets \(?.*\n+ +more\/b\.chat\.yaml\n +✔ greets too/);
    assert.match(out, /- is left out \(skipped: it is new\)/);
    assert.match(out, /2 passing .*\n +1 pending/);
    assert.deepEqual([err, code], ["", 0]);
  });

  it("exits with 1 where one does not hold, tells why, and has ended its contact", async () => {
    const { url } = await emulate();
    project.write("chat-check.yaml", { emulator: { url } });
    conversations("a.chat.yaml", hears("greets"), hears("greets otherwise", "Good day"));
    const { out, err, code } = await run();
    assert.match(out, /1 passing .*\n +1 failing/);
    assert.match(out, /expected: "Good day"\n +actual: +SYSTEM "Hello"/);
    assert.deepEqual([err, code, emulator?.contacts().length], ["", 1, 2]);
  });

  it("exits with 1 where a file cannot be read, and holds the others", async () => {
    conversations("a.chat.yaml", hears("greets"));
    project.write("b.chat.yaml", "steps:\n  - expct: x\n");
    const { out, code } = await run();
    assert.match(out, /b\.chat\.yaml:2:5 steps\[0\]: /);
    assert.match(out, /1 passing .*\n +1 failing/);
    assert.equal(code, 1);
  });

  describe("exits with 2, and runs nothing,", () => {
    const refused = async (args: readonly string[], ...problems: readonly string[]) => {
      const { out, err, code } = await run(...args);
      const list = problems.length === 1 ? ` ${problems[0]}.` : `\n- ${problems.join("\n- ")}`;
      assert.equal(err, `The command line is not valid:${list}\ncode: WRONG_USE\nto do: See chat-check test --help.\n`);
      assert.deepEqual([out, code], ["", 2]);
    };

    it("where there is nothing to run", () => refused([], ". has no file *.chat.yaml"));

    it("where a file, a folder or a name is not there", async () => {
      conversations("a.chat.yaml", hears("greets"));
      await refused(
        ["b.chat.yaml", "flows", "c*.chat.yaml", "a.chat.yaml#greats"],
        "There is no file b.chat.yaml",
        "flows has no file *.chat.yaml",
        "There is no file c*.chat.yaml",
        "a.chat.yaml has no conversation greats; there are greets",
      );
    });

    it("and tells all that is wrong with the options at once", async () => {
      await refused(
        ["--nope", "--bail=1", "--junit"],
        "There is no option --nope",
        "--bail takes no value",
        "--junit needs a value",
      );
      await refused(
        [
          ...["none.chat.yaml", "--tags", "a b", "--shard", "4/3", "--retries", "x", "--jobs", "-1", "--grep", "("],
          ...["--coverage-threshold", "101", "--target", "t", "--instance-id", "i", "--watch", "--html", "x.html"],
        ],
        "There is no file none.chat.yaml",
        'The tags "a b" cannot be understood',
        'The shard "4/3" is none',
        "--grep cannot be understood: Invalid regular expression: /(/: Unterminated group",
        "--retries is a whole number, not x",
        "--jobs is a whole number, not -1",
        "--coverage-threshold is a number from 0 to 100, not 101",
        "--target and --instance-id exclude each other",
        "--watch does not go with --html, --coverage-threshold, --shard",
      );
    });

    it("where tags and titles choose none", async () => {
      conversations("a.chat.yaml", hears("greets"));
      for (const args of [
        ["--tags", "none"],
        ["--grep", "none"],
      ]) {
        const { err, code } = await run(...args);
        assert.equal(err, "No test was run: none is chosen by --tags, --grep and only.\n");
        assert.equal(code, 2);
      }
    });

    it("where mocha knows no such reporter", async () => {
      conversations("a.chat.yaml", hears("greets"));
      const { err, code } = await run("--reporter", "nobodys");
      assert.match(err, /nobodys/);
      assert.match(err, /mocha did not run the tests; what it says of that is above\.\n$/);
      assert.equal(code, 2);
    });
  });

  it("shows tests as --reporter says: mocha's, or a file's", async () => {
    conversations("a.chat.yaml", hears("greets"));
    project.write(
      "reporter.js",
      "module.exports = function (runner) { runner.on('pass', (test) => console.log('mine: ' + test.title)); };",
    );
    assert.match((await run("--reporter", "tap")).out, /^ok 1 a\.chat\.yaml greets$/m);
    assert.equal((await run("--reporter", "reporter.js")).out, "mine: greets\n");
  });

  describe("chooses", () => {
    beforeEach(() => {
      conversations(
        "a.chat.yaml",
        hears("one", "Hello", { tags: ["smoke"] }),
        hears("two", "Hello", { tags: ["smoke", "slow"] }),
        hears("three", "Hello", { tags: ["fast"] }),
        hears("four"),
      );
      conversations("b/b.chat.yaml", hears("five"));
    });
    const chosen = async (...args: string[]) => (await told(...args)).passes.join(" ");

    for (const [tags, expected] of [
      ["smoke", "one two"],
      ["not slow", "five four one three"],
      ["smoke,fast and not slow", "one three"],
    ] as const) {
      it(`by the tags ${tags}`, async () => assert.equal(await chosen("--tags", tags), expected));
    }

    it("by a part of the title", async () => assert.equal(await chosen("--grep", "t(wo|hree)$"), "three two"));

    it("by file, folder, pattern and name", async () => {
      assert.equal(await chosen("b/b.chat.yaml"), "five");
      assert.equal(await chosen("b"), "five");
      assert.equal(await chosen("?.chat.yaml"), "four one three two");
      assert.equal(await chosen("a.chat.yaml#one", "a.chat.yaml#four", "b"), "five four one");
    });

    it("a named one although another one of the file is alone", async () => {
      conversations("c.chat.yaml", hears("six"), hears("seven", "Hello", { only: true }));
      assert.equal(await chosen("c.chat.yaml#six"), "six");
      assert.equal(await chosen(), "seven");
    });

    it("with every shard its own, all of them together everything", async () => {
      conversations("c.chat.yaml", ...Array.from({ length: 12 }, (_, index) => hears(`n${index}`)));
      const shards: string[] = [];
      for (const shard of ["1/3", "2/3", "3/3"]) {
        const { passes, code } = await told("--shard", shard);
        assert.ok(passes.length < 17);
        assert.equal(code, 0);
        shards.push(...passes);
      }
      assert.deepEqual(shards.sort(), (await told()).passes);
    });

    it("nothing in a shard that nothing belongs to, which is no failure", async () => {
      const codes = await Promise.all(["1/2", "2/2"].map(async (shard) => (await run("--shard", shard, "b")).code));
      assert.deepEqual(codes, [0, 0]);
      const coverage = ["--coverage-threshold", "1", "--coverage-dir", "out", "b"];
      const ended = await Promise.all(["1/2", "2/2"].map((shard) => run("--shard", shard, ...coverage)));
      assert.deepEqual(ended.map(({ code, out }) => [code, /1 passing/.test(out)]).sort(), [
        [0, false],
        [0, true],
      ]);
      const empty = ended.findIndex(({ out }) => !out.includes("1 passing"));
      const sentence = `There is no coverage: no test of this run belongs to the shard ${empty + 1}/2.\n`;
      assert.deepEqual(ended.map(({ err }) => err).sort(), ["", sentence]);
    });
  });

  it("holds programs too, in the order in which they are named", async () => {
    conversations("z.chat.yaml", hears("from data"));
    project.write(
      "a.test.js",
      `const { describeFlow, itConverses } = require("connect-chat-check/mocha");
      describeFlow("menu", () => itConverses("from a program", [{ expect: /^H/ }]));`,
    );
    const { out, code } = await run("z.chat.yaml", "a.test.js");
    assert.match(out, /from data[\s\S]*from a program[\s\S]*2 passing/);
    assert.equal(code, 0);
  });

  it("ends with the first failure with --bail, and has ended its contact", async () => {
    const { url } = await emulate();
    project.write("chat-check.yaml", { emulator: { url } });
    conversations("a.chat.yaml", hears("one"), hears("two", "x"), hears("three"));
    const { passes, failures, code } = await told("--bail");
    assert.deepEqual([passes, failures, code], [["one"], ["two"], 1]);
  });

  it("tries as often again as --retries says", async () => {
    const { url } = await emulate();
    project.write("chat-check.yaml", { emulator: { url } });
    conversations("a.chat.yaml", hears("one"));
    emulator?.once("StartChatContact", { error: "InvalidRequestException", status: 400 }, 2);
    assert.equal((await run("--retries", "1")).code, 0);
  });

  it("holds files at the same time with --parallel, on one emulator, with the same reports", async () => {
    for (const name of ["a", "b", "c"]) {
      conversations(`${name}.chat.yaml`, hears(name), {
        name: `${name} goes on`,
        steps: [{ expect: "Hello" }, { say: "a" }],
      });
    }
    const results = await Promise.all(
      [["--parallel", "--jobs", "2"], []].map(async (mode, index) => {
        const { out, code } = await run("--coverage", "--junit", `${index}.xml`, ...mode);
        const names = read(`${index}.xml`).match(/testcase name="[^"]+"/g) ?? [];
        return { code, coverage: out.slice(out.indexOf("Coverage of")), names: names.sort() };
      }),
    );
    const [inParallel, oneByOne] = results;
    assert.deepEqual(inParallel, oneByOne);
    assert.deepEqual([inParallel?.code, inParallel?.names.length], [0, 6]);
    assert.match(inParallel?.coverage ?? "", /^Coverage of 2 flows by 6 conversations/);
  });

  describe("leaves reports:", () => {
    beforeEach(() => {
      conversations(
        "a.chat.yaml",
        { name: "chooses a", steps: [{ expect: "Hello" }, { say: "a" }, { expect: "Thank you." }] },
        hears("fails", "Good <day>"),
        hears("waits", "x", { skip: "for a better day" }),
      );
    });

    it("--junit", async () => {
      assert.equal((await run("--junit", "out/report.xml")).code, 1);
      const xml = read("out/report.xml");
      assert.match(xml, /<testsuites name="chat-check" tests="3" failures="1" skipped="1" time="[\d.]+">/);
      assert.match(xml, /<testcase name="chooses a" classname="a\.chat\.yaml" file="a\.chat\.yaml" time="[\d.]+"\/>/);
      assert.match(xml, /<failure type="OTHER_MESSAGE" message="[^"]+">[^<]*Good &lt;day&gt;/);
      assert.match(xml, /<skipped message="for a better day"\/>/);
      assertNoToken(xml);
    });

    it("--html", async () => {
      assert.equal((await run("--html", "out/run.html")).code, 1);
      const page = read("out/run.html");
      assert.match(page, /^<!doctype html>/i);
      for (const text of ["chooses a", "Thank you.", "Good &lt;day&gt;", "for a better day"])
        assert.ok(page.includes(text), text);
      assertNoToken(page);
    });

    it("--coverage and --coverage-dir", async () => {
      const { out } = await run("--coverage", "--coverage-dir", "cover");
      assert.match(out, /Coverage of 2 flows by 2 conversations/);
      assert.match(out, /^menu +4\/4 +100% +3\/7 +42\.85% /m);
      assert.match(read("cover/lcov.info"), /^SF:flows\/menu\.json$/m);
      assert.match(read("cover/index.html"), /^<!doctype html>/i);
      const { flows } = JSON.parse(read("cover/coverage.json"));
      assert.deepEqual(flows.map(({ name }: { name: string }) => name).sort(), ["menu", "queued"]);
    });

    it("--coverage-threshold, which is met or not", async () => {
      const held = ["--grep", "chooses", "--coverage-threshold"];
      assert.deepEqual(await run(...held, "0").then(({ code, err }) => [code, err]), [0, ""]);
      const { code, err } = await run(...held, "100");
      assert.match(err, /^[\d.]+% of the branches were taken \(\d+ of \d+\); the threshold is 100%\.\n$/);
      assert.equal(code, 1);
    });

    it("annotations, where GitHub Actions runs it", async () => {
      const { out, err } = await runWith({ GITHUB_ACTIONS: "true" }, "--reporter", "json");
      assert.match(err, /^::error file=a\.chat\.yaml,line=\d+,col=\d+,title=fails::.*%0A.*Good <day>/m);
      assert.equal(JSON.parse(out).stats.failures, 1);
      const workspace = dirname(project.folder);
      const below = await runWith({ GITHUB_ACTIONS: "true", GITHUB_WORKSPACE: workspace });
      assert.ok(below.err.includes(`::error file=${basename(project.folder)}/a.chat.yaml,line=`), below.err);
      assert.doesNotMatch((await run()).err, /::error/);
    });

    it("all that can be written, and a sentence for each that cannot", async () => {
      project.write("taken", "a file");
      const wanted = ["--junit", "flows", "--coverage-dir", "taken", "--html", "out/run.html"];
      const held = await run("--grep", "chooses", ...wanted);
      assert.match(
        held.err,
        /^The report flows could not be written: EISDIR.*\.\n(The report taken\/.* could not be written: .*\.\n){3}$/,
      );
      assert.equal(held.code, 2);
      assert.match(read("out/run.html"), /^<!doctype html>/i);
      assert.equal((await run(...wanted)).code, 1);
    });
  });

  it("keeps golden transcripts with --update, and holds later runs against them", async () => {
    conversations("a.chat.yaml", hears("greets", "Hello", { golden: true }));
    const first = await run();
    assert.match(first.out, /code: NO_GOLDEN/);
    assert.equal(first.code, 1);
    assert.equal((await run("--update")).code, 0);
    assert.match(read("a.chat.golden.yaml"), /^greets:\n[\s\S]*Hello/m);
    assert.equal((await run()).code, 0);
    project.write(
      "flows/menu.json",
      flow("menu", say("hello", "Hello", "more"), say("more", "More", "end"), disconnect()).content,
    );
    const changed = await run();
    assert.match(changed.out, /code: OTHER_TRANSCRIPT/);
    assert.equal(changed.code, 1);
    assert.equal((await run("--update")).code, 0);
    assert.match(read("a.chat.golden.yaml"), /More/);
  });

  it("runs again with --watch when a file has changed, until it is stopped", async () => {
    conversations("a.chat.yaml", hears("one"), hears("two", "x"));
    const child = start(["--watch", "a.chat.yaml#one"]);
    const ended = endOf(child);
    const output = new Output(child);
    try {
      assert.doesNotMatch(await output.until(/1 passing/), /two/);
      await output.until(/waiting for changes/);
      conversations("a.chat.yaml", hears("one", "Good day"));
      await output.until(/1 failing/);
    } finally {
      child.kill("SIGINT");
    }
    assert.equal((await ended).code, 0);
  });

  it("takes the emulator of the nearest chat-check.yaml, of --config, --flows and --instance", async () => {
    const other = flow("menu", say("hello", "Good day", "end"), disconnect()).content;
    project.write("other/menu.json", other);
    project.write("other/other.yaml", { emulator: { flows: "." } });
    project.write("other/instance.yaml", { flows: ["menu.json"] });
    project.write("deep/chat-check.yaml", { emulator: { flows: "../other" } });
    conversations("a.chat.yaml", hears("a"));
    conversations("deep/b.chat.yaml", hears("b", "Good day"));
    assert.deepEqual((await told()).passes, ["a", "b"]);
    for (const options of [
      ["--config", "other/other.yaml"],
      ["--flows", "other"],
      ["--instance", "other/instance.yaml"],
    ]) {
      const { passes, failures } = await told(...options);
      assert.deepEqual([passes, failures], [["b"], ["a"]], options.join(" "));
    }
  });

  it("tells what is wrong with chat-check.yaml, or that it has no such target, as the failure of each test", async () => {
    conversations("a.chat.yaml", hears("a"));
    const missing = await run("--target", "staging");
    assert.match(
      missing.out,
      /There is no target staging; there is none in a chat-check\.yaml\.[\s\S]*code: TARGET_NOT_FOUND/,
    );
    assert.equal(missing.code, 1);
    project.write("chat-check.yaml", "emulator: { flow: flows }\n");
    const wrong = await run();
    assert.match(wrong.out, /chat-check\.yaml:1:\d+ emulator[\s\S]*code: INVALID_CONFIGURATION/);
    assert.equal(wrong.code, 1);
  });

  describe("with a live target", () => {
    it("holds the same conversations, no faster than the account's quota of starts", async () => {
      const lines: string[] = [];
      await live({}, { quotas: { rates: true }, log: (line) => lines.push(line) });
      for (const name of ["a", "b"]) {
        conversations(`${name}.chat.yaml`, ...Array.from({ length: 9 }, (_, index) => hears(`${name}${index}`)));
      }
      const began = performance.now();
      const { code, out, err } = await run("--target", "staging", "--parallel", "--jobs", "2");
      assert.deepEqual([code, err], [0, ""], out);
      assert.match(out, /18 passing/);
      assert.equal(emulator?.contacts().length, 18);
      assert.equal(lines.filter((line) => line.includes("StartChatContact")).length, 18);
      // A chat that DisconnectParticipant, 3 a second, is too slow for is ended by StopContact.
      assert.deepEqual(
        lines.filter((line) => /\b429\b/.test(line) && !line.startsWith("DisconnectParticipant")),
        [],
      );
      assert.ok(performance.now() - began >= 2_000);
    });

    it("holds no more of them at once than its chat-check.yaml says", async () => {
      await live({ parallel: 1 });
      for (const name of ["a", "b", "c"]) conversations(`${name}.chat.yaml`, hears(name));
      let most = 0;
      const stop = new AbortController();
      const watching = emulator
        ?.until(() => {
          most = Math.max(most, emulator ? openContacts(emulator).length : 0);
          return stop.signal.aborted;
        })
        .catch(() => {});
      assert.equal((await run("--target", "staging", "--parallel", "--jobs", "3")).code, 0);
      stop.abort();
      assert.deepEqual([emulator?.contacts().length, most], [3, 1]);
      await emulator?.close();
      await watching;
    });

    it("takes an instance by --instance-id, and its endpoint from the environment", async () => {
      const { instanceId, url } = await emulate();
      conversations("a.chat.yaml", hears("a"));
      const where = ["--instance-id", instanceId, "--region", "eu-west-2"];
      const { code, out } = await runWith({ AWS_ENDPOINT_URL: url }, ...where);
      assert.equal(code, 0, out);
      assert.equal(emulator?.contacts().length, 1);
    });

    it("leaves out what only the emulator can answer, with the reason", async () => {
      await live();
      conversations(
        "a.chat.yaml",
        hears("a"),
        { name: "goes far", steps: [{ expect: "Hello" }, { expect: { flow: "menu" } }] },
        { name: "decides", outcomes: { listen: { error: "NoMatchingError" } }, steps: [{ expect: "Hello" }] },
      );
      const { code, out } = await run("--target", "staging", "--junit", "report.xml", "--coverage");
      assert.match(out, /1 passing .*\n +2 pending/);
      assert.match(
        out,
        /- goes far \(skipped: step 2: Only the emulator .+\)\n +- decides \(skipped: .*[Oo]nly the emulator.+\)/,
      );
      assert.equal((read("report.xml").match(/<skipped message="[^"]*only the emulator/gi) ?? []).length, 2);
      assert.equal(code, 0);
    });

    it("has no coverage, with which no threshold is met", async () => {
      await live();
      conversations("a.chat.yaml", hears("a"));
      const { code, err } = await run("--target", "staging", "--coverage-threshold", "1");
      assert.equal(err, "There is no coverage: only the emulator tells which actions a flow took.\n");
      assert.equal(code, 1);
    });

    it("refuses to start anything where a flow has a way to people, and tells all ways", async () => {
      await live();
      conversations("a.chat.yaml", hears("a"), hears("b", "Hello", { flow: "queued", tags: ["people"] }));
      const { code, out, err } = await run("--target", "staging");
      assert.match(err, /^A chat in the flow queued of staging, the instance \S+ may reach a person:\n/);
      assert.match(err, /\n- queued: TransferContactToQueue to-queue, which puts the chat into a queue\n/);
      assert.match(err, /\ncode: MAY_REACH_PEOPLE\nto do: Allow it with --allow-agents/);
      assert.deepEqual([code, out, emulator?.contacts()], [2, "", []]);

      assert.equal((await run("--target", "staging", "--tags", "not people")).code, 0);
      assert.equal((await run("--target", "staging", "a.chat.yaml#a")).code, 0);
      assert.equal(emulator?.contacts().length, 2);
      const allowed = await run("--target", "staging", "--allow-agents");
      assert.match(allowed.err, /^Chats in the flow queued may reach a person, which is allowed:\n- queued: /);
      assert.equal(allowed.code, 0, allowed.out);
    });

    it("refuses nothing for conversations that are not held", async () => {
      await live();
      const people = { flow: "queued" };
      conversations(
        "a.chat.yaml",
        hears("one"),
        hears("is left out", "Hello", { ...people, skip: true }),
        hears("is for another day", "Hello", { ...people, skip: "it is new" }),
        hears("decides", "Hello", { ...people, outcomes: { "to-queue": { error: "NoMatchingError" } } }),
      );
      const all = await run("--target", "staging");
      assert.deepEqual([all.err, all.code], ["", 0], all.out);
      assert.match(all.out, /1 passing .*\n +3 pending/);
      conversations("b.chat.yaml", hears("two", "Hello", people));
      for (const grep of ["one$", "/A\\.CHAT/i"]) {
        assert.equal((await run("--target", "staging", "--grep", grep)).code, 0, grep);
      }
      for (const grep of ["two", "b.chat.yaml two", "chat"]) {
        assert.match((await run("--target", "staging", "--grep", grep)).err, /MAY_REACH_PEOPLE/, grep);
      }
    });

    it("refuses it in programs as well, where their tests begin", async () => {
      await live();
      project.write(
        "a.test.js",
        `const { describeFlow, itConverses, open } = require("connect-chat-check/mocha");
        describeFlow("queued", () => itConverses("comes to people", [{ expect: "Hello" }]));
        it("opens a chat", () => open({ flow: "queued" }));`,
      );
      const { code, out } = await run("--target", "staging", "a.test.js");
      assert.equal(out.match(/code: MAY_REACH_PEOPLE/g)?.length, 2, out);
      assert.deepEqual([code, emulator?.contacts()], [1, []]);
    });

    it("goes on where its chat-check.yaml allows people", async () => {
      await live({ allowAgents: true });
      conversations("a.chat.yaml", hears("b", "Hello", { flow: "queued" }));
      assert.equal((await run("--target", "staging")).code, 0);
    });

    it("ends its contacts when it is told to stop", async () => {
      await live();
      conversations("a.chat.yaml", { name: "waits", flow: "mute", steps: [{ waitFor: "never", timeLimit: 60 }] });
      const child = start(["--target", "staging"]);
      const ending = endOf(child);
      await emulator?.until((contacts) => contacts.length > 0);
      child.kill("SIGINT");
      const { code, out, err } = await ending;
      assertNoToken(out + err);
      assert.notEqual(code, 0);
    });
  });

  it("tells of all flows with a way to people at once", async () => {
    const {
      url: endpoint,
      instanceId,
      region,
    } = await emulate({ flows: [menu(), queued(), { ...queued(), name: "other" }] });
    project.write("chat-check.yaml", { targets: { staging: { instanceId, region, endpoint } } });
    conversations("a.chat.yaml", hears("a", "x", { flow: "queued" }), hears("b", "x", { flow: "queued" }), hears("c"));
    conversations("b.chat.yaml", hears("d", "x", { flow: "other" }));
    const { err, code } = await run("--target", "staging");
    assert.deepEqual(
      err.split("\n").map((line) => /^(?:A chat in the flow \w+|- \w+|\w+(?: \w+)?:)/.exec(line)?.[0]),
      ["A chat in the flow queued", "- queued", "A chat in the flow other", "- other", "code:", "to do:", undefined],
    );
    assert.deepEqual([code, emulator?.contacts()], [2, []]);
  });

  it("prints its help", async () => {
    const { out, code } = await run("--help");
    for (const option of [
      "--reporter NAME",
      "--junit FILE",
      "--shard I/N",
      "--allow-agents",
      "--update",
      "--tags TAGS",
    ]) {
      assert.ok(out.includes(`\n  ${option}`), option);
    }
    assert.equal(code, 0);
  });
});
