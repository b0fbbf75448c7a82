import assert from "node:assert/strict";
import { oneAction } from "../one-action.js";

const assistant = "arn:aws:wisdom:us-east-1:123456789012:assistant/a-1";

describe("CreateWisdomSession", () => {
  it("tells the ARN of a session with the assistant in $.Wisdom", () => {
    const { branch, told } = oneAction(
      "CreateWisdomSession",
      { WisdomAssistantArn: assistant },
      { tells: "$.Wisdom.SessionArn" },
    );
    assert.equal(branch(), "next");
    assert.match(told() ?? "", /^arn:aws:wisdom:us-east-1:123456789012:session\/a-1\/[0-9a-f-]{36}$/);
  });

  it("takes the error branch without an assistant", () => {
    for (const WisdomAssistantArn of [undefined, "", "$.Attributes.gone"]) {
      assert.equal(oneAction("CreateWisdomSession", { WisdomAssistantArn }).branch(), "NoMatchingError");
    }
  });
});
