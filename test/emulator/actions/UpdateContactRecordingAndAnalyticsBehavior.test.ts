import assert from "node:assert/strict";
import { oneAction } from "../one-action.js";

const type = "UpdateContactRecordingAndAnalyticsBehavior";

describe(type, () => {
  it("goes on with a behaviour for chat, or for the screen", () => {
    assert.equal(oneAction(type, { ChatBehavior: { AnalyticsBehavior: { Enabled: "True" } } }).branch(), "next");
    assert.equal(oneAction(type, { ScreenRecordingBehavior: {} }).branch(), "next");
  });

  it("takes ChannelMismatch with a behaviour for voice", () => {
    assert.equal(oneAction(type, { VoiceBehavior: {} }).branch(), "ChannelMismatch");
  });
});
