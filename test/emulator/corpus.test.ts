import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Stub } from "../../provider/emulator/flow-run.js";
import type { TraceRecord } from "../../provider/emulator/trace.js";
import { actionTypes } from "../../provider/flow/action-types.js";
import { type FlowDocument, parseFlow } from "../../provider/flow/document.js";
import { root } from "../project/root.js";
import { contactInFlow } from "./contact-in-flow.js";
import { type Edge, edgesOf, waysTo } from "./flow-walk.js";

const folder = join(root, "../shared/flows");
const index = join(folder, "INDEX.tsv");
const longestChat = 1500 * 60_000;

interface CorpusFlow {
  readonly file: string;
  readonly document: FlowDocument;
}

const parsed = () =>
  readFileSync(index, "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split("\t")[0] ?? "")
    .map((file) => ({ file, ...parseFlow(readFileSync(join(folder, file))) }));

/** A chat through a flow of the corpus; its customer joins, says nothing, and stays for as long as a chat can last. */
function chatThrough({ file, document }: CorpusFlow, stub?: Stub): readonly TraceRecord[] {
  const { contact, clock } = contactInFlow(
    { name: file, content: document.content, type: "CONTACT_FLOW" },
    { stub, behaviour: { unknownAction: "error branch", actionsWithoutWait: 300 } },
  );
  clock.advance(longestChat);
  return contact.chat.contacts.flatMap(({ trace }) => trace);
}

/** Takes the branches of a way, each once and in their order; where the way is over, what the actions say. */
function along(way: readonly Edge[]): Stub {
  let step = 0;
  return ({ identifier }) => {
    const edge = way[step];
    if (!edge || edge.action !== identifier) return undefined;
    step += 1;
    return edge.outcome;
  };
}

const name = ({ action, label }: Pick<Edge, "action" | "label">) => `${action} ${label}`;

function walked(flow: CorpusFlow) {
  const { document } = flow;
  const all = [...document.actions.values()].flatMap(edgesOf);
  const ran = new Set<string>();
  const taken = new Set<string>();
  const broken: string[] = [];
  for (const way of [[], ...waysTo(document)]) {
    for (const { action, branch, result, warnings } of chatThrough(flow, along(way))) {
      ran.add(action);
      if (branch) taken.add(name({ action, label: branch.label }));
      if (result === "internal error") broken.push(...warnings);
    }
  }
  const edges = [...new Map(all.map((edge) => [name(edge), edge])).values()];
  return { flow, ran, broken, edges, missed: edges.filter((edge) => !taken.has(name(edge))) };
}

/** Why a branch cannot be taken by any walk. */
function reason({ document }: CorpusFlow, { action, outcome }: Edge, ran: ReadonlySet<string>): string {
  if (!ran.has(action)) return "its action is not reachable from the start";
  if (!outcome) return "an earlier condition always holds first, or nothing can differ from all of them";
  return `it was not taken (${document.actions.get(action)?.type})`;
}

describe("real exported flows", () => {
  if (!existsSync(index)) {
    it(`ARE NOT TESTED, because the folder ${folder} is absent`, function () {
      this.skip();
    });
    return;
  }

  it("give a document or problems, and the same document again when they are read back", () => {
    for (const { file, document, problems } of parsed()) {
      assert.equal(document === undefined, problems.length > 0, file);
      if (document) assert.deepEqual(parseFlow(document.content).document?.actions, document.actions, file);
    }
  });

  it("run, every action of a known type and every branch that can be taken, with no internal error", function () {
    this.timeout(120_000);
    const files = parsed();
    const refused = files.filter(({ document }) => !document);
    const flows = files.flatMap(({ file, document }) => (document ? [{ file, document }] : []));
    const walks = flows.map(walked);
    const actions = flows.flatMap(({ document }) => [...document.actions.values()]);
    const known = (type: string) => actionTypes.has(type);
    const notRun = walks.flatMap(({ flow, ran }) =>
      [...flow.document.actions.values()]
        .filter(({ identifier }) => !ran.has(identifier))
        .map((action) => ({ flow, action })),
    );
    const missed = walks.flatMap(({ flow, missed, ran }) =>
      missed.map((edge) => ({ flow, edge, why: reason(flow, edge, ran) })),
    );
    const edges = walks.flatMap(({ edges }) => edges);
    const types = new Set(actions.map(({ type }) => type).filter(known));
    const typesRun = new Set(
      walks.flatMap(({ flow, ran }) => [...ran].map((id) => flow.document.actions.get(id)?.type ?? "")).filter(known),
    );
    console.log(
      [
        `${files.length} files, ${flows.length} loaded, ${refused.length} refused (${refused.map(({ file, problems }) => `${basename(file)}: ${problems.join(" ")}`).join("; ")})`,
        `${actions.length} actions, ${actions.length - notRun.length} run; ${types.size} known action types, ${typesRun.size} run`,
        `${edges.length} branches, ${edges.length - missed.length} taken`,
        ...notRun.map(
          ({ flow, action }) => `  not run: ${basename(flow.file)} ${action.type} ${action.identifier}: not reachable`,
        ),
        ...missed.map(({ flow, edge, why }) => `  not taken: ${basename(flow.file)} ${name(edge)}: ${why}`),
      ].join("\n"),
    );
    assert.deepEqual(
      walks.flatMap(({ broken }) => broken),
      [],
    );
    assert.deepEqual(
      refused.map(({ problems }) => problems.map((problem) => problem.split(" ")[0])),
      [["StartAction"]],
    );
    assert.deepEqual([...typesRun].sort(), [...types].sort());
    assert.deepEqual(
      missed
        .filter(({ why }) => why.startsWith("it was not taken"))
        .map(({ flow, edge }) => `${flow.file} ${name(edge)}`),
      [],
    );
    assert.deepEqual(
      notRun.filter(({ flow, action }) =>
        waysTo(flow.document).some((way) => way.at(-1)?.target === action.identifier),
      ),
      [],
    );
  });
});
