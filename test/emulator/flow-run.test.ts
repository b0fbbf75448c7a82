import assert from "node:assert/strict";
import type { Stub } from "../../provider/emulator/flow-run.js";
import { action, disconnect, flow, greeting, say, wait } from "../flows.js";
import { contactFor, contactInFlow, events, module, otherFlow, runFlow, said, visited } from "./contact-in-flow.js";
import { queueChat } from "./queue-chat.js";
import { agent, staffed } from "./staff.js";

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

    it("does so through modules, functions that answer at once, and functions that take their time", () => {
      const back = action("back", "EndFlowModuleExecution");
      const lambda = { LambdaFunctionARN: "f", InvocationTimeLimitSeconds: "3" };
      for (const [step, takesSeconds] of [
        [action("a", "InvokeFlowModule", { FlowModuleId: "m" }, { next: "a" }), 0],
        [action("a", "InvokeLambdaFunction", lambda, { next: "b", errors: { NoMatchingError: "b" } }), 0],
        [action("a", "InvokeLambdaFunction", lambda, { next: "b", errors: { NoMatchingError: "b" } }), 1],
      ] as const) {
        const { contact, clock } = contactInFlow(flow("loop", step, say("b", "Pong", "a")), {
          definition: { lambda: [{ name: "f", answer: {}, takesSeconds }] },
          otherFlows: [module("m", say("say", "In", "back"), back)],
          behaviour: { actionsWithoutWait: 20 },
        });
        clock.advance(60_000);
        assert.equal(contact.ended?.reason, "SYSTEM_ERROR");
        assert.equal(contact.trace.at(-1)?.result, "endless loop");
        assert.equal(contact.chat.clock.skip(), false);
      }
    });

    it("does so in a queue flow and in a whisper", () => {
      const loop = [say("a", "Ping", "b"), say("b", "Pong", "a")];
      for (const hook of ["CustomerQueue", "AgentWhisper", "CustomerRemaining"]) {
        const { chat, clock } = queueChat({ definition: staffed(agent({ leave: true })), hooks: { [hook]: loop } });
        clock.advance(0);
        assert.equal(chat.ended?.reason, "SYSTEM_ERROR", hook);
      }
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

    it("ends a queue flow or a whisper alone", () => {
      const open = [action("open", "InvokeLambdaFunction", { LambdaFunctionARN: "none" })];
      const { chat, clock, life } = queueChat({
        definition: staffed({ ...agent(), acceptsAfterSeconds: 1 }),
        hooks: { CustomerQueue: open, AgentWhisper: open },
      });
      assert.equal(life.isWaiting, true);
      clock.advance(1000);
      assert.equal(chat.contact.agent?.name, "ada");
      assert.equal(chat.contact.trace.filter(({ action }) => action === "open").length, 2);
    });

    it("takes NextAction where no condition is true, and says that it is mostly filler", () => {
      const { contact } = contactInFlow(
        flow(
          "filler",
          compare("channel", "$.Channel", { next: "end", when: { VOICE: "say" } }),
          say("say", "x", "end"),
          disconnect(),
        ),
      );
      assert.deepEqual(visited(contact), ["channel", "end"]);
      assert.deepEqual(contact.trace[0]?.warnings, [
        "No condition is true, and NoMatchingCondition is not declared: NextAction is taken, which on Compare is mostly filler. No source says what AWS does.",
      ]);
    });

    it("says so of an operator that does not exist", () => {
      const { contact } = contactInFlow(
        flow(
          "operator",
          compare("channel", "$.Channel", {
            when: { "NumericLessThan 5": "end" },
            errors: { NoMatchingCondition: "end" },
          }),
          disconnect(),
        ),
      );
      assert.equal(contact.trace[0]?.branch?.label, "NoMatchingCondition");
      assert.deepEqual(contact.trace[0]?.warnings, []);
      const odd = compare("channel", "$.Channel", {
        when: { "TextMatches C": "end" },
        errors: { NoMatchingCondition: "end" },
      });
      assert.deepEqual(contactInFlow(flow("odd", odd, disconnect())).contact.trace[0]?.warnings, [
        "There is no operator TextMatches; a condition with it is never true.",
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

  describe("of a type of flow in which an action has no place", () => {
    const dequeue = action(
      "dequeue",
      "MessageParticipantIteratively",
      { Messages: [] },
      { next: "end", errors: { NoMatchingError: "end" } },
    );

    it("runs it, and says so in the trace", () => {
      const { contact } = contactInFlow(flow("inbound", dequeue, disconnect()));
      assert.equal(
        contact.trace[0]?.warnings[0],
        "MessageParticipantIteratively is not for a flow of type CONTACT_FLOW: AWS publishes it in CUSTOMER_QUEUE, CUSTOMER_HOLD, AGENT_HOLD, MODULE alone.",
      );
    });

    it("takes its error branch where the emulator was told so", () => {
      const show = action("end it", "DisconnectParticipant", {}, { errors: { NoMatchingError: "end" } });
      const { chat, clock } = queueChat({
        definition: staffed(agent()),
        behaviour: { illegalAction: "error branch" },
        hooks: { AgentWhisper: [show, action("end", "EndFlowExecution")] },
      });
      clock.advance(0);
      const record = chat.contact.trace.find(({ action }) => action === "end it");
      assert.equal(record?.branch?.label, "NoMatchingError");
      assert.equal(chat.contact.agent?.name, "ada");
    });

    it("goes by what the flow is used for, since exports do not say what it is", () => {
      const { contact } = queueChat({
        hooks: { CustomerQueue: [dequeue, action("end", "EndFlowExecution")] },
      });
      const record = contact.trace.find(({ action }) => action === "dequeue");
      assert.deepEqual(record?.warnings, ["MessageParticipantIteratively is not for chat."]);
    });

    it("goes by the rules of modules in a module", () => {
      const { contact } = contactInFlow(
        flow("inbound", action("go", "InvokeFlowModule", { FlowModuleId: "m" }, { next: "end" }), disconnect()),
        {
          otherFlows: [module("m", dequeue, action("end", "EndFlowModuleExecution"))],
        },
      );
      assert.deepEqual(contact.trace[1]?.warnings, ["MessageParticipantIteratively is not for chat."]);
    });

    it("goes by the flow's own type where the chat begins in it", () => {
      const { contact } = contactInFlow({
        ...flow("hold", say("a", "Hello", "end"), disconnect()),
        type: "CUSTOMER_HOLD",
      });
      assert.match(contact.trace[0]?.warnings[0] ?? "", /^MessageParticipant is not for a flow of type CUSTOMER_HOLD/);
    });
  });

  describe("at a fault of its own", () => {
    const broken: Stub = ({ identifier }) => {
      if (identifier === "broken") throw new Error("out of order");
      return undefined;
    };

    it("ends this contact with SYSTEM_ERROR, says why, and lets others go on", () => {
      const { contact, contacts, instance, clock } = contactFor(
        flow("breaks", wait("wait", 5, "broken"), say("broken", "Hello", "end"), disconnect()),
      );
      const patient = instance.load(flow("patient", wait("wait", 5, "say"), say("say", "Hello", "wait")));
      const { contact: other } = contacts.start(instance, patient, contact.request);
      for (const one of [contact, other]) {
        one.join();
        runFlow(one, { stub: broken });
      }
      clock.advance(10_000);
      assert.equal(contact.ended?.reason, "SYSTEM_ERROR");
      const { time: _time, contactId: _id, ...record } = contact.trace.at(-1) ?? assert.fail();
      assert.deepEqual(record, {
        flow: "breaks",
        flowId: contact.flow.id,
        action: "broken",
        type: "MessageParticipant",
        parameters: {},
        result: "internal error",
        warnings: ["out of order"],
      });
      assert.equal(events(contact).at(-1), "chat.ended");
      assert.deepEqual(said(other), ["Hello", "Hello"]);
    });

    it("does so after a timer, a message, and in a queue, a whisper or a disconnect flow", () => {
      const breaks = [wait("wait", 5, "broken"), say("broken", "x", "end"), action("end", "EndFlowExecution")];
      const timer = contactInFlow(flow("timer", ...breaks), { stub: broken });
      timer.clock.advance(5000);
      assert.equal(timer.contact.ended?.reason, "SYSTEM_ERROR");
      const message = contactInFlow(flow("message", ...breaks), { stub: broken });
      message.contact.say(message.contact.customer, "text/plain", "Hello");
      assert.equal(message.contact.ended?.reason, "SYSTEM_ERROR");
      for (const hook of ["CustomerQueue", "AgentWhisper", "CustomerWhisper", "CustomerRemaining"]) {
        const { chat, clock } = queueChat({
          definition: staffed({ ...agent({ leave: true }), acceptsAfterSeconds: 10 }),
          hooks: { [hook]: breaks },
          stub: broken,
        });
        clock.advance(20_000);
        assert.equal(chat.ended?.reason, "SYSTEM_ERROR", hook);
        assert.equal(chat.contact.trace.at(-1)?.action, "broken");
      }
    });
  });

  describe("with a stub", () => {
    const lambda = action(
      "f",
      "InvokeLambdaFunction",
      { LambdaFunctionARN: "arn:f", InvocationTimeLimitSeconds: "3" },
      { next: "yes", errors: { NoMatchingError: "no" } },
    );
    const flowOf = flow("stubbed", lambda, say("yes", "Yes", "end"), say("no", "No", "end"), disconnect());

    it("takes its outcome in the place of the action's own, and does the action all the same", () => {
      const { contact } = contactInFlow(
        flow("stubbed", say("hello", "Hello $.Channel", "end"), disconnect(), disconnect("other")),
        {
          stub: ({ identifier }) =>
            identifier === "hello" ? { kind: "error", errorType: "NoMatchingError" } : undefined,
        },
      );
      assert.deepEqual(said(contact), ["Hello CHAT"]);
      assert.equal(contact.trace[0]?.result, "NoMatchingError");
      assert.deepEqual(said(contactInFlow(flowOf, { stub: () => ({ kind: "success" }) }).contact), ["Yes"]);
      assert.deepEqual(said(contactInFlow(flowOf).contact), ["No"]);
    });

    it("is told the flow, the action and its parameters after references were resolved", () => {
      const told: unknown[] = [];
      contactInFlow(flow("stubbed", say("hello", "Hello $.Channel", "end"), disconnect()), {
        stub: (action) => void told.push(action),
      });
      assert.deepEqual(told[0], {
        flow: "stubbed",
        identifier: "hello",
        type: "MessageParticipant",
        parameters: { Text: "Hello CHAT" },
      });
    });

    it("keeps a flow that would leave, and waits for nothing", () => {
      const { contact, clock } = contactInFlow(
        flow(
          "stays",
          wait("wait", 3600, "go"),
          action("go", "TransferToFlow", { ContactFlowId: "t" }, { next: "end", errors: { NoMatchingError: "end" } }),
          disconnect(),
        ),
        {
          stub: ({ type }) =>
            type === "Wait"
              ? { kind: "result", value: "CustomerReturned" }
              : type === "TransferToFlow"
                ? { kind: "error", errorType: "NoMatchingError" }
                : undefined,
          otherFlows: [otherFlow("t", "CONTACT_FLOW", disconnect())],
        },
      );
      assert.deepEqual(visited(contact), ["wait", "go", "end"]);
      assert.equal(clock.now(), contact.ended?.time);
      assert.equal(contact.chat.clock.skip(), false);
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
