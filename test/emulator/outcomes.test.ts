import assert from "node:assert/strict";
import { startEmulator } from "../../provider/emulator/index.js";
import { outcomesOf } from "../../provider/emulator/outcomes.js";
import { action, disconnect, flow, say } from "../flows.js";
import { contactInFlow, said } from "./contact-in-flow.js";
import { Customer } from "./customer.js";

const branching = flow(
  "branching",
  say("hello", "Hello", "topic"),
  action(
    "topic",
    "Compare",
    { ComparisonValue: "$.Attributes.topic" },
    {
      when: { sales: "sales" },
      errors: { NoMatchingCondition: "other" },
    },
  ),
  say("sales", "Sales", "end"),
  say("other", "Other", "end"),
  disconnect("end"),
);

describe("outcomes that are decided for a chat", () => {
  it("choose the branch of a result, whatever the action would find", () => {
    const { contact } = contactInFlow(branching, {
      before: ({ chat }) => {
        chat.outcomes = outcomesOf({ topic: { result: "sales" } });
      },
    });
    assert.deepEqual(said(contact), ["Hello", "Sales"]);
  });

  it("take the error branch, and then the action is not done", () => {
    const failing = flow(
      "failing",
      action("hello", "MessageParticipant", { Text: "Hello" }, { next: "end", errors: { NoMatchingError: "sorry" } }),
      say("sorry", "Sorry", "end"),
      disconnect("end"),
    );
    const { contact } = contactInFlow(failing, {
      before: ({ chat }) => {
        chat.outcomes = outcomesOf({ hello: { error: "NoMatchingError" } });
      },
    });
    assert.deepEqual(said(contact), ["Sorry"]);
  });

  it("are refused in another form", () => {
    for (const wrong of [{}, { error: 1 }, { result: true }, null]) {
      assert.throws(() => outcomesOf({ topic: wrong as never }), { name: "TypeError", message: /outcome of topic is/ });
    }
  });

  it("are refused for an action that no flow and no module has, with the one that was meant", async () => {
    await using customer = await Customer.of({ flows: [branching] });
    const { ContactId = "" } = await customer.start();
    const { emulator } = customer;
    assert.throws(() => emulator.decide(ContactId, { topik: { result: "sales" }, zzzzzz: { result: 1 } }), {
      name: "TypeError",
      message: "No flow has the action topik (did you mean topic?), zzzzzz.",
    });
    emulator.decide(ContactId, { topic: { result: "sales" } });
  });

  it("can be decided over HTTP, for a contact that there is", async () => {
    await using emulator = await startEmulator({ flows: [branching] });
    const post = async (id: string, body: object) => {
      const response = await fetch(`${emulator.url}/emulator/chats/${id}`, {
        method: "POST",
        body: JSON.stringify(body),
      });
      return response.status;
    };
    assert.equal(await post("nobody", { outcomes: { topic: { result: "sales" } } }), 404);
    assert.equal(await post("nobody", { outcomes: 1 }), 400);
    assert.throws(() => emulator.decide("nobody", {}), /no contact nobody/);
  });
});
