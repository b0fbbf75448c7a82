import type { Parameter } from "../action-type.js";
import { type JsonNode, type JsonObject, memberOf } from "../json-tree.js";
import { nearest } from "../nearest.js";
import { pathOf } from "../reference.js";
import type { LintedAction } from "./linted-flow.js";
import { isDynamic, placeholderIn } from "./operands.js";
import { listed, named, quoted, type Rule } from "./rule.js";

/** Values of parameters, against what their types take. */
export const parameterValues: readonly Rule[] = [
  rule("invalid-parameter", "error", "A parameter has a value that its action does not take"),
  rule("unknown-value", "warning", "A parameter has a value that no source names"),
  rule("number-out-of-range", "error", "A number in a parameter is beyond its limits"),
  rule("unquoted-value", "note", "A number or a boolean stands without quotes where exports have a text"),
];

type RuleId = "invalid-parameter" | "unknown-value" | "number-out-of-range" | "unquoted-value";

interface Objection {
  readonly rule: RuleId;
  readonly node: { readonly start: number; readonly end: number };
  /** Follows the parameter's name in a sentence. */
  readonly what: string;
  readonly toDo: string;
}

function rule(id: RuleId, severity: Rule["severity"], description: string): Rule {
  return {
    id,
    severity,
    description,
    check({ actions }, report) {
      for (const action of actions) {
        for (const { path, objection } of objectionsTo(action)) {
          if (objection.rule !== id) continue;
          report(objection.node, `${named(action)}: ${path} ${objection.what}.`, objection.toDo, action);
        }
      }
    },
  };
}

interface Found {
  readonly path: string;
  readonly objection: Objection;
}

function objectionsTo({ form, parameters }: LintedAction): Found[] {
  return form && parameters ? objectionsIn(form.parameters, parameters, "") : [];
}

function objectionsIn(known: Readonly<Record<string, Parameter>>, given: JsonObject, prefix: string): Found[] {
  return Object.entries(known).flatMap(([name, parameter]) => {
    const value = memberOf(given, name)?.value;
    if (!value) return [];
    const path = prefix + name;
    if (parameter.kind === "object" && value.kind === "object") {
      return objectionsIn(parameter.parameters, value, `${path}.`);
    }
    return judge(parameter, value).map((objection) => ({ path, objection }));
  });
}

/** An empty text has a rule of its own, and what is filled in later cannot be judged. */
function isOpen(node: JsonNode): boolean {
  if (node.kind !== "scalar" || typeof node.value !== "string") return false;
  return node.value === "" || placeholderIn(node.value) !== undefined;
}

function judge(parameter: Parameter, node: JsonNode): Objection[] {
  if (parameter.kind === "any" || isOpen(node)) return [];
  switch (parameter.kind) {
    case "object":
      return [invalid(node, `is ${kindOf(node)}, and not an object`, "Make it an object.")];
    case "map":
      return judgeMap(parameter, node);
    case "list":
      return judgeList(parameter, node);
    default:
      return judgeText(parameter, node);
  }
}

function judgeMap({ keys, most }: Extract<Parameter, { kind: "map" }>, node: JsonNode): Objection[] {
  if (node.kind !== "object") return [invalid(node, `is ${kindOf(node)}, and not an object`, "Make it an object.")];
  const found: Objection[] = [];
  for (const { key, keySpan } of node.members) {
    if (!keys || keys.includes(key)) continue;
    found.push(strange(`does not have ${quoted(key)}`, key, keys, keySpan));
  }
  if (most !== undefined && node.members.length > most) {
    found.push({
      rule: "number-out-of-range",
      node,
      what: `has ${node.members.length} entries, and may have ${most}`,
      toDo: `Leave at most ${most}.`,
    });
  }
  return found;
}

function judgeList({ of: values, least = 0 }: Extract<Parameter, { kind: "list" }>, node: JsonNode): Objection[] {
  if (node.kind !== "array") return [invalid(node, `is ${kindOf(node)}, and not a list`, "Make it a list.")];
  if (node.items.length < least) return [invalid(node, "is an empty list", "Add an entry.")];
  if (!values) return [];
  return node.items.filter((item) => !isOpen(item)).flatMap((item) => judgeChoice(values, true, item));
}

function judgeText(
  parameter: Extract<Parameter, { kind: "text" | "reference" | "choice" | "number" }>,
  node: JsonNode,
): Objection[] {
  if (node.kind !== "scalar" || node.value === null) {
    return [invalid(node, `is ${kindOf(node)}, and not a text`, "Make it a text.")];
  }
  const unquoted: Objection[] =
    typeof node.value === "string"
      ? []
      : [
          {
            rule: "unquoted-value",
            node,
            what: `is ${node.value}, without quotes`,
            toDo: `Write "${node.value}", as exports do.`,
          },
        ];
  if (parameter.kind === "reference") return [...unquoted, ...judgeReference(node)];
  if (parameter.kind === "choice") {
    return [...unquoted, ...judgeChoice(parameter.values, parameter.dynamic ?? false, node)];
  }
  return parameter.kind === "number" ? [...unquoted, ...judgeNumber(parameter, node)] : unquoted;
}

/** References whose value is an object, of which the service wants a leaf. */
const withoutLeaf: ReadonlySet<string> = new Set([
  ...["Attributes", "FlowAttributes", "SegmentAttributes", "External", "LambdaInvocation", "Lex", "Views", "Customer"],
  ...["Case", "Queue", "CustomerEndpoint", "SystemEndpoint", "Agent", "Metrics", "References", "Task", "Media", "Loop"],
]);

function judgeReference(node: JsonNode): Objection[] {
  const text = textIn(node);
  const path = pathOf(text);
  if (!path) {
    if (isDynamicName(text)) return [];
    return [invalid(node, `is ${quoted(text)}; it has to be one reference, and nothing else`, example)];
  }
  if (path.length > 1 || !withoutLeaf.has(path[0] ?? "")) return [];
  return [invalid(node, `is ${quoted(text)}, which holds more than one value`, example)];
}

const example = "Write one such as $.Attributes.language.";

/** A name that is not known is another rule's affair. */
function isDynamicName(text: string): boolean {
  return /^\$(?:\.|\[)/.test(text.trim()) && !isDynamic(text);
}

function judgeChoice(values: readonly string[], dynamic: boolean, node: JsonNode): Objection[] {
  const text = textIn(node);
  if (values.some((value) => value.toLowerCase() === text.toLowerCase())) return [];
  if (isDynamic(text)) {
    return dynamic ? [] : [invalid(node, `is ${quoted(text)}, and has to be static`, `Write ${listed(values, "or")}.`)];
  }
  return [strange(`is ${quoted(text)}`, text, values, node)];
}

/** A slip of the pen is refused; anything else may be newer than what is known here. */
function strange(what: string, text: string, values: readonly string[], node: Objection["node"]): Objection {
  const near = nearest(text, values);
  return near
    ? invalid(node, what, `Did you mean ${quoted(near)}?`)
    : { rule: "unknown-value", node, what: `${what}, which no source names`, toDo: `Write ${listed(values, "or")}.` };
}

function judgeNumber({ least, most, dynamic }: Extract<Parameter, { kind: "number" }>, node: JsonNode): Objection[] {
  const text = textIn(node).trim();
  if (isDynamic(text)) {
    return dynamic ? [] : [invalid(node, `is ${quoted(text)}, and has to be static`, "Write a number.")];
  }
  if (!/^-?\d+$/.test(text)) return [invalid(node, `is ${quoted(text)}, and no whole number`, "Write a number.")];
  const value = Number(text);
  if (value >= least && value <= most) return [];
  const limits = most === Number.POSITIVE_INFINITY ? `at least ${least}` : `${least} to ${most}`;
  return [
    {
      rule: "number-out-of-range",
      node,
      what: `is ${text}; it may be ${limits}`,
      toDo: "Write a number within these limits.",
    },
  ];
}

function invalid(node: Objection["node"], what: string, toDo: string): Objection {
  return { rule: "invalid-parameter", node, what, toDo };
}

function textIn(node: JsonNode): string {
  return node.kind === "scalar" ? String(node.value) : "";
}

function kindOf(node: JsonNode): string {
  if (node.kind === "array") return "a list";
  if (node.kind === "object") return "an object";
  return node.value === null
    ? "null"
    : `the ${typeof node.value === "string" ? "text" : typeof node.value} ${quoted(String(node.value))}`;
}
