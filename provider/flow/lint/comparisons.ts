import { branchOf } from "../branch.js";
import { nearest } from "../nearest.js";
import type { LintedAction } from "./linted-flow.js";
import { isDynamic, type StaticCondition, staticCondition } from "./operands.js";
import { listed, named, quoted, type Report, type Rule } from "./rule.js";

/** Conditions that the service takes, and that do not do what they seem to. */
export const comparisons: readonly Rule[] = [
  {
    id: "never-matching-condition",
    severity: "warning",
    description: "A condition is never true, or never on chat",
    check({ actions }, report) {
      for (const action of actions) {
        for (const condition of staticConditions(action)) {
          const reason = whyNever(condition, action);
          if (reason) {
            report(condition.entry.operandsSpan, `${named(action)}: ${reason.what}.`, reason.toDo, action);
          }
        }
      }
    },
  },
  {
    id: "condition-never-taken",
    severity: "warning",
    description: "A condition is never taken, because one before it is true whenever it is",
    check({ actions }, report) {
      for (const action of actions) {
        const before: StaticCondition[] = [];
        for (const condition of staticConditions(action)) {
          const other = before.find((earlier) => implies(condition, earlier));
          if (other) tellShadowed(condition, other, action, report);
          else if (before.length < mostCompared) before.push(condition);
        }
      }
    },
  },
  {
    id: "null-comparison",
    severity: "note",
    description: "A condition compares with NULL, and no source says whether that is true of a missing value",
    check({ actions }, report) {
      for (const action of actions) {
        if (action.type !== "Compare") continue;
        for (const { operator, operand, entry } of staticConditions(action)) {
          if (operator !== "Equals" || operand.toUpperCase() !== "NULL") continue;
          report(
            entry.operandsSpan,
            `${named(action)} compares with ${quoted(operand)}; no source says whether that is true of a value that is missing.`,
            "Have what sets the value write a word of its own, such as none, and compare with that.",
            action,
          );
        }
      }
    },
  },
  {
    id: "milliseconds-metric",
    severity: "warning",
    description:
      "OldestContactInQueueAgeSeconds is compared with what looks like seconds; the console writes milliseconds",
    check({ actions }, report) {
      for (const action of actions) {
        if (action.parameterValues.MetricType !== "OldestContactInQueueAgeSeconds") continue;
        for (const { operand, entry } of staticConditions(action)) {
          const value = Number(operand);
          if (!(value > 0 && value < 10_000)) continue;
          report(
            entry.operandsSpan,
            `${named(action)} compares the age of the oldest contact with ${operand}, which is ${value / 1000} s: despite its name, the metric is in milliseconds.`,
            `Write ${value * 1000} for ${operand} s.`,
            action,
          );
        }
      }
    },
  },
];

/** More conditions of one action than this are compared with these only. */
const mostCompared = 250;

/** All values of references of which they are known. */
const knownValues: ReadonlyMap<unknown, readonly string[]> = new Map([
  ["$.Channel", ["VOICE", "CHAT", "TASK", "EMAIL"]],
  [
    "$.InitiationMethod",
    [
      ...["INBOUND", "OUTBOUND", "TRANSFER", "QUEUE_TRANSFER", "CALLBACK", "API", "DISCONNECT", "MONITOR"],
      ...["EXTERNAL_OUTBOUND", "WEBRTC_API", "AGENT_REPLY", "FLOW"],
    ],
  ],
]);

function staticConditions({ conditions }: LintedAction): StaticCondition[] {
  return conditions.map(staticCondition).filter((condition) => condition !== undefined);
}

interface Reason {
  readonly what: string;
  readonly toDo: string;
}

function whyNever({ operator, operand }: StaticCondition, action: LintedAction): Reason | undefined {
  if (operand === "") return undefined;
  if (operator.startsWith("Number") && (operand.trim() === "" || Number.isNaN(Number(operand)))) {
    return { what: `${operator} is never true of ${quoted(operand)}, which is no number`, toDo: "Write a number." };
  }
  const results = action.form?.conditions?.operands;
  if (operator === "Equals" && results && !results.includes(operand) && nearest(operand, results) === undefined) {
    return { what: `no source names a result ${quoted(operand)}`, toDo: `Its results are ${listed(results)}.` };
  }
  const { Events: events, ComparisonValue: compared } = action.parameterValues;
  const isEvent = action.type === "Wait" && action.definition?.parameters.Events !== undefined;
  if (isEvent && /Returned$|Disconnected$/.test(operand) && !(Array.isArray(events) && events.includes(operand))) {
    return { what: `it does not wait for ${quoted(operand)}`, toDo: `Add ${quoted(operand)} to Parameters.Events.` };
  }
  const values = knownValues.get(compared);
  if (operator !== "Equals" || !values || isDynamic(operand)) return undefined;
  if (!values.includes(operand)) {
    const near = nearest(operand, values);
    return {
      what: `${compared} is never ${quoted(operand)}`,
      toDo: near ? `Did you mean ${quoted(near)}?` : `Its values are ${listed(values)}.`,
    };
  }
  const tested = staticConditions(action).map((condition) => condition.operand);
  if (compared === "$.InitiationMethod" && operand === "INBOUND" && !tested.includes("API")) {
    return { what: "a web chat starts as API, not as INBOUND", toDo: "Add a condition for API." };
  }
  return undefined;
}

function tellShadowed(
  { operator, operand, entry }: StaticCondition,
  other: StaticCondition,
  action: LintedAction,
  report: Report,
): void {
  const same = operator === other.operator && operand === other.operand;
  report(
    entry.operandsSpan,
    same
      ? `${named(action)} tests ${operator} ${quoted(operand)} twice; the second is never taken.`
      : `${named(action)} never takes ${operator} ${quoted(operand)}, since ${other.operator} ${quoted(other.operand)} comes before it.`,
    same ? "Take one of them out." : "Put the narrower condition first.",
    action,
  );
}

/** Whether `earlier` is true of every value that `later` is true of. */
function implies(later: StaticCondition, earlier: StaticCondition): boolean {
  if (later.operator === earlier.operator && later.operand === earlier.operand) return true;
  if (later.operator === "KeyExists" || earlier.operator === "KeyExists") return false;
  if (later.operator === "Equals") return isTrueOf(earlier, later.operand);
  if (earlier.operator === "Equals") return false;
  if (later.operator.startsWith("Text")) return impliesText(later, earlier);
  return impliesNumber(later, earlier);
}

function isTrueOf({ operator, operand }: StaticCondition, value: string): boolean {
  const transitions = { conditions: [{ operator, operands: [operand], nextAction: "" }], errors: [] };
  const action = { identifier: "", type: "", parameters: {}, transitions };
  const taken = branchOf(action, { kind: "result", value }, { operand: (text) => text, missingEqualsNull: false });
  return taken?.kind === "condition";
}

function impliesText(later: StaticCondition, earlier: StaticCondition): boolean {
  if (earlier.operator === "TextContains") return later.operand.includes(earlier.operand);
  if (later.operator !== earlier.operator) return false;
  return isTrueOf(earlier, later.operand);
}

function impliesNumber(later: StaticCondition, earlier: StaticCondition): boolean {
  const [inner, outer] = [Number(later.operand), Number(earlier.operand)];
  const directions = [later, earlier].map(({ operator }) => operator.startsWith("NumberGreater"));
  if (Number.isNaN(inner) || Number.isNaN(outer) || directions[0] !== directions[1]) return false;
  if (later.operator.endsWith("OrEqualTo") && !earlier.operator.endsWith("OrEqualTo") && inner === outer) return false;
  return directions[0] ? inner >= outer : inner <= outer;
}
