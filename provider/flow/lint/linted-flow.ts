import { type ActionForm, type ActionType, type FlowType, formOf } from "../action-type.js";
import { actionTypes } from "../action-types.js";
import { consoleTypes, decoded } from "../document.js";
import {
  type JsonMember,
  type JsonNode,
  type JsonObject,
  JsonSyntaxError,
  memberOf,
  memberValue,
  offsetsInString,
  placesIn,
  plain,
  readJson,
  type Span,
  textOf,
} from "../json-tree.js";
import type { Region } from "./rule.js";

/** A transition of an action, with where it stands. */
export interface Edge {
  readonly kind: "next" | "condition" | "error";
  /** `NoMatchingError`, `Equals True`, …; empty for `next`. */
  readonly label: string;
  readonly target: string;
  /** Where the target stands. */
  readonly targetSpan: Span;
  /** The whole entry. */
  readonly span: Span;
}

export interface ConditionEntry extends Span {
  readonly operator?: string;
  readonly operatorSpan: Span;
  readonly operands: readonly JsonNode[];
  readonly operandsSpan: Span;
  /** Absent when it has no target that is a text. */
  readonly edge?: Edge;
}

export interface ErrorEntry extends Span {
  readonly errorType?: string;
  readonly errorTypeSpan: Span;
  readonly edge?: Edge;
}

/** An entry of `Actions`, whatever it holds. */
export interface LintedAction {
  readonly index: number;
  readonly span: Span;
  readonly node: JsonNode;
  readonly identifier?: string;
  readonly identifierSpan: Span;
  readonly type?: string;
  /** Where the type stands; the beginning of the action where it has none. */
  readonly typeSpan: Span;
  /** Absent for a type that the flow language does not have. */
  readonly definition?: ActionType;
  /** The demands on an action with these parameters. */
  readonly form?: ActionForm;
  readonly parameters?: JsonObject;
  readonly parameterValues: Readonly<Record<string, unknown>>;
  readonly transitions?: JsonMember;
  readonly next?: Edge;
  readonly conditions: readonly ConditionEntry[];
  readonly errors: readonly ErrorEntry[];
  /** All transitions. */
  readonly edges: readonly Edge[];
}

/** Why there is no flow to look at. */
export interface Unreadable {
  readonly rule: "not-json" | "not-a-flow" | "legacy-format";
  readonly span: Span;
  readonly message: string;
}

export interface LintedFlow {
  readonly unreadable?: Unreadable;
  /** The flow itself, without what `describe-contact-flow` wraps it in; absent when unreadable. */
  readonly root?: JsonObject;
  /** The flow as it would be published. */
  readonly content: string;
  /** As far as the file tells. */
  readonly flowType?: FlowType;
  readonly actions: readonly LintedAction[];
  /** The first action of each identifier. */
  readonly byIdentifier: ReadonlyMap<string, LintedAction>;
  readonly start?: LintedAction;
  /** Lines and columns in the file of a span in the flow. */
  regionOf(span: Span): Region;
}

const flowTypes: ReadonlySet<unknown> = new Set(consoleTypes.values());

/** Reads a file for the rules; nothing that it can hold makes this throw. */
export function readLintedFlow(source: string | Uint8Array): LintedFlow {
  const text = (typeof source === "string" ? source : decoded(source)).replace(/^\uFEFF/, "");
  const outside = { content: text, regionOf: regionsIn(text) };
  const file = read(text);
  if ("rule" in file) return unreadable(file, outside);
  const wrapper = memberValue(file, "ContactFlow") ?? memberValue(file, "ContactFlowModule") ?? file;
  const content = memberValue(wrapper, "Content");
  if (content?.kind !== "scalar" || typeof content.value !== "string") {
    return fromRoot(content ?? wrapper, wrapper, file, outside);
  }
  const offsets = offsetsInString(text, content);
  const inside = {
    content: content.value,
    regionOf(span: Span) {
      const start = offsets(span.start);
      return outside.regionOf({ start, end: Math.max(offsets(span.end), start + 1) });
    },
  };
  const root = read(content.value);
  return "rule" in root ? unreadable(root, inside) : fromRoot(root, wrapper, file, inside);
}

type Surface = Pick<LintedFlow, "content" | "regionOf">;

function read(text: string): JsonNode | Unreadable {
  try {
    return readJson(text);
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    return { rule: "not-json", span: error.at, message: `It is not JSON: ${error.message}.` };
  }
}

function regionsIn(text: string): LintedFlow["regionOf"] {
  const place = placesIn(text);
  return ({ start, end }) => {
    const [from, to] = [place(start), place(end)];
    return { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
  };
}

function unreadable(reason: Unreadable, surface: Surface): LintedFlow {
  return { ...surface, unreadable: reason, actions: [], byIdentifier: new Map() };
}

function fromRoot(root: JsonNode, wrapper: JsonNode, file: JsonNode, surface: Surface): LintedFlow {
  const actions = memberValue(root, "Actions");
  if (root.kind !== "object" || actions?.kind !== "array") {
    const isLegacy = memberValue(root, "modules")?.kind === "array";
    return unreadable(
      isLegacy
        ? { rule: "legacy-format", span: memberOf(root, "modules")?.keySpan ?? root, message: "" }
        : { rule: "not-a-flow", span: { start: root.start, end: root.start + 1 }, message: "" },
      surface,
    );
  }
  const linted = actions.items.map(actionOf);
  const byIdentifier = new Map<string, LintedAction>();
  for (const action of linted) {
    const { identifier } = action;
    if (identifier !== undefined && !byIdentifier.has(identifier)) byIdentifier.set(identifier, action);
  }
  return {
    ...surface,
    root,
    flowType: flowTypeOf(root, wrapper, file),
    actions: linted,
    byIdentifier,
    start: byIdentifier.get(textOf(memberValue(root, "StartAction")) ?? ""),
  };
}

function flowTypeOf(root: JsonNode, wrapper: JsonNode, file: JsonNode): FlowType | undefined {
  if (memberOf(file, "ContactFlowModule")) return "MODULE";
  const told = textOf(memberValue(wrapper, "Type"));
  if (flowTypes.has(told)) return told as FlowType;
  return consoleTypes.get(textOf(memberValue(memberValue(root, "Metadata"), "type"))) as FlowType | undefined;
}

function actionOf(node: JsonNode, index: number): LintedAction {
  const head = { start: node.start, end: node.start + 1 };
  const type = textOf(memberValue(node, "Type"));
  const parameters = memberValue(node, "Parameters");
  const transitions = memberOf(node, "Transitions");
  const definition = type === undefined ? undefined : actionTypes.get(type);
  const parameterValues = parameters?.kind === "object" ? (plain(parameters) as Record<string, unknown>) : {};
  const next = edgeOf("next", "", transitions?.value, transitions?.value ?? node);
  const conditions = itemsOf(memberValue(transitions?.value, "Conditions")).map(conditionOf);
  const errors = itemsOf(memberValue(transitions?.value, "Errors")).map(errorOf);
  const branches = [...conditions, ...errors].map(({ edge }) => edge).filter((edge) => edge !== undefined);
  return {
    index,
    span: node,
    node,
    identifier: textOf(memberValue(node, "Identifier")),
    identifierSpan: memberValue(node, "Identifier") ?? head,
    type,
    typeSpan: memberValue(node, "Type") ?? head,
    definition,
    form: definition && formOf(definition, parameterValues),
    parameters: parameters?.kind === "object" ? parameters : undefined,
    parameterValues,
    transitions,
    next,
    conditions,
    errors,
    edges: next ? [next, ...branches] : branches,
  };
}

function conditionOf(node: JsonNode): ConditionEntry {
  const condition = memberValue(node, "Condition");
  const operator = memberValue(condition, "Operator");
  const operands = memberValue(condition, "Operands");
  const [operand] = itemsOf(operands).map(plain);
  const label = [textOf(operator), typeof operand === "object" ? JSON.stringify(operand) : operand].join(" ").trim();
  return {
    start: node.start,
    end: node.end,
    operator: textOf(operator),
    operatorSpan: operator ?? condition ?? node,
    operands: itemsOf(operands),
    operandsSpan: operands ?? condition ?? node,
    edge: edgeOf("condition", label, node, node),
  };
}

function errorOf(node: JsonNode): ErrorEntry {
  const errorType = memberValue(node, "ErrorType");
  return {
    start: node.start,
    end: node.end,
    errorType: textOf(errorType),
    errorTypeSpan: errorType ?? node,
    edge: edgeOf("error", textOf(errorType) ?? "", node, node),
  };
}

function edgeOf(kind: Edge["kind"], label: string, holder: JsonNode | undefined, span: Span): Edge | undefined {
  const target = memberValue(holder, "NextAction");
  const text = textOf(target);
  return target && text !== undefined ? { kind, label, target: text, targetSpan: target, span } : undefined;
}

function itemsOf(node: JsonNode | undefined): readonly JsonNode[] {
  return node?.kind === "array" ? node.items : [];
}
