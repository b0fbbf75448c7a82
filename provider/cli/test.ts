import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { type FileConversation, readConversations } from "../conversation/file.js";
import { ChatCheckError } from "../errors.js";
import { InstanceRun } from "../mocha/instance-run.js";
import { type Planned, plannedTests, selectionFrom, shardOf, tagExpression } from "../mocha/planned.js";
import { settingFor } from "../mocha/setting.js";
import { type CommandIo, exitCodes } from "./command.js";
import { conversationFiles, isConversation, namedIn } from "./conversation-files.js";
import { findMocha, type InstalledMocha, runMocha } from "./mocha-process.js";
import { defineCommand, type OptionValues, wrongUse } from "./options.js";
import { hasColours, runReports } from "./run-reports.js";

const options = {
  target: { value: "NAME", description: "A target of chat-check.yaml; default emulator" },
  "instance-id": { value: "ID", description: "An instance of Amazon Connect, in place of a target" },
  region: { value: "REGION", description: "Of the instance; default as the AWS SDK finds it" },
  profile: { value: "NAME", description: "Of the AWS configuration" },
  "allow-agents": { description: "Holds conversations although their flows may reach people" },
  instance: { value: "FILE", description: "The emulator's instance file; default the nearest instance.yaml" },
  flows: { value: "DIR", description: "A folder of exported flows, or one such file, for the emulator" },
  config: { value: "FILE", description: "Default the nearest chat-check.yaml" },
  tags: { value: "TAGS", description: "Only conversations with these tags: smoke,fast and not slow" },
  grep: { value: "TEXT", description: "Only tests whose title has this in it, a regular expression" },
  shard: { value: "I/N", description: "The i-th of n parts, which a conversation belongs to by its name" },
  update: { description: "Accepts all transcripts as the golden ones" },
  bail: { description: "Ends with the first failure" },
  retries: { value: "NUMBER", description: "Further attempts of a test that fails; default 0" },
  parallel: { description: "Runs files in processes of their own at the same time" },
  jobs: { value: "NUMBER", description: "How many; default one less than there are processors" },
  watch: { description: "Runs again whenever a file changes, until it is stopped" },
  require: { value: "MODULE", multiple: true, description: "Loaded before all else, such as tsx; more than once" },
  reporter: { value: "NAME", description: "One of mocha's, or a module; default spec" },
  junit: { value: "FILE", description: "Writes JUnit's XML" },
  html: { value: "FILE", description: "Writes a page with conversations, transcripts and failures" },
  coverage: { description: "Prints which actions and branches of the flows were gone through" },
  "coverage-dir": { value: "DIR", description: "Writes lcov.info, coverage.json and a page with the flows drawn" },
  "coverage-threshold": { value: "PERCENT", description: "Fails where fewer of the branches were gone through" },
} as const;

export type TestValues = OptionValues<typeof options>;

/** Holds conversations as tests. */
export const test = defineCommand({
  name: "test",
  description:
    "Holds conversations as tests of mocha: files *.chat.yaml and programs, by default every such file below the folder, against the emulator or an instance of Amazon Connect. Exit codes: 0 all held, 1 one did not, 2 wrong use.",
  operands: "[FILE|FILE#NAME|DIR|PATTERN …]",
  options,
  examples: [
    "chat-check test",
    "chat-check test flows --tags smoke --parallel --junit report.xml",
    "chat-check test menu.chat.yaml#invoice",
    "chat-check test --coverage --coverage-threshold 90",
    "chat-check test --target staging",
  ],
  async run(values, operands, io) {
    const { files, names, problems } = conversationFiles(operands, io.folder);
    const written = files.filter(isConversation).flatMap((file) => readable(file));
    const wrong = [...problems, ...nameProblems(names, written, io.folder), ...valueProblems(values)];
    if (wrong.length > 0) throw wrongUse("test", wrong);
    const mocha = findMocha(io.folder);
    const conversations = written.filter(({ file, name }) => names.get(file)?.includes(name) ?? true);
    const environment = {
      ...io.surroundings.environment,
      ...environmentOf(values),
      ...(names.size > 0 ? { CHAT_CHECK_NAMES: namesByFile(names, io.folder) } : {}),
      ...(conversations.some(({ conversation }) => conversation.only) ? { CHAT_CHECK_ONLY: "1" } : {}),
    };
    await lookForPeople(conversations, titleExpression(values.grep), environment, io);
    if (environment.CHAT_CHECK_ONLY) io.err("Only the conversations with only: true are held.\n");
    if (values.watch) return watch(mocha, values, operands, environment, io);
    return runOnce(mocha, values, files, environment, io);
  },
});

async function runOnce(
  mocha: InstalledMocha,
  values: TestValues,
  files: readonly string[],
  environment: Environment,
  io: CommandIo,
): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "chat-check-run-"));
  const startedAt = new Date(io.surroundings.now()).toISOString();
  const { reporter = "spec" } = values;
  try {
    const code = await runMocha(
      mocha,
      {
        args: [...argumentsOf(values, io), "--reporter", join(__dirname, "../mocha/reporter.js"), ...files],
        environment: {
          ...environment,
          CHAT_CHECK_RECORDS: folder,
          CHAT_CHECK_REPORTER: reporter,
          CHAT_CHECK_MOCHA: mocha.main,
        },
        listens: false,
      },
      io,
    );
    return await runReports(code, folder, { ...values, startedAt }, io);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function watch(
  mocha: InstalledMocha,
  values: TestValues,
  operands: readonly string[],
  environment: Environment,
  io: CommandIo,
): Promise<number> {
  const { reporter = "spec" } = values;
  const watched = ["yaml", "yml", "json", "js", "cjs", "mjs", "ts", "cts", "mts"].map(
    (extension) => `**/*.${extension}`,
  );
  const named = operands.map((operand) => namedIn(operand, io.folder).path);
  const specs = operands.length === 0 ? ["**/*.chat.yaml", "**/*.chat.yml"] : named;
  await runMocha(
    mocha,
    {
      args: [
        ...argumentsOf(values, io),
        ...["--watch", "--recursive", "--extension", "chat.yaml,chat.yml", "--ignore", "**/node_modules/**"],
        ...["--watch-files", watched.join(","), "--watch-ignore", "node_modules,.git,**/*.golden.yaml"],
        ...["--reporter", reporter],
        ...specs,
      ],
      environment,
      listens: true,
    },
    io,
  );
  return exitCodes.held;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** A conversation that is not cut by mocha's time limit has its own; tests of a program are given as much as it has. */
const testMilliseconds = 60_000;

function argumentsOf(values: TestValues, io: CommandIo): string[] {
  const { grep, bail, retries, parallel, jobs, require: modules = [] } = values;
  return [
    ...[
      "--no-config",
      "--no-package",
      "--timeout",
      String(testMilliseconds),
      hasColours(io) ? "--color" : "--no-color",
    ],
    ...modules.flatMap((module) => ["--require", module]),
    ...["--require", join(__dirname, "../mocha/index.js")],
    ...(grep === undefined ? [] : ["--grep", grep]),
    ...(bail ? ["--bail"] : []),
    ...(retries === undefined ? [] : ["--retries", retries]),
    ...(parallel ? ["--parallel"] : []),
    ...(jobs === undefined ? [] : ["--jobs", jobs]),
  ];
}

function environmentOf(values: TestValues): Environment {
  const given = {
    CHAT_CHECK_TARGET: values.target,
    CHAT_CHECK_INSTANCE_ID: values["instance-id"],
    AWS_REGION: values.region,
    AWS_PROFILE: values.profile,
    CHAT_CHECK_ALLOW_AGENTS: values["allow-agents"] ? "1" : undefined,
    CHAT_CHECK_INSTANCE: values.instance,
    CHAT_CHECK_FLOWS: values.flows,
    CHAT_CHECK_CONFIG: values.config,
    CHAT_CHECK_TAGS: values.tags,
    CHAT_CHECK_SHARD: values.shard,
    CHAT_CHECK_UPDATE: values.update ? "1" : undefined,
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function valueProblems(values: TestValues): string[] {
  const { tags, shard, grep, retries, jobs, watch: watching, target, "instance-id": instanceId } = values;
  const reports = (["junit", "html", "coverage", "coverage-dir", "coverage-threshold", "shard"] as const).filter(
    (name) => values[name],
  );
  return [
    ...problemOf(() => tags !== undefined && tagExpression(tags)),
    ...problemOf(() => shard !== undefined && shardOf(shard)),
    ...problemOf(() => titleExpression(grep)).map((reason) => `--grep cannot be understood: ${reason}`),
    ...Object.entries({ retries, jobs })
      .filter(([, value]) => value !== undefined && !/^\d+$/.test(value))
      .map(([name, value]) => `--${name} is a whole number, not ${value}`),
    ...(isPercent(values["coverage-threshold"])
      ? []
      : [`--coverage-threshold is a number from 0 to 100, not ${values["coverage-threshold"]}`]),
    ...(target !== undefined && instanceId !== undefined ? ["--target and --instance-id exclude each other"] : []),
    ...(watching && reports.length > 0 ? [`--watch does not go with --${reports.join(", --")}`] : []),
  ];
}

function isPercent(value: string | undefined): boolean {
  return value === undefined || (/^\d+(\.\d+)?$/.test(value) && Number(value) <= 100);
}

function problemOf(action: () => unknown): string[] {
  try {
    action();
    return [];
  } catch (error) {
    return [(error as ChatCheckError).message.replace(/\.$/, "")];
  }
}

/** As mocha reads it: the expression itself, or `/expression/flags`. */
function titleExpression(grep = ""): RegExp {
  const [, expression = grep, flags] = /^\/(.*)\/([gimy]{0,4})$/.exec(grep) ?? [];
  const { source, ignoreCase, multiline } = new RegExp(expression, flags);
  return new RegExp(source, `${ignoreCase ? "i" : ""}${multiline ? "m" : ""}`);
}

type Names = ReturnType<typeof conversationFiles>["names"];

function nameProblems(names: Names, written: readonly Found[], folder: string): string[] {
  return [...names].flatMap(([file, wanted]) => {
    const known = written.filter((one) => one.file === file).map(({ name }) => name);
    if (known.length === 0) return [];
    const missing = wanted.filter((name) => !known.includes(name));
    return missing.map((name) => `${shownIn(folder, file)} has no conversation ${name}; there are ${known.join(", ")}`);
  });
}

function namesByFile(names: Names, folder: string): string {
  return JSON.stringify(Object.fromEntries([...names].map(([file, wanted]) => [shownIn(folder, file), wanted])));
}

/** As reports and mocha's tests name a file. */
function shownIn(folder: string, file: string): string {
  return relative(folder, file).replaceAll("\\", "/");
}

interface Found extends FileConversation {
  readonly file: string;
}

/** What cannot be read becomes a test that fails. */
function readable(file: string): Found[] {
  try {
    return readConversations(file).map((conversation) => ({ ...conversation, file }));
  } catch {
    return [];
  }
}

/** Refuses a run in which chats may reach people, before anything is started. */
async function lookForPeople(
  conversations: readonly Found[],
  titles: RegExp,
  environment: Environment,
  io: CommandIo,
): Promise<void> {
  const selection = selectionFrom(environment);
  const runs = new Map<string, InstanceRun>();
  const refusals = new Map<string, ChatCheckError>();
  try {
    for (const { file, ...written } of conversations) {
      const shown = shownIn(io.folder, file);
      const { skip, outcomes } = written.conversation;
      // Outcomes are for the emulator alone: where people are, such a conversation is not started.
      if ((skip !== undefined && skip !== false) || outcomes) continue;
      const isHeld = (test: Planned) => selection.holds(test, shown) && titles.test(`${shown} ${test.title}`);
      if (!plannedTests([written], file).some(isHeld)) continue;
      const setting = settingOf(file, environment, io);
      if (setting?.kind !== "instance" || setting.allowAgents) continue;
      const key = JSON.stringify(setting);
      const run = runs.get(key) ?? new InstanceRun(setting, { ...io.surroundings, environment });
      runs.set(key, run);
      await run.lookForPeople(written.conversation.flow).catch((reason: unknown) => {
        if (reason instanceof ChatCheckError && reason.code === "MAY_REACH_PEOPLE")
          refusals.set(reason.message, reason);
      });
    }
  } finally {
    for (const run of runs.values()) run.close();
  }
  const [first] = refusals.values();
  if (!first) return;
  const { code, hint, answer } = first;
  throw new ChatCheckError({ code, hint, answer, message: [...refusals.keys()].join("\n") });
}

/** What is wrong with it is told by the tests. */
function settingOf(file: string, environment: Environment, io: CommandIo) {
  try {
    return settingFor(dirname(file), io.folder, environment);
  } catch {
    return undefined;
  }
}
