import assert from "node:assert/strict";
import { action, disconnect, flow } from "../../flows.js";
import { type ContactOptions, contactInFlow } from "../contact-in-flow.js";

function compared(value: unknown, when: Readonly<Record<string, string>>, options: ContactOptions = {}) {
  const source = flow(
    "compare",
    action(
      "compare",
      "Compare",
      { ComparisonValue: value },
      { next: "other", when, errors: { NoMatchingCondition: "other" } },
    ),
    disconnect("match"),
    disconnect("other"),
  );
  const [record] = contactInFlow(source, options).contact.trace;
  assert(record);
  return { result: record.result, to: record.branch?.nextAction, warnings: record.warnings };
}

const attributes = (Attributes: Record<string, string>): ContactOptions => ({ request: { Attributes } });

describe("Compare", () => {
  it("takes the condition that holds for the value", () => {
    assert.deepEqual(compared("$.Channel", { VOICE: "other", CHAT: "match" }), {
      result: "CHAT",
      to: "match",
      warnings: [],
    });
  });

  it("takes NoMatchingCondition when none holds", () => {
    assert.equal(compared("$.Channel", { VOICE: "match" }).to, "other");
  });

  it("compares numbers and parts of a text", () => {
    assert.equal(
      compared("$.Attributes.count", { "NumberGreaterThan 9": "match" }, attributes({ count: "10" })).to,
      "match",
    );
    assert.equal(
      compared("$.Attributes.mail", { "TextContains @": "match" }, attributes({ mail: "a@b.c" })).to,
      "match",
    );
  });

  it("has no value for an attribute that is missing, and warns", () => {
    assert.deepEqual(compared("$.Attributes.gone", { "TextContains ": "match", "": "match" }), {
      result: "no value",
      to: "other",
      warnings: ["$.Attributes.gone has no value; it is read as empty."],
    });
  });

  it("tells an attribute that is empty from one that is missing", () => {
    assert.equal(compared("$.Attributes.empty", { "": "match" }, attributes({ empty: "" })).to, "match");
  });

  it("holds a missing value for NULL, unless the emulator was told otherwise", () => {
    const when = { NULL: "match" };
    assert.equal(compared("$.Attributes.gone", when).to, "match");
    assert.equal(compared("$.Attributes.gone", when, { behaviour: { missingEqualsNull: false } }).to, "other");
  });

  it("finds a key of a value that has several", () => {
    const options = attributes({ colour: "red" });
    assert.equal(compared("$.Attributes", { "KeyExists colour": "match" }, options).to, "match");
    assert.equal(compared("$.Attributes", { "KeyExists size": "match" }, options).to, "other");
  });

  it("compares a text with references inside by what they stand for", () => {
    assert.equal(compared("$.Channel in $.AwsRegion", { "CHAT in us-east-1": "match" }).to, "match");
  });

  it("compares what is no reference as it is written", () => {
    assert.equal(compared("plain", { plain: "match" }).to, "match");
    assert.equal(compared(7, { "NumberLessThan 8": "match" }).to, "match");
    assert.equal(compared("$.Unknown.thing", { "$.Unknown.thing": "match" }).to, "match");
  });
});
