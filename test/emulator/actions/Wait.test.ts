import assert from "node:assert/strict";
import { action, disconnect, flow, say } from "../../flows.js";
import { type ContactOptions, contactInFlow, module, said, visited } from "../contact-in-flow.js";

const transitions = {
  next: "error",
  when: { WaitCompleted: "late", CustomerReturned: "back" },
  errors: { NoMatchingError: "error", ParticipantNotFound: "nobody" },
};
const waits = (parameters: Readonly<Record<string, unknown>>, options?: ContactOptions) =>
  contactInFlow(
    flow(
      "wait",
      action("wait", "Wait", parameters, transitions),
      ...["late", "back", "error", "nobody"].map((name) => disconnect(name)),
    ),
    options,
  );
const both = { TimeLimitSeconds: "60", Events: ["CustomerReturned"] };

describe("Wait", () => {
  it("takes WaitCompleted when its time is over, not before", () => {
    const { contact, clock } = waits(both);
    clock.advance(59_999);
    assert.deepEqual(visited(contact), []);
    clock.advance(1);
    assert.deepEqual(visited(contact), ["wait", "late"]);
  });

  it("takes CustomerReturned when the customer sends a message, and lets the time pass", () => {
    const { contact, clock } = waits(both);
    clock.advance(10_000);
    contact.say(contact.customer, "text/plain", "Here I am");
    assert.deepEqual(visited(contact), ["wait", "back"]);
    clock.advance(120_000);
    assert.deepEqual(visited(contact), ["wait", "back"]);
  });

  it("takes no notice of a message that was there before", () => {
    const { contact } = waits(both, { request: { InitialMessage: { ContentType: "text/plain", Content: "Hi" } } });
    assert.deepEqual(visited(contact), []);
  });

  it("takes no notice of what the customer does but a message", () => {
    const { contact } = waits(both);
    contact.event("typing", contact.customer, { persisted: false });
    contact.say(contact.system, "text/plain", "Hello?");
    assert.deepEqual(visited(contact), []);
  });

  it("takes no notice of messages unless it was asked to", () => {
    const { contact, clock } = waits({ TimeLimitSeconds: "60" });
    contact.say(contact.customer, "text/plain", "Here I am");
    assert.deepEqual(visited(contact), []);
    clock.advance(60_000);
    assert.deepEqual(visited(contact), ["wait", "late"]);
  });

  it("does not start its time again at a message", () => {
    const { contact, clock } = waits({ TimeLimitSeconds: "60" });
    clock.advance(59_000);
    contact.say(contact.customer, "text/plain", "Here I am");
    clock.advance(1000);
    assert.deepEqual(visited(contact), ["wait", "late"]);
  });

  it("takes its time from an attribute", () => {
    const { contact, clock } = waits(
      { TimeLimitSeconds: "$.Attributes.patience" },
      { request: { Attributes: { patience: "5" } } },
    );
    clock.advance(5000);
    assert.deepEqual(visited(contact), ["wait", "late"]);
  });

  it("takes a number, and the name that the documentation has for the limit", () => {
    for (const parameters of [{ TimeLimitSeconds: 5 }, { TimeoutSeconds: "5" }]) {
      const { contact, clock } = waits(parameters);
      clock.advance(5000);
      assert.deepEqual(visited(contact), ["wait", "late"]);
    }
  });

  it("waits for as long as seven days", () => {
    const { contact, clock } = waits({ TimeLimitSeconds: "604800" }, { request: { ChatDurationInMinutes: 10_080 } });
    clock.advance(604_799_999);
    assert.deepEqual(visited(contact), []);
  });

  it("takes the error branch for a time that is none, or more than seven days", () => {
    for (const seconds of ["0", "0.5", "-1", "604801", "soon", "", "$.Attributes.gone", undefined, null]) {
      const { contact } = waits({ TimeLimitSeconds: seconds });
      assert.deepEqual(visited(contact), ["wait", "error"], String(seconds));
      assert.equal(contact.trace[0]?.warnings.at(-1), "TimeLimitSeconds must be from 1 to 604800.");
    }
  });

  it("takes ParticipantNotFound when it is to wait for a bot, which the chat does not have", () => {
    const { contact } = waits({ TimeLimitSeconds: "60", Events: ["BotParticipantDisconnected"] });
    assert.deepEqual(visited(contact), ["wait", "nobody"]);
    assert.deepEqual(contact.trace[0]?.warnings, ["The chat has no custom participant."]);
  });

  it("takes BotParticipantDisconnected when the custom participant leaves", () => {
    const { contact, chat, clock } = contactInFlow(
      flow(
        "bot",
        action("first", "Wait", { TimeLimitSeconds: "1" }, { when: { WaitCompleted: "wait" } }),
        action(
          "wait",
          "Wait",
          { TimeLimitSeconds: "60", Events: ["BotParticipantDisconnected"] },
          {
            when: { WaitCompleted: "late", BotParticipantDisconnected: "left" },
            errors: { ParticipantNotFound: "nobody" },
          },
        ),
        ...["late", "left", "nobody"].map((name) => disconnect(name)),
      ),
    );
    const bot = chat.add("CUSTOM_BOT", "Bot");
    chat.join(bot);
    clock.advance(1000);
    contact.say(contact.customer, "text/plain", "Hello");
    assert.deepEqual(visited(contact), ["first"]);
    chat.leave(bot);
    assert.deepEqual(visited(contact), ["first", "wait", "left"]);
  });

  describe("with ContinueExecution", () => {
    const meanwhile = (...branch: readonly ReturnType<typeof action>[]) =>
      contactInFlow(
        flow(
          "meanwhile",
          action(
            "wait",
            "Wait",
            { TimeLimitSeconds: "60", ContinueExecution: "True", MinimumWaitTimeSeconds: "1" },
            { next: "error", when: { Continue: "go on", WaitCompleted: "over" }, errors: { NoMatchingError: "error" } },
          ),
          ...branch,
          say("over", "Time is over", "end"),
          disconnect("end"),
          disconnect("error"),
        ),
        {
          otherFlows: [module("m", action("back", "EndFlowModuleExecution"))],
        },
      );
    const rest = action("rest", "EndFlowExecution");

    it("goes on meanwhile, and at its time by WaitCompleted", () => {
      const { contact, clock } = meanwhile(say("go on", "Please hold", "rest"), rest);
      assert.deepEqual(said(contact), ["Please hold"]);
      clock.advance(59_999);
      assert.deepEqual(said(contact), ["Please hold"]);
      clock.advance(1);
      assert.deepEqual(said(contact), ["Please hold", "Time is over"]);
      assert.deepEqual(
        contact.trace.map(({ action, result }) => `${action} ${result}`),
        ["wait Continue", "go on success", "rest flow ended", "wait WaitCompleted", "over success", "end disconnected"],
      );
      assert.match(contact.trace[0]?.warnings[0] ?? "", /^No source says what MinimumWaitTimeSeconds does/);
    });

    it("breaks off what the flow waits for meanwhile", () => {
      const { contact, clock } = meanwhile(
        action(
          "go on",
          "Wait",
          { TimeLimitSeconds: "600", Events: ["CustomerReturned"] },
          { when: { CustomerReturned: "rest", WaitCompleted: "rest" } },
        ),
        rest,
      );
      clock.advance(60_000);
      assert.deepEqual(visited(contact), ["wait", "go on", "wait", "over", "end"]);
      assert.equal(contact.trace[1]?.result, "the time of the Wait is over");
    });

    it("waits too where the branch leads nowhere, and after a module", () => {
      const { contact, clock } = meanwhile(action("go on", "InvokeFlowModule", { FlowModuleId: "m" }));
      assert.equal(contact.ended, undefined);
      clock.advance(60_000);
      assert.deepEqual(visited(contact), ["wait", "go on", "back", "go on", "wait", "over", "end"]);
    });

    it("is over when the flow leaves, or the chat ends", () => {
      const { contact, clock } = meanwhile(disconnect("go on"));
      clock.advance(600_000);
      assert.deepEqual(visited(contact), ["wait", "go on"]);
      const left = meanwhile(say("go on", "Please hold", "rest"), rest);
      left.contact.leave();
      left.clock.advance(600_000);
      assert.deepEqual(said(left.contact), ["Please hold"]);
    });
  });

  it("ends with the chat", () => {
    const { contact, clock } = waits({ TimeLimitSeconds: "604800" });
    clock.advance(1500 * 60_000);
    assert.equal(contact.ended?.reason, "EXPIRED");
    clock.advance(604_800_000);
    assert.deepEqual(visited(contact), ["wait"]);
    assert.equal(contact.trace[0]?.result, "the contact ended");
  });
});
