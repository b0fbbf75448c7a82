import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { manualClock } from "../../provider/emulator/clock.js";
import { Contact } from "../../provider/emulator/contact.js";
import { NotEmulatedError } from "../../provider/emulator/errors.js";
import { FlowRun } from "../../provider/emulator/flow-run.js";
import { identifiers } from "../../provider/emulator/identifiers.js";
import type { Flow, Instance } from "../../provider/emulator/instance.js";
import { defaultBehaviour } from "../../provider/emulator/options.js";
import { parseFlow } from "../../provider/flow/document.js";
import { root } from "../project/root.js";
import { emptyInstance } from "./contact-in-flow.js";

const folder = join(root, "../shared/flows");
const index = join(folder, "INDEX.tsv");
const longestChat = 1500 * 60_000;

const contents = () =>
  readFileSync(index, "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split("\t")[0] ?? "")
    .map((file) => ({ file, ...parseFlow(readFileSync(join(folder, file))) }));

/** All flows that the emulator can run, in one instance. */
function instanceOf(flows: ReturnType<typeof contents>): Instance {
  const instance = emptyInstance();
  for (const { file, document } of flows) {
    try {
      if (document) instance.load({ name: file, content: document.content });
    } catch (error) {
      assert(error instanceof NotEmulatedError, `${file}: ${error}`);
    }
  }
  return instance;
}

/** A customer joins, says nothing, and stays for as long as a chat can last. */
function chatWith(flow: Flow, instance: Instance): Contact {
  const clock = manualClock();
  const ids = identifiers(1);
  const request = { InstanceId: instance.id, ContactFlowId: flow.id, ParticipantDetails: { DisplayName: "Ada" } };
  const contact = new Contact(instance, flow, request, clock, ids);
  contact.join();
  new FlowRun(flow, contact, { clock, identifiers: ids, behaviour: defaultBehaviour }).start();
  clock.advance(longestChat);
  return contact;
}

describe("real exported flows", () => {
  if (!existsSync(index)) {
    it(`ARE NOT TESTED, because the folder ${folder} is absent`, function () {
      this.skip();
    });
    return;
  }

  it("give a document or problems, and the same document again when they are read back", () => {
    for (const { file, document, problems } of contents()) {
      assert.equal(document === undefined, problems.length > 0, file);
      if (document) assert.deepEqual(parseFlow(document.content).document?.actions, document.actions, file);
    }
  });

  it("run to an end where all of their actions are emulated", () => {
    const files = contents();
    const refused = files.filter(({ document }) => !document);
    const instance = instanceOf(files);
    const contacts = instance.flows.map((flow) => chatWith(flow, instance));
    const finished = contacts.filter(({ ended, queue }) => queue || ended?.reason === "CONTACT_FLOW_DISCONNECT");
    const actions = contacts.reduce((sum, { trace }) => sum + trace.length, 0);
    console.log(
      [
        `${files.length} files`,
        `${files.length - refused.length} loaded (placeholders in them are fine)`,
        `${refused.length} refused (${refused.map(({ file, problems }) => `${basename(file)}: ${problems.join(" ")}`).join("; ")})`,
        `${contacts.length} runnable by the emulator`,
        `${finished.length} run to an end`,
        `${actions} actions executed`,
      ].join(", "),
    );
    assert(contacts.length >= 26, `${contacts.length} flows can be run`);
    assert.deepEqual(
      contacts.filter((contact) => !finished.includes(contact)).map(({ flow }) => flow.name),
      [],
    );
    assert(actions > contacts.length);
  });
});
