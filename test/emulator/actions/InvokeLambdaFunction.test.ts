import assert from "node:assert/strict";
import type { LambdaDefinition } from "../../../provider/emulator/instance/definition.js";
import { action, say } from "../../flows.js";
import { oneAction } from "../one-action.js";

type Options = Parameters<typeof oneAction>[2];

const call = (
  definition: LambdaDefinition | readonly LambdaDefinition[],
  parameters: Readonly<Record<string, unknown>> = {},
  options: Options = {},
) =>
  oneAction(
    "InvokeLambdaFunction",
    { LambdaFunctionARN: "arn:aws:lambda:us-east-1:1:function:f", InvocationTimeLimitSeconds: "8", ...parameters },
    {
      definition: { lambda: [definition].flat() as LambdaDefinition[] },
      tells: "[$.External.a] [$.External.b]",
      ...options,
    },
  );
const json = { ResponseValidation: { ResponseType: "JSON" } };

describe("InvokeLambdaFunction", () => {
  it("puts the answer where $.External and $.LambdaInvocation.ResultData find it", () => {
    const { branch, told } = call(
      { name: "f", answer: { a: "one" } },
      {},
      { tells: "$.External.a $.LambdaInvocation.ResultData.a" },
    );
    assert.equal(branch(), "next");
    assert.equal(told(), "one one");
  });

  it("finds the function by its ARN, with a version or an alias, by its name, and by a reference", () => {
    for (const LambdaFunctionARN of [
      "arn:aws:lambda:eu-west-1:999999999999:function:f:live",
      "f",
      "$.Attributes.fn",
      "arn:aws:lambda:$.AwsRegion:1:function:f",
    ]) {
      const { branch } = call(
        { name: "f", answer: {} },
        { LambdaFunctionARN },
        { request: { Attributes: { fn: "arn:aws:lambda:us-east-1:1:function:f" } } },
      );
      assert.equal(branch(), "next", LambdaFunctionARN);
    }
  });

  it("takes the error branch for a function that is not there", () => {
    for (const LambdaFunctionARN of ["none", "", undefined]) {
      const { branch, warnings } = call({ name: "f", answer: {} }, { LambdaFunctionARN });
      assert.equal(branch(), "NoMatchingError");
      assert.equal(warnings().at(-1), `The instance has no Lambda function ${LambdaFunctionARN}.`);
    }
  });

  it("answers by what it is given, keys and values from references", () => {
    const answers: LambdaDefinition = {
      name: "f",
      answers: [
        { when: { parameters: { stage: "greet", who: { contains: "Ad" } } }, answer: { a: "hello" } },
        { when: { attributes: { plan: { pattern: "^go", flags: "i" } } }, answer: { a: "gold" } },
        { when: { event: { "Details.ContactData.Channel": "CHAT" } }, answer: { a: "chat" } },
      ],
    };
    const answer = (LambdaInvocationAttributes: Readonly<Record<string, string>>, plan = "silver") =>
      call(
        answers,
        { LambdaInvocationAttributes },
        { request: { Attributes: { plan, key: "stage", who: "Ada" } } },
      ).told();
    assert.equal(answer({ "$.Attributes.key": "greet", who: "$.Attributes.who" }), "[hello] []");
    assert.equal(answer({ stage: "greet" }, "GOLD"), "[gold] []");
    assert.equal(answer({}), "[chat] []");
  });

  it("replaces the whole of the answer before", () => {
    const { told } = call(
      [
        { name: "f", answer: { b: "two" } },
        { name: "g", answer: { a: "one" } },
      ],
      {},
      { first: [action("first", "InvokeLambdaFunction", { LambdaFunctionARN: "g", InvocationTimeLimitSeconds: "3" })] },
    );
    assert.equal(told(), "[] [two]");
  });

  it("takes an answer that tells of an error for what it is, an answer", () => {
    const { branch, told } = call({ name: "f", answer: { error: "x" } }, {}, { tells: "$.External.error" });
    assert.equal(branch(), "next");
    assert.equal(told(), "x");
  });

  it("takes the error branch for an exception and for one that is throttled, and says why", () => {
    const failed = (definition: LambdaDefinition) => call(definition).warnings().at(-1);
    assert.equal(call({ name: "f", error: "exception" }).branch(), "NoMatchingError");
    assert.equal(failed({ name: "f", error: { type: "TypeError", message: "no table" } }), "TypeError: no table");
    assert.equal(failed({ name: "f", error: "throttling" }), "throttling");
    assert.equal(failed({ name: "f", answers: [] }), "No answer is written for this event.");
  });

  it("keeps the answer before when it fails", () => {
    const { told } = call(
      [
        { name: "f", error: "exception" },
        { name: "g", answer: { a: "one" } },
      ],
      {},
      { first: [action("first", "InvokeLambdaFunction", { LambdaFunctionARN: "g", InvocationTimeLimitSeconds: "3" })] },
    );
    assert.equal(told(), "[one] []");
  });

  describe("in time", () => {
    const slow = (takesSeconds: number) => ({ name: "f", answer: { a: "late" }, takesSeconds });

    it("lets the flow wait for the answer", () => {
      const { isOver, clock, told } = call(slow(5));
      clock.advance(4999);
      assert.equal(isOver(), false);
      clock.advance(1);
      assert.equal(told(), "[late] []");
    });

    it("takes the error branch at the limit that is given, which is eight seconds at the most", () => {
      for (const [limit, seconds] of [
        ["2", 2],
        ["8", 8],
        ["60", 8],
      ] as const) {
        const { isOver, clock, branch, warnings } = call(slow(9), { InvocationTimeLimitSeconds: limit });
        clock.advance(seconds * 1000 - 1);
        assert.equal(isOver(), false);
        clock.advance(1);
        assert.equal(branch(), "NoMatchingError");
        assert.equal(warnings().at(-1), `The function did not answer within ${seconds} s.`);
      }
    });

    it("takes an answer that comes just in time", () => {
      const { clock, branch } = call(slow(8));
      clock.advance(8000);
      assert.equal(branch(), "next");
    });

    it("waits for one that never answers until the limit", () => {
      const { clock, branch } = call({ name: "f", error: "timeout" }, { InvocationTimeLimitSeconds: "3" });
      clock.advance(3000);
      assert.equal(branch(), "NoMatchingError");
    });

    it("calls one that is throttled three times again, within the limit", () => {
      const throttled = (takesSeconds: number) => call({ name: "f", error: "throttling", takesSeconds });
      const quick = throttled(1);
      quick.clock.advance(3999);
      assert.equal(quick.isOver(), false);
      quick.clock.advance(1);
      assert.equal(quick.warnings().at(-1), "throttling");
      const slow = throttled(3);
      slow.clock.advance(8000);
      assert.equal(slow.warnings().at(-1), "The function did not answer within 8 s.");
    });

    it("takes the error branch for a limit that is none, and three seconds where there is none", () => {
      for (const limit of ["0", "-1", "soon", "", null]) {
        assert.equal(call(slow(0), { InvocationTimeLimitSeconds: limit }).branch(), "NoMatchingError", String(limit));
      }
      const { clock, warnings } = call(slow(9), { InvocationTimeLimitSeconds: undefined });
      clock.advance(3000);
      assert.equal(warnings().at(-1), "The function did not answer within 3 s.");
    });

    it("ends with the chat", () => {
      const { contact, clock } = call(slow(5));
      contact.leave();
      clock.advance(60_000);
      assert.equal(contact.trace.length, 1);
      assert.equal(contact.trace[0]?.result, "the contact ended");
    });
  });

  describe("in a row", () => {
    const slow = { name: "f", answer: { a: "x" }, takesSeconds: 7 };
    const again = (id: string) =>
      action(id, "InvokeLambdaFunction", { LambdaFunctionARN: "f", InvocationTimeLimitSeconds: "8" });

    it("has twenty seconds together", () => {
      const { clock, isOver, branch, warnings } = call(slow, {}, { first: [again("a"), again("b")] });
      clock.advance(19_999);
      assert.equal(isOver(), false);
      clock.advance(1);
      assert.equal(branch(), "NoMatchingError");
      assert.equal(warnings().at(-1), "The function did not answer within 6 s.");
    });

    it("takes the error branch at once when they are used up", () => {
      const five = { ...slow, takesSeconds: 5 };
      const { clock, branch, warnings } = call(five, {}, { first: ["a", "b", "c", "d"].map(again) });
      clock.advance(20_000);
      assert.equal(branch(), "NoMatchingError");
      assert.equal(warnings().at(-1), "Functions in a row have taken 20 s, which is all they have.");
    });

    it("begins anew after a block that the customer hears of", () => {
      const { clock, branch } = call(slow, {}, { first: [again("a"), again("b"), say("c", "Still there", "it")] });
      clock.advance(21_000);
      assert.equal(branch(), "next");
    });
  });

  describe("whose answer is checked", () => {
    const answer = (value: unknown, parameters: Readonly<Record<string, unknown>> = {}) =>
      call({ name: "f", answer: value }, parameters);

    it("is to be a flat map of texts, unless JSON is asked for", () => {
      for (const value of [{ a: 1 }, { a: { b: "x" } }, { a: null }, { a: ["x"] }, "text", 5, null, ["x"]]) {
        assert.equal(answer(value).branch(), "NoMatchingError", JSON.stringify(value));
        assert.equal(answer(value, { ResponseValidation: { ResponseType: "STRING_MAP" } }).branch(), "NoMatchingError");
        assert.equal(answer(value, json).branch(), "next", JSON.stringify(value));
      }
      assert.equal(
        answer({ a: 1, b: "x", c: {} }).warnings().at(-1),
        "The answer is to be a flat map of texts (STRING_MAP); these are none: a, c.",
      );
    });

    it("is read with its own types: keys, numbers of lists, objects as JSON", () => {
      const { told } = call({ name: "f", answer: { list: ["x", { deep: true }], count: 3 } }, json, {
        tells: "$.External.list.0 $.External.list[1].deep $.External.count $.External.list",
      });
      assert.equal(told(), 'x true 3 ["x",{"deep":true}]');
    });

    it("has 32,768 bytes at the most", () => {
      assert.equal(answer({ a: "x".repeat(32_768 - 8) }).branch(), "next");
      const { branch, warnings } = answer({ a: "ü".repeat(16_381) });
      assert.equal(branch(), "NoMatchingError");
      assert.equal(warnings().at(-1), "The answer has 32770 bytes; 32768 is the limit.");
    });
  });

  describe("asynchronously", () => {
    const asynchronous = { InvocationType: "ASYNCHRONOUS", InvocationTimeLimitSeconds: "60" };
    const late = { name: "f", answer: { a: "late" }, takesSeconds: 30 };
    const waiting = (parameters: Readonly<Record<string, unknown>>, definition: LambdaDefinition = late) =>
      oneAction(
        "Wait",
        { TimeLimitSeconds: "60" },
        {
          definition: { lambda: [definition] },
          first: [action("first", "InvokeLambdaFunction", { LambdaFunctionARN: "f", ...parameters })],
          when: ["WaitCompleted"],
          tells: "[$.External.a] [$.LambdaInvocation.ResultData.a] [$.LambdaInvocation.InvocationId]",
        },
      );

    it("goes on at once, and tells an id", () => {
      const { branch, told } = call(late, asynchronous, { tells: "[$.External.a] [$.LambdaInvocation.InvocationId]" });
      assert.equal(branch(), "next");
      assert.match(told() ?? "", /^\[\] \[[0-9a-f-]{36}\]$/);
    });

    it("has the answer as soon as it has come, and says that no source tells when", () => {
      const { clock, told, contact } = waiting(asynchronous);
      clock.advance(60_000);
      assert.match(told() ?? "", /^\[late\] \[late\] \[[0-9a-f-]{36}\]$/);
      assert.match(contact.trace[0]?.warnings.at(-1) ?? "", /^No source says when the answer of an asynchronous call/);
    });

    it("has sixty seconds, and no part in the twenty of functions in a row", () => {
      const { clock, told, contact } = waiting(asynchronous, { ...late, takesSeconds: 59 });
      clock.advance(60_000);
      assert.match(told() ?? "", /^\[late\]/);
      assert.equal(contact.lambdaSeconds, 0);
      const tooLate = waiting({ ...asynchronous, InvocationTimeLimitSeconds: "900" }, { ...late, takesSeconds: 61 });
      tooLate.clock.advance(60_000);
      assert.match(tooLate.told() ?? "", /^\[\]/);
    });
  });
});
