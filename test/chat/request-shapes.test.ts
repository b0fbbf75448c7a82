import assert from "node:assert/strict";
import { programPath, toWire } from "../../provider/chat/request-shapes.js";

describe("the request's shapes", () => {
  it("turn a program's names into AWS's, and leave the user's keys alone", () => {
    assert.deepEqual(
      toWire({
        instanceId: "i",
        attributes: { displayName: "x" },
        initialMessage: { contentType: "text/plain", content: "Hi" },
        segmentAttributes: { valueString: { valueMap: { a: { valueInteger: 1 } } } },
        customerId: undefined,
        nope: 1,
      }),
      {
        InstanceId: "i",
        Attributes: { displayName: "x" },
        InitialMessage: { ContentType: "text/plain", Content: "Hi" },
        SegmentAttributes: { valueString: { ValueMap: { a: { ValueInteger: 1 } } } },
        nope: 1,
      },
    );
  });

  it("leave a value of another kind as it is", () => {
    assert.deepEqual(toWire({ attributes: "text", initialMessage: null }), {
      Attributes: "text",
      InitialMessage: null,
    });
  });

  it("name a place in the words of a program", () => {
    assert.equal(programPath(["InitialMessage", "Content"]), "initialMessage.content");
    assert.equal(programPath(["Attributes", "Content"]), "attributes.Content");
    assert.equal(
      programPath(["SegmentAttributes", "K", "ValueMap", "L", "ValueString"]),
      "segmentAttributes.K.valueMap.L.valueString",
    );
    assert.equal(programPath(["SupportedMessagingContentTypes", "0"]), "supportedMessagingContentTypes.0");
  });
});
