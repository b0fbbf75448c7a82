import { deepestNesting } from "./json-tree.js";

/** One step of a flow, as exported; missing parts are filled with empty ones. */
export interface FlowAction {
  readonly identifier: string;
  readonly type: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly transitions: FlowTransitions;
}

export interface FlowTransitions {
  readonly nextAction?: string;
  /** In the order of the document, which is the order of evaluation. */
  readonly conditions: readonly FlowCondition[];
  readonly errors: readonly FlowErrorBranch[];
}

export interface FlowCondition {
  readonly operator: string;
  readonly operands: readonly string[];
  readonly nextAction: string;
}

export interface FlowErrorBranch {
  readonly errorType: string;
  readonly nextAction: string;
}

/** A flow in the language of version 2019-10-30, with what the export says about it. */
export interface FlowDocument {
  readonly name?: string;
  /** `CONTACT_FLOW`, `CUSTOMER_QUEUE`, …; absent in most exports. */
  readonly type?: string;
  readonly id?: string;
  readonly arn?: string;
  readonly startAction: string;
  /** By identifier, in the order of the document. */
  readonly actions: ReadonlyMap<string, FlowAction>;
  /** The flow's JSON text, as `DescribeContactFlow` answers it. */
  readonly content: string;
}

export interface ParsedFlow {
  /** Absent when a problem makes the flow unusable. */
  readonly document?: FlowDocument;
  /** Sentences, all of them at once; empty for a flow that is whole. */
  readonly problems: readonly string[];
}

export const flowLanguageVersion = "2019-10-30";

/** Flow types by what the console writes to `Metadata.type`. */
export const consoleTypes: ReadonlyMap<unknown, string> = new Map([
  ["contactFlow", "CONTACT_FLOW"],
  ["customerQueue", "CUSTOMER_QUEUE"],
  ["customerHold", "CUSTOMER_HOLD"],
  ["customerWhisper", "CUSTOMER_WHISPER"],
  ["agentHold", "AGENT_HOLD"],
  ["agentWhisper", "AGENT_WHISPER"],
  ["outboundWhisper", "OUTBOUND_WHISPER"],
  ["agentTransfer", "AGENT_TRANSFER"],
  ["queueTransfer", "QUEUE_TRANSFER"],
  ["campaign", "CAMPAIGN"],
]);

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads an exported flow: the console's file, `describe-contact-flow` output, or either wrapped in `Content`.
 * Bytes that are not UTF-8 are read as Windows-1252, which some exports are.
 */
export function parseFlow(source: string | Uint8Array): ParsedFlow {
  const text = typeof source === "string" ? source : decoded(source);
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    return { problems: [`It is not JSON: ${(error as Error).message}.`] };
  }
  if (!isObject(json)) return { problems: ["It is not a JSON object."] };
  return fromExport(json);
}

function fromExport(json: Json): ParsedFlow {
  const wrapper = isObject(json.ContactFlow)
    ? json.ContactFlow
    : isObject(json.ContactFlowModule)
      ? json.ContactFlowModule
      : json;
  if (!("Content" in wrapper)) return fromContent(wrapper, {});
  const { Content: content } = wrapper;
  if (isObject(content)) return fromContent(content, wrapper);
  if (typeof content !== "string") return { problems: ["Content is neither a JSON text nor an object."] };
  try {
    const inner: unknown = JSON.parse(content);
    return isObject(inner) ? fromContent(inner, wrapper) : { problems: ["Content is not a JSON object."] };
  } catch (error) {
    return { problems: [`Content is not JSON: ${(error as Error).message}.`] };
  }
}

function fromContent(json: Json, wrapper: Json): ParsedFlow {
  if (Array.isArray(json.modules)) {
    return { problems: ["It is a flow of the legacy format (modules); export it again from the console."] };
  }
  if (nestsDeeper(json, deepestNesting)) return { problems: [`It nests more than ${deepestNesting} levels deep.`] };
  const problems: string[] = [];
  if (json.Version !== flowLanguageVersion) {
    problems.push(`Version is ${shown(json.Version)}; ${flowLanguageVersion} is the only one that there is.`);
  }
  if (!Array.isArray(json.Actions)) problems.push("Actions is not a list.");
  const actions = new Map<string, FlowAction>();
  for (const [index, entry] of (Array.isArray(json.Actions) ? json.Actions : []).entries()) {
    const action = isObject(entry) ? actionOf(entry, index, problems) : undefined;
    if (!action) {
      problems.push(`Actions[${index}] needs an Identifier and a Type, both strings.`);
    } else if (actions.has(action.identifier)) {
      problems.push(`Two actions have the identifier ${shown(action.identifier)}.`);
    } else {
      actions.set(action.identifier, action);
    }
  }
  const startAction = json.StartAction;
  if (typeof startAction !== "string" || !actions.has(startAction)) {
    problems.push(
      startAction === undefined
        ? "StartAction is missing."
        : `StartAction ${shown(startAction)} is no action of the flow.`,
    );
  }
  for (const action of actions.values()) {
    for (const target of targetsOf(action)) {
      if (!actions.has(target)) {
        problems.push(`Action ${shown(action.identifier)} leads to ${shown(target)}, which does not exist.`);
      }
    }
  }
  if (problems.length > 0) return { problems };
  const metadata = isObject(json.Metadata) ? json.Metadata : {};
  return {
    problems,
    document: {
      name: textOf(wrapper.Name) ?? textOf(metadata.name),
      type: textOf(wrapper.Type) ?? consoleTypes.get(metadata.type),
      id: textOf(wrapper.Id) ?? textOf(wrapper.ContactFlowId),
      arn: textOf(wrapper.Arn) ?? textOf(wrapper.ContactFlowArn),
      startAction: startAction as string,
      actions,
      content: JSON.stringify(json),
    },
  };
}

function actionOf(entry: Json, index: number, problems: string[]): FlowAction | undefined {
  const { Identifier: identifier, Type: type, Parameters: parameters, Transitions: transitions } = entry;
  if (typeof identifier !== "string" || typeof type !== "string") return undefined;
  const place = `Actions[${index}].Transitions`;
  const raw = isObject(transitions) ? transitions : {};
  return {
    identifier,
    type,
    parameters: isObject(parameters) ? parameters : {},
    transitions: {
      nextAction: textOf(raw.NextAction),
      conditions: listOf(raw.Conditions, (entry, at) => conditionOf(entry, `${place}.Conditions[${at}]`, problems)),
      errors: listOf(raw.Errors, (entry, at) => errorBranchOf(entry, `${place}.Errors[${at}]`, problems)),
    },
  };
}

function conditionOf(entry: Json, place: string, problems: string[]): FlowCondition | undefined {
  const { NextAction: nextAction, Condition: condition } = entry;
  if (typeof nextAction !== "string" || !isObject(condition) || typeof condition.Operator !== "string") {
    problems.push(`${place} needs NextAction and Condition.Operator, both strings.`);
    return undefined;
  }
  const operands = Array.isArray(condition.Operands) ? condition.Operands.map(operandOf) : [];
  return { operator: condition.Operator, operands, nextAction };
}

function operandOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function errorBranchOf(entry: Json, place: string, problems: string[]): FlowErrorBranch | undefined {
  const { NextAction: nextAction, ErrorType: errorType } = entry;
  if (typeof nextAction !== "string" || typeof errorType !== "string") {
    problems.push(`${place} needs NextAction and ErrorType, both strings.`);
    return undefined;
  }
  return { errorType, nextAction };
}

function targetsOf({ transitions }: FlowAction): string[] {
  const { nextAction, conditions, errors } = transitions;
  const targets = [...conditions, ...errors].map((branch) => branch.nextAction);
  return [...new Set(nextAction === undefined ? targets : [nextAction, ...targets])];
}

function listOf<T>(value: unknown, read: (entry: Json, index: number) => T | undefined): T[] {
  if (!Array.isArray(value)) return [];
  return value.map((entry, index) => read(isObject(entry) ? entry : {}, index)).filter((entry) => entry !== undefined);
}

/** The text of a file: UTF-8, or else Windows-1252. */
export function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return Buffer.from(bytes)
      .toString("latin1")
      .replace(/[\x80-\x9F]/g, (control) => windows1252[control.charCodeAt(0) - 0x80] ?? control);
  }
}

/** What Windows-1252 has where Latin-1 has 0x80 to 0x9F; Node's own decoder mixes the two up (nodejs/node#56542). */
const windows1252 = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8DŽ\x8F\x90‘’“”•–—˜™š›œ\x9DžŸ";

/** Without recursion, which is what too many levels break. */
function nestsDeeper(value: unknown, levels: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > levels) return true;
    level = level.flatMap((entry) => (typeof entry === "object" && entry !== null ? Object.values(entry) : []));
  }
  return false;
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "missing";
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
