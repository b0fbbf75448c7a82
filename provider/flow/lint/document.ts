import { flowLanguageVersion } from "../document.js";
import { type JsonNode, memberOf, memberValue, plain, type Span } from "../json-tree.js";
import { named, quoted, type Rule } from "./rule.js";

const mostActions = 250;
const mostCharacters = 256_000;

/** The document as a whole. */
export const documentRules: readonly Rule[] = [
  {
    id: "wrong-version",
    severity: "error",
    description: `Version is not ${flowLanguageVersion}`,
    check({ root }, report) {
      const version = memberValue(root, "Version");
      if (!root || (version?.kind === "scalar" && version.value === flowLanguageVersion)) return;
      report(
        version ?? { start: root.start, end: root.start + 1 },
        version ? `Version is ${shown(version)}.` : "Version is missing.",
        `Write "Version": "${flowLanguageVersion}"; it is the only one that there is.`,
      );
    },
  },
  {
    id: "duplicate-key",
    severity: "warning",
    description: "An object has the same key twice, and the first value is lost",
    check({ root }, report) {
      const metadata = memberOf(root, "Metadata")?.value;
      for (const { key, span } of duplicateKeys(root, metadata)) {
        report(
          span,
          `The key ${quoted(key)} stands twice in one object; the last one counts.`,
          "Take one of them out.",
        );
      }
    },
  },
  {
    id: "content-too-large",
    severity: "error",
    description: "The content has more than 256,000 characters",
    check({ root, content }, report) {
      if (!root || content.length <= mostCharacters) return;
      const compact = JSON.stringify(plain(root)).length;
      report(
        { start: root.start, end: root.start + 1 },
        `The content has ${content.length} characters, and the service takes ${mostCharacters}.`,
        compact <= mostCharacters
          ? `Publish it without the white space; it then has ${compact}.`
          : "Move a part of it to another flow or to a module.",
      );
    },
  },
  {
    id: "too-many-actions",
    severity: "error",
    description: "The flow has more than 250 actions",
    check({ actions }, report) {
      const first = actions[mostActions];
      if (!first) return;
      report(
        first.identifierSpan,
        `The flow has ${actions.length} actions, and the service takes ${mostActions}; here begins what is too much.`,
        "Move a part of it to another flow or to a module.",
        first,
      );
    },
  },
  {
    id: "malformed-action",
    severity: "error",
    description: "An action lacks Identifier or Type, or a part of it is of the wrong JSON type",
    check({ actions }, report) {
      for (const action of actions) {
        for (const { span, what, toDo } of malformations(action.node)) {
          report(span, `${named(action)} is malformed: ${what}.`, toDo, action);
        }
      }
    },
  },
];

function* duplicateKeys(
  node: JsonNode | undefined,
  except: JsonNode | undefined,
): Generator<{ readonly key: string; readonly span: Span }> {
  if (!node || node === except || node.kind === "scalar") return;
  if (node.kind === "array") {
    for (const item of node.items) yield* duplicateKeys(item, except);
    return;
  }
  const seen = new Set<string>();
  for (const { key, keySpan, value } of node.members) {
    if (seen.has(key)) yield { key, span: keySpan };
    seen.add(key);
    yield* duplicateKeys(value, except);
  }
}

interface Malformation {
  readonly span: Span;
  readonly what: string;
  readonly toDo: string;
}

function* malformations(action: JsonNode): Generator<Malformation> {
  const head = { start: action.start, end: action.start + 1 };
  for (const name of ["Identifier", "Type"]) {
    const value = memberValue(action, name);
    if (isText(value)) continue;
    const what = value ? `${name} is ${shown(value)}, and no text` : `${name} is missing`;
    yield { span: value ?? head, what, toDo: "Give it a text." };
  }
  yield* wrongKind(memberValue(action, "Parameters"), "Parameters", "object");
  const transitions = memberValue(action, "Transitions");
  yield* wrongKind(transitions, "Transitions", "object");
  const next = memberValue(transitions, "NextAction");
  if (next && !isText(next)) {
    yield { span: next, what: `NextAction is ${shown(next)}`, toDo: "Give it the identifier of an action." };
  }
  for (const [list, members] of [
    ["Conditions", ["NextAction", "Condition.Operator"]],
    ["Errors", ["NextAction", "ErrorType"]],
  ] as const) {
    const entries = memberValue(transitions, list);
    yield* wrongKind(entries, list, "array");
    for (const [index, entry] of (entries?.kind === "array" ? entries.items : []).entries()) {
      for (const path of members) {
        const value = path.split(".").reduce<JsonNode | undefined>(memberValue, entry);
        if (isText(value)) continue;
        const what = `${list}[${index}] has no ${path} that is a text`;
        yield { span: value ?? entry, what, toDo: `Give it ${path}, or take the entry out.` };
      }
    }
  }
}

function* wrongKind(node: JsonNode | undefined, name: string, kind: "object" | "array"): Generator<Malformation> {
  if (!node || node.kind === kind) return;
  const wanted = kind === "object" ? "an object" : "a list";
  yield { span: node, what: `${name} is ${shown(node)}, and not ${wanted}`, toDo: `Make it ${wanted}.` };
}

function isText(node: JsonNode | undefined): boolean {
  return node?.kind === "scalar" && typeof node.value === "string";
}

function shown(node: JsonNode): string {
  if (node.kind === "array") return "a list";
  if (node.kind === "object") return "an object";
  return typeof node.value === "string" ? quoted(node.value) : String(node.value);
}
