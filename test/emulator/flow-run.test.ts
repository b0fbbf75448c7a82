import assert from "node:assert/strict";
import { action, disconnect, flow, greeting, say, wait } from "../flows.js";
import { contactInFlow, events, said, visited } from "./contact-in-flow.js";

const compare = (identifier: string, value: string, transitions: Parameters<typeof action>[3]) =>
  action(identifier, "Compare", { ComparisonValue: value }, transitions);

describe("FlowRun", () => {
  describe("from action to action", () => {
    it("runs to the end at once when nothing waits", () => {
      const { contact, clock } = contactInFlow(
        flow("hello", say("a", "One", "b"), say("b", "Two", "end"), disconnect()),
      );
      assert.deepEqual(said(contact), ["One", "Two"]);
      assert.deepEqual(visited(contact), ["a", "b", "end"]);
      assert.deepEqual(contact.ended, { time: clock.now(), reason: "CONTACT_FLOW_DISCONNECT" });
    });

    it("starts with the flow's StartAction, not with its first action", () => {
      const { name, content } = flow("hello", say("a", "One", "end"), say("b", "Two", "end"), disconnect());
      const { contact } = contactInFlow({ name, content: { ...content, StartAction: "b" } });
      assert.deepEqual(visited(contact), ["b", "end"]);
    });

    it("resolves references in keys and values when the action runs", () => {
      const { contact } = contactInFlow(
        flow(
          "attributes",
          action("set", "UpdateContactAttributes", { Attributes: { "$.Attributes.key": "blue" } }, { next: "say" }),
          say("say", "You like $.Attributes.colour.", "end"),
          disconnect(),
        ),
        { request: { Attributes: { key: "colour" } } },
      );
      assert.deepEqual(said(contact), ["You like blue."]);
      assert.deepEqual(contact.trace[0]?.parameters, { Attributes: { colour: "blue" } });
    });

    it("resolves a reference in the operand of a condition", () => {
      const { contact } = contactInFlow(
        flow(
          "operand",
          compare("same", "$.Attributes.from", {
            when: { "$.Attributes.to": "end" },
            errors: { NoMatchingCondition: "say" },
          }),
          say("say", "Different", "end"),
          disconnect(),
        ),
        { request: { Attributes: { from: "Bern", to: "Bern" } } },
      );
      assert.deepEqual(visited(contact), ["same", "end"]);
    });
  });

  describe("in a wait", () => {
    it("stops until the time has come, and goes on from there", () => {
      const { contact, clock } = contactInFlow(
        flow(
          "waits",
          wait("first", 60, "second"),
          wait("second", 30, "say"),
          say("say", "Still here?", "end"),
          disconnect(),
        ),
      );
      clock.advance(89_999);
      assert.deepEqual(visited(contact), ["first"]);
      assert.equal(contact.ended?.reason, undefined);
      clock.advance(1);
      assert.deepEqual(visited(contact), ["first", "second", "say", "end"]);
      assert.equal(contact.ended?.time, clock.now());
    });

    it("runs nothing more when the customer leaves", () => {
      const { contact, clock } = contactInFlow(greeting());
      contact.leave();
      clock.advance(7_200_000);
      assert.deepEqual(visited(contact), ["hello", "wait"]);
      assert.deepEqual(said(contact), ["Hello"]);
      assert.deepEqual(events(contact), ["participant.joined", "participant.left", "chat.ended"]);
      assert.equal(contact.ended?.reason, "CUSTOMER_DISCONNECT");
    });

    it("listens no more to a customer after it is over", () => {
      const { contact, clock } = contactInFlow(
        flow("waits", wait("first", 60, "second"), wait("second", 60, "end"), disconnect()),
      );
      clock.advance(60_000);
      contact.say(contact.customer, "text/plain", "Hello?");
      assert.deepEqual(
        contact.trace.map(({ action, result }) => [action, result]),
        [
          ["first", "WaitCompleted"],
          ["second", "CustomerReturned"],
          ["end", "disconnected"],
        ],
      );
    });

    it("does not start when the contact has ended already", () => {
      const { contact } = contactInFlow(greeting(), { before: (contact) => contact.end("API") });
      assert.deepEqual(contact.trace, []);
      assert.deepEqual(said(contact), []);
    });
  });

  describe("in an endless loop", () => {
    const loop = flow("loop", say("a", "Ping", "b"), say("b", "Pong", "a"));

    it("ends the contact, and says so in the trace", () => {
      const { contact } = contactInFlow(loop, { behaviour: { actionsWithoutWait: 10 } });
      assert.equal(contact.ended?.reason, "SYSTEM_ERROR");
      assert.equal(said(contact).length, 10);
      const last = contact.trace.at(-1);
      assert.equal(contact.trace.length, 11);
      assert.equal(last?.action, "a");
      assert.equal(last?.result, "endless loop");
      assert.equal(last?.branch, undefined);
      assert.deepEqual(last?.warnings, ["10 actions ran without waiting for anything; the contact is ended."]);
    });

    it("does so after 1000 actions when nothing else is said", () => {
      assert.equal(said(contactInFlow(loop).contact).length, 1000);
    });

    it("does so across flows that transfer to each other", () => {
      const there = (to: string) => action("go", "TransferToFlow", { ContactFlowId: to }, { next: "end" });
      const content = (to: string) => flow("", there(to), disconnect()).content;
      const first = { name: "first", content: { ContactFlow: { Id: "first", Content: content("second") } } };
      const second = { name: "second", content: { ContactFlow: { Id: "second", Content: content("first") } } };
      const { contact } = contactInFlow(first, { otherFlows: [second] });
      assert.equal(contact.ended?.reason, "SYSTEM_ERROR");
    });

    it("counts anew after each wait", () => {
      const { contact, clock } = contactInFlow(flow("patient", say("a", "Ping", "b"), wait("b", 1, "a")), {
        behaviour: { actionsWithoutWait: 2 },
      });
      clock.advance(100_000);
      assert.equal(contact.ended?.reason, undefined);
      assert.equal(said(contact).length, 101);
    });
  });

  describe("where no branch is declared", () => {
    it("ends the contact, and says so in the trace", () => {
      const { contact } = contactInFlow(
        flow("open end", compare("channel", "$.Channel", { when: { VOICE: "end" } }), disconnect()),
      );
      assert.equal(contact.ended?.reason, "CONTACT_FLOW_DISCONNECT");
      assert.equal(contact.trace.length, 1);
      assert.equal(contact.trace[0]?.branch, undefined);
      assert.deepEqual(contact.trace[0]?.warnings, [
        "No branch is declared for this; no source says what AWS does. The flow is over.",
      ]);
    });

    it("ends it after a wait as well", () => {
      const { contact, clock } = contactInFlow(
        flow("open wait", action("wait", "Wait", { TimeLimitSeconds: "5" }), disconnect()),
      );
      clock.advance(5000);
      assert.equal(contact.ended?.reason, "CONTACT_FLOW_DISCONNECT");
      assert.equal(contact.trace[0]?.result, "WaitCompleted");
    });
  });

  describe("of a transfer", () => {
    const target = {
      name: "target",
      content: {
        ContactFlow: {
          Id: "target",
          Content: flow("", say("here", "[$.FlowAttributes.colour] [$.Attributes.colour]", "end"), disconnect())
            .content,
        },
      },
    };
    const source = flow(
      "source",
      action("mine", "UpdateFlowAttributes", { FlowAttributes: { colour: { Value: "red" } } }, { next: "ours" }),
      action("ours", "UpdateContactAttributes", { Attributes: { colour: "$.FlowAttributes.colour" } }, { next: "go" }),
      action("go", "TransferToFlow", { ContactFlowId: "target" }, { next: "end" }),
      disconnect(),
    );

    it("keeps contact attributes and drops flow attributes", () => {
      const { contact } = contactInFlow(source, { otherFlows: [target] });
      assert.deepEqual(said(contact), ["[] [red]"]);
    });

    it("names in the trace the flow that each action belongs to", () => {
      const { contact } = contactInFlow(source, { otherFlows: [target] });
      assert.deepEqual(
        contact.trace.map(({ flow, action }) => `${flow}/${action}`),
        ["source/mine", "source/ours", "source/go", "target/here", "target/end"],
      );
      assert.equal(contact.trace[2]?.result, "flow target");
      assert.equal(contact.trace[2]?.branch, undefined);
    });
  });

  describe("in the trace", () => {
    it("writes time, contact, flow, action, parameters, result and branch", () => {
      const { contact, clock } = contactInFlow(greeting("hi", "Hello $.Channel"));
      assert.deepEqual(contact.trace, [
        {
          time: clock.now(),
          contactId: contact.id,
          flow: "hi",
          flowId: contact.flow.id,
          action: "hello",
          type: "MessageParticipant",
          parameters: { Text: "Hello CHAT" },
          result: "success",
          branch: { kind: "next", label: "", nextAction: "wait" },
          warnings: [],
        },
      ]);
    });

    it("writes the time at which a wait was over", () => {
      const { contact, clock } = contactInFlow(greeting());
      const start = clock.now();
      clock.advance(3_600_000);
      assert.deepEqual(contact.trace[1]?.branch, {
        kind: "condition",
        label: "Equals WaitCompleted",
        nextAction: "end",
      });
      assert.equal(contact.trace[1]?.time, start + 3_600_000);
    });

    it("warns once of each reference that has no value", () => {
      const { contact } = contactInFlow(greeting("hi", "Hi $.Attributes.a $.Attributes.a $.External.b"));
      assert.deepEqual(contact.trace[0]?.warnings, [
        "$.Attributes.a has no value; it is read as empty.",
        "$.External.b has no value; it is read as empty.",
      ]);
    });

    it("warns of an operand that has no value", () => {
      const { contact } = contactInFlow(
        flow(
          "operand",
          compare("same", "$.Channel", {
            when: { "$.Attributes.gone": "end" },
            errors: { NoMatchingCondition: "end" },
          }),
          disconnect(),
        ),
      );
      assert.deepEqual(contact.trace[0]?.warnings, ["$.Attributes.gone has no value; no condition on it is true."]);
    });

    it("calls a missing result by that name", () => {
      const { contact } = contactInFlow(
        flow(
          "missing",
          compare("c", "$.Attributes.a", { errors: { NoMatchingCondition: "end" }, when: { a: "end" } }),
          disconnect(),
        ),
      );
      assert.equal(contact.trace[0]?.result, "no value");
    });

    it("writes a result that is an object as JSON", () => {
      const { contact } = contactInFlow(
        flow(
          "object",
          compare("c", "$.Attributes", { errors: { NoMatchingCondition: "end" }, when: { a: "end" } }),
          disconnect(),
        ),
        { request: { Attributes: { a: "1" } } },
      );
      assert.equal(contact.trace[0]?.result, '{"a":"1"}');
    });
  });

  it("runs alike for the same seed, and otherwise with other ids", () => {
    const ids = (seed: number) => contactInFlow(greeting(), { seed }).contact.items.map((item) => item.Id);
    assert.deepEqual(ids(1), ids(1));
    assert.notDeepEqual(ids(1), ids(2));
  });
});
