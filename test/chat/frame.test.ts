import assert from "node:assert/strict";
import { frameOf, heartbeatFrame, pingFrame, subscribeFrame } from "../../provider/chat/frame.js";

describe("the customer's frames", () => {
  it("are those that AWS's own clients send", () => {
    assert.equal(subscribeFrame, '{"topic":"aws/subscribe","content":{"topics":["aws/chat"]}}');
    assert.equal(pingFrame, '{"topic":"aws/ping"}');
    assert.equal(heartbeatFrame, '{"topic":"aws/heartbeat"}');
  });
});

describe("frameOf", () => {
  for (const status of ["success", "failure"]) {
    it(`reads a subscription's ${status}`, () => {
      const text = `{"topic":"aws/subscribe","content":{"status":"${status}","topics":["aws/chat"]}}`;
      assert.deepEqual(frameOf(text), { topic: "aws/subscribe", status });
    });
  }

  it("reads a subscription's answer without status", () => {
    assert.deepEqual(frameOf('{"topic":"aws/subscribe"}'), { topic: "aws/subscribe", status: "undefined" });
  });

  it("reads the answers to ping and heartbeat", () => {
    assert.deepEqual(frameOf('{"topic":"aws/ping","statusCode":200,"statusContent":"OK"}'), { topic: "aws/ping" });
    assert.deepEqual(frameOf('{"topic":"aws/heartbeat"}'), { topic: "aws/heartbeat" });
  });

  it("decodes the item of the chat twice", () => {
    const text =
      '{"content":"{\\"Id\\":\\"i-1\\",\\"Content\\":\\"\\\\\\"Hi\\\\\\"\\"}","contentType":"application/json","topic":"aws/chat"}';
    assert.deepEqual(frameOf(text), { topic: "aws/chat", item: { Id: "i-1", Content: '"Hi"' } });
  });

  it("takes an item that was encoded once", () => {
    assert.deepEqual(frameOf('{"topic":"aws/chat","content":{"Id":"i-1"}}'), {
      topic: "aws/chat",
      item: { Id: "i-1" },
    });
  });

  for (const text of [
    "garbage",
    "",
    "null",
    '"text"',
    "{}",
    '{"message":"Forbidden","connectionId":"c","requestId":"r"}',
    '{"topic":"aws/unknown"}',
    '{"topic":"aws/chat"}',
    '{"topic":"aws/chat","content":"not JSON"}',
    '{"topic":"aws/chat","content":"null"}',
  ]) {
    it(`leaves ${text || "an empty frame"} as it is`, () => {
      assert.deepEqual(frameOf(text), { topic: "other", text });
    });
  }
});
