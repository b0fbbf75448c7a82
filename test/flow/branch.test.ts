import assert from "node:assert/strict";
import fc from "fast-check";
import { type Branch, type BranchOptions, branchOf, type Outcome, operators } from "../../provider/flow/branch.js";
import { type FlowAction, parseFlow } from "../../provider/flow/document.js";
import { action, disconnect, flow } from "../flows.js";

function compare(transitions: Parameters<typeof action>[3]): FlowAction {
  const targets = ["a", "b", "c", "d"].map((name) => disconnect(name));
  const { content } = flow("compare", action("compare", "Compare", {}, transitions), ...targets);
  const found = parseFlow(JSON.stringify(content)).document?.actions.get("compare");
  assert(found);
  return found;
}

function branch(of: FlowAction, outcome: Outcome, options: Partial<BranchOptions> = {}): Branch | undefined {
  return branchOf(of, outcome, { operand: (operand) => operand, missingEqualsNull: true, ...options });
}

const result = (value: unknown): Outcome => ({ kind: "result", value });
const failed = (errorType: string): Outcome => ({ kind: "error", errorType });

function holds(operator: string, value: unknown, operand: string, missingEqualsNull = true): boolean {
  const of: FlowAction = {
    identifier: "compare",
    type: "Compare",
    parameters: {},
    transitions: { conditions: [{ operator, operands: [operand], nextAction: "a" }], errors: [] },
  };
  return branch(of, result(value), { missingEqualsNull })?.nextAction === "a";
}

describe("branchOf", () => {
  describe("for a result", () => {
    it("takes the first condition that is true", () => {
      const of = compare({ when: { x: "a", "TextStartsWith y": "b", "TextContains yz": "c" } });
      assert.deepEqual(branch(of, result("yz")), { kind: "condition", label: "TextStartsWith y", nextAction: "b" });
    });

    it("takes NoMatchingCondition when no condition is true", () => {
      const of = compare({ next: "d", when: { x: "a" }, errors: { NoMatchingError: "c", NoMatchingCondition: "b" } });
      assert.deepEqual(branch(of, result("y")), { kind: "error", label: "NoMatchingCondition", nextAction: "b" });
    });

    it("takes NextAction when no condition is true and NoMatchingCondition is not declared", () => {
      const of = compare({ next: "d", when: { x: "a" }, errors: { NoMatchingError: "c" } });
      assert.deepEqual(branch(of, result("y")), { kind: "next", label: "", nextAction: "d" });
    });

    it("takes NoMatchingCondition when there are no conditions, since NextAction is filler then", () => {
      const of = compare({ next: "d", errors: { NoMatchingCondition: "b" } });
      assert.deepEqual(branch(of, result("y")), { kind: "error", label: "NoMatchingCondition", nextAction: "b" });
    });

    it("has no branch when nothing is declared", () => {
      assert.equal(branch(compare({ when: { x: "a" }, errors: { NoMatchingError: "c" } }), result("y")), undefined);
    });

    it("resolves an operand that is a reference, and labels the branch with what is written", () => {
      const of = compare({ when: { "$.Attributes.place": "a" } });
      assert.deepEqual(branch(of, result("Bern"), { operand: () => "Bern" }), {
        kind: "condition",
        label: "Equals $.Attributes.place",
        nextAction: "a",
      });
    });

    it("holds no condition whose operand has no value", () => {
      for (const operator of operators) {
        const of = compare({
          when: { [operator === "Equals" ? "$.x" : `${operator} $.x`]: "a" },
          errors: { NoMatchingCondition: "b" },
        });
        assert.equal(branch(of, result("text"), { operand: () => undefined })?.nextAction, "b", operator);
        assert.equal(branch(of, result(undefined), { operand: () => undefined })?.nextAction, "b", operator);
      }
    });

    it("keeps two branches with one target apart by their label", () => {
      const of = compare({ when: { x: "a", y: "a" } });
      assert.equal(branch(of, result("x"))?.label, "Equals x");
      assert.equal(branch(of, result("y"))?.label, "Equals y");
    });
  });

  describe("for an error", () => {
    it("takes the branch of its type", () => {
      const of = compare({ next: "d", errors: { NoMatchingError: "a", QueueAtCapacity: "b" } });
      assert.deepEqual(branch(of, failed("QueueAtCapacity")), {
        kind: "error",
        label: "QueueAtCapacity",
        nextAction: "b",
      });
    });

    it("takes NoMatchingError when its type is not declared", () => {
      const of = compare({ next: "d", errors: { NoMatchingCondition: "b", NoMatchingError: "a" } });
      assert.deepEqual(branch(of, failed("ParticipantNotFound")), {
        kind: "error",
        label: "NoMatchingError",
        nextAction: "a",
      });
    });

    it("follows neither conditions nor NextAction", () => {
      const of = compare({ next: "d", when: { NoMatchingError: "a" }, errors: { NoMatchingCondition: "b" } });
      assert.equal(branch(of, failed("NoMatchingError")), undefined);
    });
  });

  describe("for plain success", () => {
    it("takes NextAction", () => {
      const of = compare({ next: "d", errors: { NoMatchingError: "a" } });
      assert.deepEqual(branch(of, { kind: "success" }), { kind: "next", label: "", nextAction: "d" });
    });

    it("makes no condition true, and takes NoMatchingCondition where there are conditions", () => {
      const of = compare({ next: "d", when: { NULL: "a" }, errors: { NoMatchingCondition: "b" } });
      assert.equal(branch(of, { kind: "success" })?.label, "NoMatchingCondition");
      assert.equal(branch(compare({ next: "d", when: { NULL: "a" } }), { kind: "success" })?.nextAction, "d");
      assert.equal(
        branch(compare({ next: "d", errors: { NoMatchingCondition: "b" } }), { kind: "success" })?.nextAction,
        "d",
      );
    });

    it("has no branch when no NextAction is declared", () => {
      assert.equal(branch(compare({ errors: { NoMatchingError: "a" } }), { kind: "success" }), undefined);
    });
  });
});

describe("operators", () => {
  it("compares texts exactly and with regard to case", () => {
    assert.equal(holds("Equals", "Yes", "Yes"), true);
    assert.equal(holds("Equals", "Yes", "yes"), false);
    assert.equal(holds("Equals", "1", "1.0"), false);
    assert.equal(holds("Equals", 1, "1"), true);
    assert.equal(holds("Equals", true, "true"), true);
    assert.equal(holds("TextContains", "a@b.c", "@"), true);
    assert.equal(holds("TextContains", "abc", "B"), false);
    assert.equal(holds("TextStartsWith", "abc", "ab"), true);
    assert.equal(holds("TextStartsWith", "abc", "bc"), false);
    assert.equal(holds("TextEndsWith", "abc", "bc"), true);
    assert.equal(holds("TextEndsWith", "abc", "ab"), false);
  });

  it("compares numbers, not their texts", () => {
    assert.equal(holds("NumberGreaterThan", "10", "9"), true);
    assert.equal(holds("NumberGreaterThan", "9", "9"), false);
    assert.equal(holds("NumberGreaterOrEqualTo", "9.0", "9"), true);
    assert.equal(holds("NumberGreaterOrEqualTo", "8.9", "9"), false);
    assert.equal(holds("NumberLessThan", 50, "51"), true);
    assert.equal(holds("NumberLessThan", 51, "51"), false);
    assert.equal(holds("NumberLessOrEqualTo", "-1", "-1"), true);
    assert.equal(holds("NumberLessOrEqualTo", "0", "-1"), false);
  });

  it("holds no number comparison when either side is not numeric", () => {
    for (const operator of [...operators].filter((name) => name.startsWith("Number"))) {
      for (const [value, operand] of [
        ["many", "1"],
        ["1", "many"],
        ["", "0"],
        ["0", " "],
        ["1 2", "0"],
      ] as const) {
        assert.equal(holds(operator, value, operand), false, `${value} ${operator} ${operand}`);
      }
    }
  });

  it("finds a key of an object, and none of anything else", () => {
    assert.equal(holds("KeyExists", { a: null }, "a"), true);
    assert.equal(holds("KeyExists", { a: 1 }, "b"), false);
    assert.equal(holds("KeyExists", {}, "toString"), false);
    assert.equal(holds("KeyExists", "a", "a"), false);
    assert.equal(holds("KeyExists", undefined, "a"), false);
    assert.equal(holds("KeyExists", null, "a"), false);
  });

  it("compares an object by its JSON", () => {
    assert.equal(holds("Equals", { a: 1 }, '{"a":1}'), true);
  });

  it("holds nothing of a missing value but Equals NULL", () => {
    for (const missing of [undefined, null]) {
      assert.equal(holds("Equals", missing, "NULL"), true);
      assert.equal(holds("Equals", missing, "null"), false);
      assert.equal(holds("Equals", missing, ""), false);
      for (const operator of [...operators].filter((name) => name !== "Equals")) {
        assert.equal(holds(operator, missing, "NULL"), false, operator);
      }
    }
  });

  it("holds Equals NULL of a missing value only where the option says so", () => {
    assert.equal(holds("Equals", undefined, "NULL", false), false);
    assert.equal(holds("Equals", "NULL", "NULL", false), true);
  });

  it("holds nothing for an operator that does not exist", () => {
    assert.equal(holds("Matches", "a", "a"), false);
    assert.equal(holds("NumericLessThan", "1", "2"), false);
    assert.equal(operators.has("NumericLessThan"), false);
  });

  it("orders any two numbers in one way only", () => {
    const numbers = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(numbers, numbers, (left, right) => {
        const is = (operator: string) => holds(operator, left, String(right));
        assert.equal(is("NumberGreaterThan"), left > right);
        assert.equal(is("NumberLessOrEqualTo"), !is("NumberGreaterThan"));
        assert.equal(is("NumberGreaterOrEqualTo"), !is("NumberLessThan"));
      }),
    );
  });
});
