import assert from "node:assert/strict";
import { action, disconnect, flow, say } from "../../flows.js";
import { contactInFlow, said, visited } from "../contact-in-flow.js";
import { oneAction } from "../one-action.js";

const Messages = [{ Text: "Please hold" }];

describe("MessageParticipantIteratively", () => {
  it("takes its error branch at once, and says nothing", () => {
    const { branch, contact } = oneAction(
      "MessageParticipantIteratively",
      { Messages },
      { when: ["MessagesInterrupted"] },
    );
    assert.equal(branch(), "NoMatchingError");
    assert.deepEqual(said(contact), ["over"]);
  });

  it("ends a queue flow that declares no error branch, and the contact goes on waiting", () => {
    const queueFlow = flow("music", action("loop", "MessageParticipantIteratively", { Messages }, { when: {} }));
    const { contact, clock, life } = contactInFlow(
      flow(
        "queue",
        action("hook", "UpdateContactEventHooks", { EventHooks: { CustomerQueue: "music" } }, { next: "target" }),
        action("target", "UpdateContactTargetQueue", { QueueId: "q" }, { next: "go" }),
        action("go", "TransferContactToQueue"),
        say("unused", "", "end"),
        disconnect(),
      ),
      {
        otherFlows: [
          {
            name: "music",
            type: "CUSTOMER_QUEUE",
            content: { ContactFlow: { Id: "music", Content: queueFlow.content } },
          },
        ],
      },
    );
    clock.advance(60_000);
    assert.deepEqual(visited(contact), ["hook", "target", "go", "loop"]);
    assert.equal(contact.trace.at(-1)?.result, "flow ended");
    assert.equal(life.isWaiting, true);
  });
});
