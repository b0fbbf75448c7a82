import assert from "node:assert/strict";
import { type Finding, lintFlow, rules } from "../../../provider/flow/lint/index.js";
import { type ActionJson, flow } from "../../flows.js";

/** A flow as a test writes it: its actions, the first of which it starts with, or any document, or a text. */
export type FlowCase = readonly ActionJson[] | Readonly<Record<string, unknown>> | string;

export interface Failing {
  readonly flow: FlowCase;
  /** What stands at each finding: a stretch of the file that it has once, with « and » around what is pointed at. */
  readonly at: string | readonly string[];
  /** The first finding, word for word. */
  readonly message: string;
  readonly hint?: string;
}

/** Titles a rule with flows in which it finds nothing, and flows in which it finds something. */
export function describeRule(
  id: string,
  cases: { readonly holds: Readonly<Record<string, FlowCase>>; readonly finds: Readonly<Record<string, Failing>> },
): void {
  describe(`the rule ${id}`, () => {
    for (const [title, holding] of Object.entries(cases.holds)) {
      it(`finds nothing in ${title}`, () => {
        assert.deepEqual(findings(id, textOf(holding)), []);
      });
    }
    for (const [title, { flow: failing, at, message, hint }] of Object.entries(cases.finds)) {
      it(`finds ${title}`, () => {
        const text = textOf(failing);
        const found = findings(id, text);
        assert.deepEqual(
          found.map(({ region }) => region),
          [at].flat().map((mark) => regionOf(mark, text)),
          `${JSON.stringify(found, null, 2)}\n${text}`,
        );
        assert.equal(found[0]?.message, message);
        if (hint !== undefined) assert.equal(found[0]?.hint, hint);
      });
    }
  });
}

/** What one rule alone finds. */
export function findings(id: string, text: string): Finding[] {
  assert(
    rules.some((rule) => rule.id === id),
    id,
  );
  return lintFlow(text, { rules: new Set([id]) });
}

/** A flow with these members beside those that every flow has. */
export function document(
  members: Readonly<Record<string, unknown>>,
  ...actions: readonly ActionJson[]
): Readonly<Record<string, unknown>> {
  return { ...flow("", ...actions).content, ...members };
}

export const ofType = (type: string, ...actions: readonly ActionJson[]) => document({ Metadata: { type } }, ...actions);

function textOf(given: FlowCase): string {
  if (typeof given === "string") return given;
  return JSON.stringify(Array.isArray(given) ? flow("", ...given).content : given, null, 2);
}

/** Counted anew, and not with the code that is tested. */
function regionOf(mark: string, text: string): Finding["region"] {
  const needle = mark.replace(/[«»]/g, "");
  const first = text.indexOf(needle);
  assert(first !== -1, `${needle} does not stand in ${text}`);
  assert(text.indexOf(needle, first + 1) === -1, `${needle} stands twice in ${text}`);
  const start = place(text, first + mark.indexOf("«"));
  const end = place(text, first + mark.indexOf("»") - 1);
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

function place(text: string, offset: number) {
  const lines = text.slice(0, offset).split("\n");
  return { line: lines.length, column: (lines.at(-1) ?? "").length + 1 };
}
