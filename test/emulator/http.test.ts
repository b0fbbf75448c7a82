import assert from "node:assert/strict";
import { type Emulator, startEmulator } from "../../provider/emulator/index.js";
import { greeting } from "../flows.js";
import { type RawAnswer, rawRequest, signature } from "./raw-request.js";

const mebibyte = 1_048_576;

describe("the emulator's HTTP", () => {
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await startEmulator({ flows: [greeting()] });
  });
  afterEach(() => emulator.close());

  const send = (operation: string, headers: Readonly<Record<string, string>> = {}, body = "") =>
    rawRequest(emulator.url, operation, headers, body);
  const startChat = (headers: Readonly<Record<string, string>> = { authorization: signature }) => {
    const { instanceId: InstanceId, flows } = emulator;
    const request = { InstanceId, ContactFlowId: flows[0]?.id, ParticipantDetails: { DisplayName: "Ada" } };
    return send("PUT /contact/chat", headers, JSON.stringify(request));
  };

  it("answers a signed request with JSON and a request id", async () => {
    const { status, headers, body } = await startChat();
    assert.equal(status, 200);
    assert.equal(headers["content-type"], "application/json");
    assert.match(String(headers["x-amzn-requestid"]), /^[\da-f-]{36}$/);
    assert.equal(headers["x-amzn-errortype"], undefined);
    assert.deepEqual(Object.keys(JSON.parse(body)), ["ContactId", "ParticipantId", "ParticipantToken"]);
  });

  it("gives every answer a request id of its own", async () => {
    const answers = await Promise.all([startChat(), startChat(), send("GET /nowhere")]);
    assert.equal(new Set(answers.map(({ headers }) => headers["x-amzn-requestid"])).size, 3);
  });

  it("writes times of the connect API as seconds since the epoch", async () => {
    const { ContactId } = JSON.parse((await startChat()).body);
    const { body } = await send(`GET /contacts/${emulator.instanceId}/${ContactId}`, { authorization: signature });
    const { InitiationTimestamp: seconds } = JSON.parse(body).Contact;
    assert.ok(Math.abs(seconds - Date.now() / 1000) < 60, `${seconds} is not now`);
  });

  for (const host of ["connect.example", "127.0.0.1.example", "localhost.example:80"]) {
    it(`refuses the host ${host}`, async () => {
      const { status, body } = await startChat({ authorization: signature, host });
      assert.equal(status, 403);
      assert.equal(body, '{"message":"Forbidden"}');
      assert.deepEqual(emulator.contacts(), []);
    });
  }

  for (const host of ["localhost:4711", "127.0.0.1", "[::1]:80"]) {
    it(`takes the host ${host}`, async () => {
      assert.equal((await startChat({ authorization: signature, host })).status, 200);
    });
  }

  for (const operation of [
    "GET /nowhere",
    "DELETE /contact/chat",
    "PUT /contact/chat/more",
    "GET //",
    "GET http://127.0.0.1/",
  ]) {
    it(`answers 404 to ${operation}`, async () => {
      assertRefused(await send(operation), 404, "UnknownOperationException", /There is no operation at/);
    });
  }

  it("answers 501 to an operation that it knows by name, and names it", async () => {
    const answer = await send("PUT /contact/outbound-voice", { authorization: signature });
    assertRefused(answer, 501, "NotEmulated", /StartOutboundVoiceContact of connect is not emulated/);
    assert.deepEqual(JSON.parse(answer.body).Missing, ["StartOutboundVoiceContact"]);
  });

  it("refuses a request of the connect API without signature", async () => {
    const answer = await startChat({});
    assertRefused(answer, 403, "MissingAuthenticationTokenException", /Missing Authentication Token/);
  });

  for (const [title, authorization] of [
    ["a bearer token", "Bearer token"],
    ["a signature for another service", signature.replace("/connect/", "/execute-api/")],
    ["a signature without credential", "AWS4-HMAC-SHA256 SignedHeaders=host, Signature=00"],
  ] as const) {
    it(`refuses ${title} where a signature for connect belongs`, async () => {
      assertRefused(await startChat({ authorization }), 403, "IncompleteSignatureException", /Signature Version 4/);
    });
  }

  it("refuses a request of the participant API without bearer token", async () => {
    const answer = await send("POST /participant/transcript", { authorization: signature }, "{}");
    assertRefused(answer, 401, "UnauthorizedException", /Unauthorized/);
    assert.equal(answer.body, '{"message":"Unauthorized"}');
  });

  for (const body of ["{", "[]", '"text"', "null"]) {
    it(`refuses the body ${body}, each API with its own error`, async () => {
      const connect = await send("PUT /contact/chat", { authorization: signature }, body);
      assertRefused(connect, 400, "InvalidRequestException", /not a JSON object/);
      const participant = await send("POST /participant/message", { "x-amz-bearer": "token" }, body);
      assertRefused(participant, 400, "ValidationException", /not a JSON object/);
    });
  }

  it("takes a body of 1 MiB, refuses a larger one with 413, and goes on serving", async () => {
    const request = ["PUT /contact/chat", { authorization: signature }] as const;
    assert.equal((await send(...request, "x".repeat(mebibyte))).status, 400);
    const answer = await send(...request, "x".repeat(mebibyte + 1));
    assertRefused(answer, 413, "RequestEntityTooLargeException", /more than 1048576 bytes/);
    assert.equal((await send(...request, "x".repeat(8 * mebibyte))).status, 413);
    assert.equal((await startChat()).status, 200);
  });

  it("lets browsers of any origin call it", async () => {
    const { status, headers } = await send("OPTIONS /participant/message", {
      origin: "https://shop.example",
      "access-control-request-method": "POST",
      "access-control-request-headers": "content-type,x-amz-bearer",
    });
    assert.equal(status, 200);
    assert.equal(headers["access-control-allow-origin"], "*");
    assert.match(String(headers["access-control-allow-methods"]), /\bPOST\b/);
    assert.match(String(headers["access-control-allow-headers"]), /\bcontent-type\b.*\bx-amz-bearer\b/);
    const refused = await send("POST /participant/message");
    assert.equal(refused.headers["access-control-allow-origin"], "*");
    assert.match(String(refused.headers["access-control-expose-headers"]), /\bx-amzn-errortype\b/);
  });
});

function assertRefused({ status, headers, body }: RawAnswer, expected: number, name: string, message: RegExp): void {
  assert.equal(status, expected);
  assert.equal(headers["x-amzn-errortype"], name);
  assert.match(String(headers["x-amzn-requestid"]), /^[\da-f-]{36}$/);
  const { Message, message: lowercase } = JSON.parse(body) as { Message?: string; message?: string };
  assert.match(Message ?? lowercase ?? "", message);
}
