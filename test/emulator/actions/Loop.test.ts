import assert from "node:assert/strict";
import fc from "fast-check";
import { action, disconnect, flow, say } from "../../flows.js";
import { type ContactOptions, contactInFlow, said, visited } from "../contact-in-flow.js";

const loop = (count: unknown, identifier = "loop") =>
  action(
    identifier,
    "Loop",
    { LoopCount: count },
    { next: "done", when: { ContinueLooping: "again", DoneLooping: "done" }, errors: { NoMatchingError: "error" } },
  );

const counted = (count: unknown, options: ContactOptions = {}) =>
  contactInFlow(
    flow("loop", loop(count), say("again", "Again", "loop"), disconnect("done"), disconnect("error")),
    options,
  ).contact;

describe("Loop", () => {
  it("continues as often as it says, then is done once", () => {
    const contact = counted("2");
    assert.deepEqual(said(contact), ["Again", "Again"]);
    assert.deepEqual(
      contact.trace.filter(({ type }) => type === "Loop").map(({ result }) => result),
      ["ContinueLooping", "ContinueLooping", "DoneLooping"],
    );
  });

  it("is done at once for 0, and after 100 at most", () => {
    assert.deepEqual(visited(counted("0")), ["loop", "done"]);
    assert.equal(said(counted("100")).length, 100);
  });

  it("starts to count anew after it was done", () => {
    const { contact, clock } = contactInFlow(
      flow(
        "twice",
        action("loop", "Loop", { LoopCount: "2" }, { when: { ContinueLooping: "again", DoneLooping: "wait" } }),
        say("again", "Again", "loop"),
        action("wait", "Wait", { TimeLimitSeconds: "1" }, { when: { WaitCompleted: "loop" } }),
      ),
    );
    assert.equal(said(contact).length, 2);
    clock.advance(1000);
    assert.equal(said(contact).length, 4);
  });

  it("keeps a count for each action", () => {
    const { contact } = contactInFlow(
      flow(
        "nested",
        action("outer", "Loop", { LoopCount: "2" }, { when: { ContinueLooping: "inner", DoneLooping: "done" } }),
        action("inner", "Loop", { LoopCount: "3" }, { when: { ContinueLooping: "again", DoneLooping: "outer" } }),
        say("again", "Again", "inner"),
        disconnect("done"),
      ),
    );
    assert.equal(said(contact).length, 6);
  });

  it("counts up to what an attribute says", () => {
    assert.equal(said(counted("$.Attributes.times", { request: { Attributes: { times: "3" } } })).length, 3);
  });

  it("takes the error branch for a count that is none, or is not from 0 to 100", () => {
    for (const count of ["", " ", "many", "-1", "101", "1.5", "$.Attributes.gone", null, undefined, true]) {
      assert.deepEqual(visited(counted(count)), ["loop", "error"], String(count));
    }
  });

  describe("with a name, whose parameters no source names", () => {
    const tell = (Parameters: Readonly<Record<string, unknown>>) =>
      contactInFlow(
        flow(
          "named",
          action("f", "InvokeLambdaFunction", lambda, { next: "loop" }),
          action("loop", "Loop", Parameters, { when: { ContinueLooping: "again", DoneLooping: "done" } }),
          say("again", "$.Loop.plans.Index: $.Loop.plans.Element", "loop"),
          say("done", "[$.Loop.plans.Index]", "end"),
          disconnect("end"),
        ),
        { definition: { lambda: [{ name: "f", answer: { list: ["gold", { of: "iron" }] } }] } },
      ).contact;
    const lambda = {
      LambdaFunctionARN: "f",
      InvocationTimeLimitSeconds: "3",
      ResponseValidation: { ResponseType: "JSON" },
    };

    it("tells the number of the round, from 0, until it is done", () => {
      const contact = tell({ LoopName: "plans", LoopCount: "2" });
      assert.deepEqual(said(contact), ["0: ", "1: ", "[]"]);
      assert.ok(contact.trace[1]?.warnings.includes("No source names the parameters LoopName and LoopArray."));
    });

    it("goes through the elements of an array", () => {
      for (const array of ["$.External.list", '["gold",{"of":"iron"}]', ["gold", { of: "iron" }]]) {
        assert.deepEqual(said(tell({ LoopName: "plans", LoopArray: array })), ["0: gold", '1: {"of":"iron"}', "[]"]);
      }
    });
  });

  it("continues exactly as often as any count from 0 to 100 says", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), (count) => {
        assert.equal(said(counted(String(count))).length, count);
      }),
      { numRuns: 20 },
    );
  });
});
