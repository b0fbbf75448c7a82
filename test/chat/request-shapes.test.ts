import assert from "node:assert/strict";
import { memberOf, programPath, shapeOf, toProgram, toWire } from "../../provider/chat/request-shapes.js";

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

  it("turn AWS's names into a program's, the other way round", () => {
    const request = {
      InstanceId: "i",
      Attributes: { DisplayName: "x" },
      InitialMessage: { ContentType: "text/plain", Content: "Hi" },
      SegmentAttributes: { ValueString: { ValueMap: { A: { ValueInteger: 1 } }, ValueList: [{ ValueArn: "a" }] } },
      DisconnectOnCustomerExit: ["AGENT"],
      ChatDurationInMinutes: 60,
    };
    const program = {
      instanceId: "i",
      attributes: { DisplayName: "x" },
      initialMessage: { contentType: "text/plain", content: "Hi" },
      segmentAttributes: { ValueString: { valueMap: { A: { valueInteger: 1 } }, valueList: [{ valueArn: "a" }] } },
      disconnectOnCustomerExit: ["AGENT"],
      chatDurationInMinutes: 60,
    };
    assert.deepEqual(toProgram(request), program);
    assert.deepEqual(toWire(program), request);
    assert.deepEqual(toProgram({ Nope: { InstanceId: 1 }, Attributes: null, InitialMessage: "text" }), {
      Nope: { InstanceId: 1 },
      attributes: null,
      initialMessage: "text",
    });
  });

  it("have no member by a name that every object has", () => {
    const request = JSON.parse('{"constructor": {"a": 1}, "__proto__": {"InstanceId": 1}, "toString": [1]}') as object;
    for (const turned of [toWire(request), toProgram(request)]) {
      assert.deepEqual(Object.entries(turned as object), Object.entries(request));
    }
    assert.equal(memberOf(shapeOf("StartChatContactRequest"), "valueOf"), undefined);
    assert.equal(memberOf(undefined, "InstanceId"), undefined);
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
