import assert from "node:assert/strict";
import { action, disconnect, flow } from "../../flows.js";
import { type ContactOptions, contactInFlow, visited } from "../contact-in-flow.js";

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
    for (const seconds of ["0", "-1", "604801", "soon", "", "$.Attributes.gone", undefined, null]) {
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

  it("ends with the chat", () => {
    const { contact, clock } = waits({ TimeLimitSeconds: "604800" });
    clock.advance(1500 * 60_000);
    assert.equal(contact.ended?.reason, "EXPIRED");
    clock.advance(604_800_000);
    assert.deepEqual(visited(contact), ["wait"]);
    assert.equal(contact.trace[0]?.result, "the contact ended");
  });
});
