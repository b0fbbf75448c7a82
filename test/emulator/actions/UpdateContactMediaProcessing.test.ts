import assert from "node:assert/strict";
import { oneAction } from "../one-action.js";

describe("UpdateContactMediaProcessing", () => {
  it("goes on, and says that messages are sent as they are", () => {
    const { branch, warnings } = oneAction("UpdateContactMediaProcessing", {
      ChatProcessor: { ProcessingEnabled: "True", LambdaProcessorARN: "arn:aws:lambda:x:1:function:p" },
    });
    assert.equal(branch(), "next");
    assert.deepEqual(warnings(), ["Messages are not processed in flight here; they are sent as they are."]);
  });

  it("takes ChannelMismatch for anything but chat", () => {
    assert.equal(oneAction("UpdateContactMediaProcessing", { VoiceProcessor: {} }).branch(), "ChannelMismatch");
  });
});
