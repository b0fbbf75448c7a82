import assert from "node:assert/strict";
import { planOf } from "../../provider/check/plan.js";
import { redacted } from "../../provider/check/redaction.js";
import { ChatCheckError } from "../../provider/errors.js";

describe("an error that may quote nothing", () => {
  it("loses every text of the customer, the longest first, and keeps the rest", () => {
    const plan = planOf({
      instanceId: "i-1",
      contactFlowId: "f-1",
      attributes: { key: "card 4242", other: "card", short: "ab" },
      initialMessage: { content: "my secret" },
      expectFirstMessage: { contains: "heard" },
    });
    const error = new ChatCheckError({
      code: "REQUEST_REFUSED",
      message: "'card 4242' and 'card' and 'ab' of chat-check in text/plain: my secret, heard.",
      hint: "Not 'my secret'.",
      answer: { operation: "StartChatContact", name: "X", message: "heard", status: 400 },
    });
    const { code, message, hint, answer } = redacted(error, plan);
    assert.deepEqual(
      [code, message, hint, answer],
      [
        "REQUEST_REFUSED",
        "'(left out)' and '(left out)' and 'ab' of chat-check in text/plain: (left out), (left out).",
        "Not '(left out)'.",
        { operation: "StartChatContact", name: "X", message: "(left out)", status: 400 },
      ],
    );
  });
});
