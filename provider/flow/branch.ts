import type { FlowAction } from "./document.js";

/** What an action came to: a result that conditions look at, an error, or plain success. */
export type Outcome =
  | { readonly kind: "success" }
  | { readonly kind: "result"; readonly value: unknown }
  | { readonly kind: "error"; readonly errorType: string };

/** An edge of the flow. Two branches may share a target, so the label belongs to its identity. */
export interface Branch {
  readonly kind: "next" | "condition" | "error";
  /** `Equals True`, `NoMatchingError`, …; empty for `next`. */
  readonly label: string;
  readonly nextAction: string;
}

export interface BranchOptions {
  /** Resolves an operand, which may itself be a reference; one without a value makes no condition true. */
  readonly operand: (operand: string) => string | undefined;
  /** Whether `Equals "NULL"` is true of a value that is missing. */
  readonly missingEqualsNull: boolean;
}

/**
 * The branch that an outcome takes: for an error the one of its type, then `NoMatchingError`; for a result the
 * first condition that is true, then `NoMatchingCondition`, also where there are no conditions; a success without a
 * result makes no condition true; else `NextAction`. `undefined` when nothing is declared.
 */
export function branchOf(action: FlowAction, outcome: Outcome, options: BranchOptions): Branch | undefined {
  const { nextAction, conditions } = action.transitions;
  if (outcome.kind === "error") {
    return errorBranch(action, outcome.errorType) ?? errorBranch(action, "NoMatchingError");
  }
  if (outcome.kind === "result") {
    const found = conditions.find(({ operator, operands }) => {
      const operand = options.operand(operands[0] ?? "");
      return operand !== undefined && holds(operator, outcome.value, operand, options.missingEqualsNull);
    });
    if (found) {
      const { operator, operands, nextAction } = found;
      return { kind: "condition", label: `${operator} ${operands[0] ?? ""}`, nextAction };
    }
  }
  if (outcome.kind === "result" || conditions.length > 0) {
    const noMatch = errorBranch(action, "NoMatchingCondition");
    if (noMatch) return noMatch;
  }
  return nextAction === undefined ? undefined : { kind: "next", label: "", nextAction };
}

export const operators: ReadonlySet<string> = new Set([
  ...["Equals", "TextContains", "TextStartsWith", "TextEndsWith", "KeyExists"],
  ...["NumberGreaterThan", "NumberGreaterOrEqualTo", "NumberLessThan", "NumberLessOrEqualTo"],
]);

function holds(operator: string, value: unknown, operand: string, missingEqualsNull: boolean): boolean {
  if (operator === "KeyExists") return typeof value === "object" && value !== null && Object.hasOwn(value, operand);
  if (value === undefined || value === null) return operator === "Equals" && operand === "NULL" && missingEqualsNull;
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  switch (operator) {
    case "Equals":
      return text === operand;
    case "TextContains":
      return text.includes(operand);
    case "TextStartsWith":
      return text.startsWith(operand);
    case "TextEndsWith":
      return text.endsWith(operand);
    case "NumberGreaterThan":
      return compared(text, operand, (a, b) => a > b);
    case "NumberGreaterOrEqualTo":
      return compared(text, operand, (a, b) => a >= b);
    case "NumberLessThan":
      return compared(text, operand, (a, b) => a < b);
    case "NumberLessOrEqualTo":
      return compared(text, operand, (a, b) => a <= b);
    default:
      return false;
  }
}

function compared(left: string, right: string, compare: (a: number, b: number) => boolean): boolean {
  if (left.trim() === "" || right.trim() === "") return false;
  const [a, b] = [Number(left), Number(right)];
  return !Number.isNaN(a) && !Number.isNaN(b) && compare(a, b);
}

function errorBranch(action: FlowAction, errorType: string): Branch | undefined {
  const found = action.transitions.errors.find((branch) => branch.errorType === errorType);
  return found && { kind: "error", label: errorType, nextAction: found.nextAction };
}
