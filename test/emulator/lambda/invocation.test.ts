import assert from "node:assert/strict";
import type { LambdaDefinition } from "../../../provider/emulator/instance/definition.js";
import { type InvocationResult, invoke } from "../../../provider/emulator/lambda/invocation.js";
import { greeting } from "../../flows.js";
import { contactFor } from "../contact-in-flow.js";
import { handlerFile, removeHandlerFiles } from "./handler-file.js";

after(removeHandlerFiles);

function calling(definition: LambdaDefinition, limitSeconds = 8, event: unknown = { a: 1 }) {
  const { chat, clock, identifiers } = contactFor(greeting());
  const results: InvocationResult[] = [];
  let wake = () => {};
  const result = new Promise<void>((resolve) => {
    wake = resolve;
  }).then(() => results[0]);
  const invocation = { lambda: { name: "f", arn: "arn:f", definition }, chat, event, limitSeconds, identifiers };
  const stop = invoke(invocation, (one) => {
    results.push(one);
    wake();
  });
  return { chat, clock, results, result, stop };
}

const handler = (content: string, environment?: Readonly<Record<string, string>>) => ({
  name: "f",
  handler: `${handlerFile("f.mjs", `export const handler = ${content};`)}#handler`,
  environment,
});

describe("invoke", () => {
  it("answers at once what is written, unless it takes time", () => {
    assert.deepEqual(calling({ name: "f", answer: { a: "1" } }).results, [{ response: { a: "1" } }]);
    const { clock, results } = calling({ name: "f", answer: 1, takesSeconds: 2 });
    clock.advance(1999);
    assert.deepEqual(results, []);
    clock.advance(1);
    assert.deepEqual(results, [{ response: 1 }]);
  });

  it("answers nothing more when it is stopped", () => {
    for (const definition of [
      { name: "f", answer: 1, takesSeconds: 2 },
      { name: "f", error: "timeout" as const },
    ]) {
      const { clock, results, stop } = calling(definition);
      stop();
      clock.advance(60_000);
      assert.deepEqual(results, []);
    }
  });

  describe("of the user's own code", () => {
    it("calls it with the event, as JSON has it", async () => {
      const event = { keep: 1, drop: undefined, time: new Date(0) };
      const { result } = calling(handler("async (event) => event"), 8, event);
      assert.deepEqual(await result, { response: { keep: 1, time: "1970-01-01T00:00:00.000Z" } });
    });

    it("gives it a context, with the time that is left", async () => {
      const { result } = calling(
        handler(
          "async (event, context) => [context.functionName, context.invokedFunctionArn, context.getRemainingTimeInMillis()]",
        ),
        3,
      );
      assert.deepEqual(await result, { response: ["f", "arn:f", 3000] });
    });

    it("sets its environment", async () => {
      const { result } = calling(handler("() => process.env.CHAT_CHECK_TABLE", { CHAT_CHECK_TABLE: "orders" }));
      assert.deepEqual(await result, { response: "orders" });
      delete process.env.CHAT_CHECK_TABLE;
    });

    it("answers as JSON has it, and null for nothing", async () => {
      assert.deepEqual(await calling(handler("() => ({ a: undefined, b: new Date(0) })")).result, {
        response: { b: "1970-01-01T00:00:00.000Z" },
      });
      assert.deepEqual(await calling(handler("() => {}")).result, { response: null });
    });

    it("fails for what JSON has not", async () => {
      for (const content of ["() => 1n", "() => { const a = {}; a.a = a; return a; }"]) {
        assert.ok("failure" in ((await calling(handler(content)).result) ?? {}), content);
      }
    });

    it("fails with what it throws, be it no error", async () => {
      assert.deepEqual(await calling(handler('async () => { throw new Error("no table"); }')).result, {
        failure: "no table",
      });
      assert.deepEqual(await calling(handler('() => { throw "text"; }')).result, { failure: "text" });
      assert.deepEqual(await calling(handler("() => { throw undefined; }")).result, { failure: "undefined" });
    });

    it("fails for a file that is not there", async () => {
      const { result } = calling({ name: "f", handler: "/nowhere/f.mjs#handler" });
      assert.match(JSON.stringify(await result), /nowhere/);
    });

    it("fails at its limit", () => {
      const { clock, results, chat } = calling(handler("() => new Promise(() => {})"), 3);
      assert.equal(chat.working, 1);
      clock.advance(3000);
      assert.deepEqual(results, [{ failure: "The function did not answer within 3 s." }]);
      assert.equal(chat.working, 0);
    });

    it("takes no notice of an answer that comes after its limit", async () => {
      const called = new Promise<() => void>((resolve) => Object.assign(globalThis, { chatCheckCalled: resolve }));
      const slow = "() => new Promise((resolve) => globalThis.chatCheckCalled(() => resolve(1)))";
      const { clock, results } = calling(handler(slow), 3);
      const answer = await called;
      clock.advance(3000);
      answer();
      await new Promise(setImmediate);
      assert.deepEqual(results, [{ failure: "The function did not answer within 3 s." }]);
    });

    it("is at work until it has answered, or was stopped", async () => {
      const { chat, result } = calling(handler("async () => 1"));
      assert.equal(chat.working, 1);
      await result;
      assert.equal(chat.working, 0);
      const stopped = calling(handler("async () => 1"));
      stopped.stop();
      stopped.stop();
      assert.equal(stopped.chat.working, 0);
    });
  });
});
