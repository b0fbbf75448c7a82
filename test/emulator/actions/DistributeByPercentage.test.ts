import assert from "node:assert/strict";
import { action, disconnect, flow } from "../../flows.js";
import { contactInFlow } from "../contact-in-flow.js";

const source = flow(
  "distribute",
  action(
    "distribute",
    "DistributeByPercentage",
    {},
    {
      next: "rest",
      when: { "NumberLessThan 11": "tenth", "NumberLessThan 51": "forty" },
      errors: { NoMatchingCondition: "rest" },
    },
  ),
  disconnect("tenth"),
  disconnect("forty"),
  disconnect("rest"),
);

const runs = (count: number) =>
  Array.from({ length: count }, (_, seed) => contactInFlow(source, { seed }).contact.trace[0]).map((record) => ({
    number: Number(record?.result),
    to: record?.branch?.nextAction ?? "",
  }));

describe("DistributeByPercentage", () => {
  it("draws a whole number from 1 to 100", () => {
    const numbers = runs(2000).map(({ number }) => number);
    assert(numbers.every((number) => Number.isInteger(number)));
    assert.equal(Math.min(...numbers), 1);
    assert.equal(Math.max(...numbers), 100);
  });

  it("takes the branches in about the shares that they declare", () => {
    const all = runs(2000);
    const share = (to: string) => (100 * all.filter((run) => run.to === to).length) / all.length;
    assert(Math.abs(share("tenth") - 10) < 3, `${share("tenth")}`);
    assert(Math.abs(share("forty") - 40) < 4, `${share("forty")}`);
    assert(Math.abs(share("rest") - 50) < 4, `${share("rest")}`);
  });

  it("draws the same number for the same seed", () => {
    assert.deepEqual(runs(20), runs(20));
  });
});
