import { actionTypes } from "../../provider/flow/action-types.js";
import type { Outcome } from "../../provider/flow/branch.js";
import type { FlowAction, FlowCondition, FlowDocument } from "../../provider/flow/document.js";

/** A branch of a flow, with an outcome that takes it; without one it cannot be taken. */
export interface Edge {
  readonly action: string;
  /** `Equals CHAT`, `NoMatchingError`, …; empty for NextAction. */
  readonly label: string;
  readonly target: string;
  readonly outcome?: Outcome;
}

/** Branches of an action that AWS would take: NextAction is one only where the type has a plain success. */
export function edgesOf(action: FlowAction): Edge[] {
  const { identifier, type, transitions } = action;
  const { nextAction, conditions, errors } = transitions;
  const edge = (label: string, target: string, outcome?: Outcome): Edge => ({
    action: identifier,
    label,
    target,
    outcome,
  });
  const success = actionTypes.get(type)?.success ?? "next";
  const plain = nextAction !== undefined && (success === "next" || conditions.length === 0) && success !== "leaves";
  return [
    ...conditions.map((condition, index) =>
      edge(labelOf(condition), condition.nextAction, outcomeFor(condition, conditions.slice(0, index))),
    ),
    ...errors.map(({ errorType, nextAction: target }) =>
      edge(
        errorType,
        target,
        errorType === "NoMatchingCondition" ? noMatch(conditions) : { kind: "error" as const, errorType },
      ),
    ),
    ...(plain && nextAction !== undefined && !(conditions.length > 0 && hasNoMatch(action))
      ? [edge("", nextAction, conditions.length > 0 ? noMatch(conditions) : { kind: "success" as const })]
      : []),
  ];
}

/** For every branch that can be reached, the branches from the start that lead to it, itself the last. */
export function waysTo({ startAction, actions }: FlowDocument): Edge[][] {
  const ways = new Map<string, readonly Edge[]>([[startAction, []]]);
  const queue = [startAction];
  const found: Edge[][] = [];
  for (let identifier = queue.shift(); identifier !== undefined; identifier = queue.shift()) {
    const action = actions.get(identifier);
    const way = ways.get(identifier) ?? [];
    for (const edge of action ? edgesOf(action) : []) {
      if (!edge.outcome) continue;
      found.push([...way, edge]);
      if (ways.has(edge.target)) continue;
      ways.set(edge.target, [...way, edge]);
      queue.push(edge.target);
    }
  }
  return found;
}

function hasNoMatch({ transitions }: FlowAction): boolean {
  return transitions.errors.some(({ errorType }) => errorType === "NoMatchingCondition");
}

function labelOf({ operator, operands }: FlowCondition): string {
  return `${operator} ${operands[0] ?? ""}`;
}

/** A value for which this condition holds and none of those before it. */
function outcomeFor(condition: FlowCondition, before: readonly FlowCondition[]): Outcome | undefined {
  const value = candidates(condition).find(
    (candidate) => holds(condition, candidate) && !before.some((other) => holds(other, candidate)),
  );
  return value === undefined ? undefined : { kind: "result", value };
}

function noMatch(conditions: readonly FlowCondition[]): Outcome | undefined {
  const value = ["no match at all", "", "-999999", "999999", "0.5"].find(
    (candidate) => !conditions.some((condition) => holds(condition, candidate)),
  );
  return value === undefined ? undefined : { kind: "result", value };
}

function candidates({ operands: [operand = ""] }: FlowCondition): string[] {
  const number = Number(operand);
  return [operand, `${operand} and more`, ...[-1, -0.5, 0.5, 1].map((step) => String(number + step)), `so ${operand}`];
}

/** References in operands have no value in a walk, and read as empty. */
function holds({ operator, operands: [written = ""] }: FlowCondition, value: string): boolean {
  const operand = written.startsWith("$.") ? "" : written;
  const [a, b] = [Number(value), Number(operand)];
  const numbers = value.trim() !== "" && operand.trim() !== "" && !Number.isNaN(a) && !Number.isNaN(b);
  switch (operator) {
    case "Equals":
      return value === operand;
    case "TextContains":
      return value.includes(operand);
    case "TextStartsWith":
      return value.startsWith(operand);
    case "TextEndsWith":
      return value.endsWith(operand);
    case "NumberGreaterThan":
      return numbers && a > b;
    case "NumberGreaterOrEqualTo":
      return numbers && a >= b;
    case "NumberLessThan":
      return numbers && a < b;
    case "NumberLessOrEqualTo":
      return numbers && a <= b;
    default:
      return false;
  }
}
