import assert from "node:assert/strict";
import { ChatCheckError } from "../../provider/errors.js";
import { conversationFrom, expectationFrom, withoutPatterns } from "../../provider/mocha/builders.js";
import { callPlace } from "../../provider/mocha/call-place.js";

describe("what a program writes", () => {
  it("becomes data, with patterns in place of regular expressions", () => {
    const conversation = conversationFrom({
      name: "greets",
      flow: "welcome",
      attributes: { customerName: "Ada" },
      steps: [
        { expect: /^hello/i, capture: { name: /hello (\w+)/ } },
        { expectAll: [{ contains: "a" }, { role: "AGENT", content: /b/ }] },
        { waitFor: { attributes: { kind: /x/ } }, timeLimit: undefined },
      ],
    });
    assert.deepEqual(conversation.steps, [
      { expect: { pattern: "^hello", flags: "i" }, capture: { name: { pattern: "hello (\\w+)" } } },
      { expectAll: [{ contains: "a" }, { role: "AGENT", content: { pattern: "b" } }] },
      { waitFor: { attributes: { kind: { pattern: "x" } } } },
    ]);
    assert.equal(JSON.stringify(conversation), JSON.stringify(withoutPatterns(conversation)));
  });

  it("is refused with everything that is wrong with it", () => {
    assert.throws(
      () => conversationFrom({ steps: [{ expect: { contains: "" } }, { say: "" }] }),
      (error) =>
        error instanceof ChatCheckError &&
        error.code === "INVALID_CONVERSATION" &&
        /steps\[0\]\.expect\.contains: .*\n.*steps\[1\]\.say: /.test(error.message),
    );
    assert.throws(() => expectationFrom({ event: "gone" as "left" }), /event: Expected one of/);
  });

  it("stands at a place, which is found from the stack", () => {
    function called() {
      return callPlace(called);
    }
    const { file, line, stack } = called();
    assert.equal(file, __filename);
    assert.match(stack, new RegExp(`^ +at .*builders\\.test\\.ts:${line}:`));
  });
});
