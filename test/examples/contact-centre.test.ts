import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { converse } from "../../provider/conversation/converse.js";
import { emulatorTarget } from "../../provider/conversation/emulator-target.js";
import { readConversations } from "../../provider/conversation/file.js";
import { type Emulator, startEmulator } from "../../provider/emulator/index.js";
import { compareGolden, updateGolden } from "../../provider/mocha/golden.js";
import { type Planned, plannedTests } from "../../provider/mocha/planned.js";
import { coverageOf } from "../../provider/report/coverage.js";
import { coverageText } from "../../provider/report/coverage-text.js";
import { type RunFlow, type RunRecord, runActions } from "../../provider/report/run.js";
import { endOf, User } from "../cli/processes.js";
import { root } from "../project/root.js";

const home = join(root, "examples/contact-centre");
const files = readdirSync(home, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".chat.yaml") && !file.includes("node_modules"))
  .sort();
const folders = readdirSync(home).filter((folder) => existsSync(join(home, folder, "instance.yaml")));
const all: { readonly records: RunRecord[]; readonly flows: RunFlow[] } = { records: [], flows: [] };

for (const folder of folders) {
  describe(`the conversations of the example ${folder}`, () => {
    const emulators = new Map<string, Emulator>();
    const records: RunRecord[] = [];
    const flows: RunFlow[] = [];

    after(async () => {
      await Promise.all([...emulators.values()].map((emulator) => emulator.close()));
    });

    for (const file of files.filter((name) => name.startsWith(folder + sep)).map((name) => join(home, name))) {
      const tests = plannedTests(readConversations(file), file);
      describe(relative(join(home, folder), file), () => {
        for (const test of tests) {
          it(test.title, async () => {
            const instance = instanceFile(dirname(file));
            const emulator = emulators.get(instance) ?? (await started(instance));
            emulators.set(instance, emulator);
            await assertHeld(test, emulator, instance, tests);
          });
        }
      });
    }

    describe("all of them", () => {
      it("leave no chat open", () => {
        const contacts = [...emulators.values()].flatMap((emulator) => emulator.contacts());
        assert.ok(contacts.length >= records.length);
        assert.deepEqual(
          contacts.filter(({ state }) => state === "open").map(({ flow }) => flow),
          [],
        );
      });

      it("take every branch", () => {
        const coverage = coverageOf(records, flows);
        all.records.push(...records);
        all.flows.push(...flows);
        const { actions, branches } = coverage;
        const missed = branches.total - branches.covered + actions.total - actions.covered;
        assert.equal(missed, 0, coverageText(coverage, { mostGaps: 100 }));
        console.log(
          `      ${branches.covered} of ${branches.total} branches, ${actions.covered} of ${actions.total} actions`,
        );
      });
    });

    async function started(instance: string): Promise<Emulator> {
      const emulator = await startEmulator({ instance });
      for (const { id, name, file = "" } of [...emulator.flows, ...emulator.modules]) {
        const content = readFileSync(file, "utf8");
        flows.push({ id, name, instance, file: relative(root, file), content });
      }
      return emulator;
    }

    async function assertHeld(test: Planned, emulator: Emulator, instance: string, tests: readonly Planned[]) {
      const { conversation, file, title, place, row } = test;
      const target = emulatorTarget(emulator, emulator);
      const { contactId, transcript, duration, skipped } = await converse(conversation, target, {
        folder: dirname(file),
        place,
        row,
      });
      assert.equal(skipped, undefined);
      records.push({
        file: relative(root, file),
        name: title,
        status: "passed",
        durationMilliseconds: duration,
        startedAt: transcript[0]?.time ?? "",
        contactId,
        instance,
        transcript,
        trace: runActions(emulator.chat(contactId).trace),
      });
      if (!conversation.golden) return;
      const titles = tests.map((one) => one.title);
      if (process.env.CHAT_CHECK_UPDATE) updateGolden({ file, title }, transcript, titles);
      else compareGolden({ file, title }, transcript);
    }
  });
}

describe("the examples of a contact centre", () => {
  for (const folder of ["menu-by-bot", "queue-with-position"]) {
    it(`have every branch of ${folder} taken by chat-check test`, async () => {
      using user = new User();
      const args = ["test", `examples/contact-centre/${folder}`, "--coverage", "--coverage-threshold", "100"];
      const { code, out, err } = await endOf(user.start(args, { cwd: root }));
      assert.equal(code, 0, out + err);
      assert.match(out, /^all +(\d+)\/\1 +100% +(\d+)\/\2 +100%$/m);
      assert.match(out, /^ +\d\d passing/m);
    });
  }

  it("are ten, and every branch of their flows is taken by a conversation", () => {
    const { flows, actions, branches, conversations } = coverageOf(all.records, all.flows);
    console.log(
      `      ${folders.length} folders, ${flows.length} flows and modules, ${conversations.length} conversations: ` +
        `${branches.covered} of ${branches.total} branches, ${actions.covered} of ${actions.total} actions`,
    );
    assert.equal(folders.length, 10);
    assert.ok(flows.length >= 22 && branches.total > 400, "all flows are there");
    assert.deepEqual([branches.covered, actions.covered], [branches.total, actions.total]);
  });
});

/** The nearest one, as the kit finds it. */
function instanceFile(folder: string): string {
  const file = join(folder, "instance.yaml");
  return existsSync(file) ? file : instanceFile(dirname(folder));
}
