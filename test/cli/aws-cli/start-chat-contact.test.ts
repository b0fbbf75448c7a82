import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../../project/root.js";
import { assertNoToken } from "../../project/tokens.js";
import { type CommandLine, commandLines, type Difference } from "./command-lines.js";
import { Ahead, type Cli, type Outcome, outcomeOf } from "./oracle.js";

const main = join(root, "dist/cli/main.js");
const version2Name = "AWS CLI version 2";
const version1Name = "AWS CLI version 1";
const version2 = awsCli(version2Name, process.env.CHAT_CHECK_AWS_CLI_2);
const version1 = awsCli(version1Name, process.env.CHAT_CHECK_AWS_CLI_1);

/** Half a second of a processor each: as many at once as there are processors, and never far ahead of the tests. */
const concurrency = Math.max(2, availableParallelism());
const rowsAhead = concurrency + 1;

function awsCli(name: string, program: string | undefined): Cli | undefined {
  return program ? { name, command: [program, "connect", "start-chat-contact"] } : undefined;
}

/** A hook that skips a suite, and says why. */
function needs(name: string, cli: Cli | undefined) {
  return function (this: Mocha.Context) {
    if (cli) return;
    console.error(`      skipped: there is no ${name} (run node scripts/clients.mjs, then npm test)`);
    this.skip();
  };
}

/** Version 1 has exit codes and formats of its own: it is held against what good lines send. */
function isForVersion1({ args, status, notInVersion1 }: CommandLine): boolean {
  const formats = args.some((word) => ["--output", "--query", "--generate-cli-skeleton"].includes(word));
  return status === 0 && !formats && notInVersion1 === undefined;
}

describe("chat-check start-chat-contact beside the AWS CLIs", function () {
  this.timeout(120_000);

  const forVersion1 = commandLines.filter(isForVersion1);
  const outcomes2 = version2 && new Ahead(version2, commandLines, { concurrency, rowsAhead });
  const outcomes1 = version1 && new Ahead(version1, forVersion1, { concurrency, rowsAhead });
  const ownOutcomes = new Map<CommandLine, Promise<Outcome>>();
  const ownOutcome = (row: CommandLine) => {
    const outcome = ownOutcomes.get(row) ?? outcomeOf(ours, row);
    ownOutcomes.set(row, outcome);
    return outcome;
  };
  const table: string[] = [];

  let ours: Cli;
  let cache = "";
  before(() => {
    assert.ok(existsSync(main), "There is no dist/cli/main.js: run npm run build.");
    cache = mkdtempSync(join(tmpdir(), "chat-check-cache-"));
    const command = [process.execPath, main, "start-chat-contact"] as const;
    ours = { name: "chat-check", command, environment: { XDG_CACHE_HOME: cache } };
  });

  after(async () => {
    await Promise.all([outcomes2?.ended(), outcomes1?.ended()]);
    rmSync(cache, { recursive: true, force: true });
    if (table.length > 0) console.log(`\nExit codes of AWS's and ours:\n${table.join("\n")}\n`);
  });

  describe("version 2", () => {
    before(needs(version2Name, version2));

    for (const row of commandLines) {
      it(`${row.status}: ${row.name}`, async () => {
        const theirs = await (outcomes2 as Ahead).of(row);
        assert.equal(theirs.status, row.status, `The AWS CLI ends otherwise than the table says: ${theirs.stderr}`);
        const own = await ownOutcome(row);
        const line = `${String(theirs.status).padEnd(4)}${String(own.status).padEnd(4)}${row.name}`;
        try {
          assertSpeaksPlainly(own, row.difference?.stdout !== undefined);
          if (row.says) assert.match(own.stderr, row.says);
          assertAlike(own, theirs, row.difference);
          table.push(row.difference ? `${line}: differs, because ${row.difference.because}` : `${line}: equal`);
        } catch (error) {
          table.push(`${line}: NOT EQUAL`);
          throw error;
        }
      });
    }
  });

  describe("version 1", () => {
    before(needs(version1Name, version1));

    for (const row of forVersion1) {
      it(`sends what ours sends: ${row.name}`, async () => {
        const theirs = await (outcomes1 as Ahead).of(row);
        const own = await ownOutcome(row);
        assert.deepEqual(own.requests, theirs.requests);
        assert.equal(own.status, theirs.status);
        assert.equal(own.stdout, theirs.stdout);
      });
    }
  });

  describe("a skeleton, edited", () => {
    before(needs(version2Name, version2));

    for (const [kind, option] of [
      ["input", "--cli-input-json"],
      ["yaml-input", "--cli-input-yaml"],
    ] as const) {
      it(`works with ${option} in ours and in AWS's`, async () => {
        const skeleton = await outcomeOf(ours, line(["--generate-cli-skeleton", kind]));
        assert.equal(skeleton.status, 0, skeleton.stderr);
        const name = "a.skeleton";
        const edited = line([option, `file://${name}`], { [name]: filledIn(skeleton.stdout) });
        const [own, theirs] = [await outcomeOf(ours, edited), await outcomeOf(version2 as Cli, edited)];
        assert.equal(theirs.status, 0, theirs.stderr);
        assert.equal(theirs.requests.length, 1);
        assertAlike(own, theirs);
      });

      it(`is refused as it is with ${option}, by ours and by AWS's`, async () => {
        const skeleton = await outcomeOf(ours, line(["--generate-cli-skeleton", kind]));
        const unedited = line([option, "file://a.skeleton"], { "a.skeleton": skeleton.stdout });
        const [own, theirs] = [await outcomeOf(ours, unedited), await outcomeOf(version2 as Cli, unedited)];
        assert.equal(theirs.status, 252);
        assertAlike(own, theirs);
      });
    }
  });
});

function line(args: readonly string[], files: Readonly<Record<string, string>> = {}): CommandLine {
  return { name: args.join(" "), args, status: 0, files };
}

/** A skeleton, JSON or YAML, whose empty values have been filled in as a person would. */
function filledIn(skeleton: string): string {
  const values: readonly (readonly [member: string, value: string])[] = [
    ["InstanceId", "<instance>"],
    ["ContactFlowId", "<flow>"],
    ["DisplayName", "Ada"],
    ["ContentType", "text/plain"],
    ["Content", "Hello, there: #1"],
    ["ClientToken", "t-1"],
    ["CustomerId", "c-1"],
  ];
  const filled = values.reduce(
    (text, [member, value]) => text.replace(new RegExp(`("?${member}"?: )(""|'')`), `$1"${value}"`),
    skeleton,
  );
  return filled
    .replace(/("?ChatDurationInMinutes"?: )0/, "$190")
    .replace(/(SupportedMessagingContentTypes.*\n\s*(?:- )?)(""|'')/, '$1"text/plain"')
    .replace(/ *"?PersistentChat"?:[\s\S]*?"?RelatedContactId"?:.*\n/, "");
}

/** What holds for every line of ours: results on one stream, sentences on the other, no token and no stack among them. */
function assertSpeaksPlainly({ status, stdout, stderr }: Outcome, showsAnyway = false): void {
  assertNoToken(stderr);
  if (status === 0) return;
  if (!showsAnyway) assert.equal(stdout, "");
  assert.match(stderr, /\w/);
  assert.doesNotMatch(stderr, /^ +at .+:\d+:\d+|met an error of its own|undefined|\[object/m);
}

/** Equal but for what is said to differ; what is said to differ does. */
function assertAlike(own: Outcome, theirs: Outcome, difference: Partial<Difference> = {}): void {
  const { status = theirs.status, requests, stdout, essence } = difference;
  const said = `ours said:\n${own.stderr || own.stdout}\nAWS's said:\n${theirs.stderr || theirs.stdout}`;
  assert.equal(own.status, status, said);
  if (requests === undefined) {
    assert.deepEqual(own.requests, theirs.requests);
    assert.equal(own.contacts, theirs.contacts);
  } else {
    assert.equal(own.requests.length, requests);
  }
  if (stdout) assert.match(own.stdout, stdout);
  else if (essence) assert.equal(essence(own.stdout), essence(theirs.stdout));
  else assert.equal(own.stdout, theirs.stdout);
  const alike = {
    status: own.status === theirs.status,
    requests: own.requests.length === theirs.requests.length,
    stdout: own.stdout === theirs.stdout,
    essence: own.stdout === theirs.stdout,
  };
  for (const [name, same] of Object.entries(alike)) {
    assert.ok(!(same && name in difference), `The ${name} is said to differ, and no longer does.`);
  }
}
