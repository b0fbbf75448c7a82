import assert from "node:assert/strict";
import { type Emulator, startEmulator } from "../../provider/emulator/index.js";
import { mostBodyBytes } from "../../provider/emulator/request-body.js";
import { greeting } from "../flows.js";
import { RawConnection } from "./raw-connection.js";
import { type RawAnswer, rawRequest, signature } from "./raw-request.js";

describe("the emulator's HTTP", () => {
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await startEmulator({ flows: [greeting()] });
  });
  afterEach(() => emulator.close());

  const send = (operation: string, headers: Readonly<Record<string, string>> = {}, body: string | Buffer = "") =>
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
    ["a credential without signature", signature.replace(/, SignedHeaders.*/, "")],
    ["a signature with an empty key", signature.replace("Credential=test/", "Credential=/")],
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

  it("takes a body of 4 MiB, and refuses a larger one with 413", async () => {
    const request = ["PUT /contact/chat", { authorization: signature }] as const;
    assert.equal((await send(...request, "x".repeat(mostBodyBytes))).status, 400);
    const answer = await send(...request, "x".repeat(mostBodyBytes + 1));
    assertRefused(answer, 413, "RequestEntityTooLargeException", /more than 4194304 bytes/);
    assert.equal((await send(...request, "x".repeat(4 * mostBodyBytes))).status, 413);
  });

  it("refuses a body that is not UTF-8", async () => {
    const body = Buffer.from('{"InstanceId":"\xff\xfe"}', "latin1");
    const answer = await send("PUT /contact/chat", { authorization: signature }, body);
    assertRefused(answer, 400, "SerializationException", /not UTF-8/);
  });

  for (const type of ["application/json", "application/x-amz-json-1.1", "text/plain", "nonsense"]) {
    it(`reads a body as JSON that is said to be ${type}`, async () => {
      assert.equal((await startChat({ authorization: signature, "content-type": type })).status, 200);
    });
  }

  it("takes slashes that an endpoint with a slash at its end doubles", async () => {
    const answer = await send("GET //contacts/i/c", { authorization: signature });
    assertRefused(answer, 404, "ResourceNotFoundException", /not found/);
  });

  it("tells of an empty label which member it is", async () => {
    const answer = await send(`GET /contacts/${emulator.instanceId}/`, { authorization: signature });
    assertRefused(answer, 400, "InvalidParameterException", /^ContactId must have at least 1 characters/);
  });

  it("answers a client that offers HTTP/2 with each request", async () => {
    const { instanceId: InstanceId, flows } = emulator;
    const body = JSON.stringify({
      InstanceId,
      ContactFlowId: flows[0]?.id,
      ParticipantDetails: { DisplayName: "Ada" },
    });
    const client = await RawConnection.to(emulator.url);
    for (const connection of ["Upgrade, HTTP2-Settings", "keep-alive"]) {
      const head = [
        "PUT /contact/chat HTTP/1.1",
        "Host: 127.0.0.1",
        `Authorization: ${signature}`,
        `Connection: ${connection}`,
        "Upgrade: h2c",
        "HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA",
        `Content-Length: ${body.length}`,
      ];
      client.received = "";
      client.send(`${head.join("\r\n")}\r\n\r\n${body.slice(0, 5)}`);
      client.send(body.slice(5));
      await client.until("ParticipantToken");
      assert.match(client.received, /^HTTP\/1\.1 200 OK\r\n/);
    }
    client.destroy();
    assert.equal(emulator.contacts().length, 2);
  });

  it("answers HEAD without a body", async () => {
    const { status, headers, body } = await send("HEAD /contacts/i/c", { authorization: signature });
    assert.equal(status, 404);
    assert.equal(headers["x-amzn-errortype"], "UnknownOperationException");
    assert.equal(body, "");
  });

  it("takes the signature without a key that AWS's client for browsers sends to the participant API", async () => {
    const authorization = signature.replace("Credential=test/", "Credential=/").replace("/connect/", "/execute-api/");
    const { ParticipantToken } = JSON.parse((await startChat()).body);
    const headers = { authorization, "x-amz-bearer": ParticipantToken };
    const answer = await send("POST /participant/connection", headers, '{"Type":["CONNECTION_CREDENTIALS"]}');
    assert.equal(answer.status, 200);
    assert.deepEqual(Object.keys(JSON.parse(answer.body)), ["ConnectionCredentials"]);
  });

  it("lets browsers of any origin call it", async () => {
    const { status, headers } = await send("OPTIONS /participant/message", {
      origin: "https://shop.example",
      "access-control-request-method": "POST",
      "access-control-request-headers": "content-type,x-amz-bearer",
    });
    assert.equal(status, 200);
    assert.equal(headers["access-control-allow-origin"], "*");
    assert.deepEqual(listed(headers["access-control-allow-methods"]), ["GET", "POST", "PUT", "DELETE"]);
    const allowed = listed(headers["access-control-allow-headers"]).map((name) => name.toLowerCase());
    for (const name of browserHeaders) assert(allowed.includes(name), name);
    const refused = await send("POST /participant/message");
    assert.equal(refused.headers["access-control-allow-origin"], "*");
  });

  it("exposes no header to browsers, as the service does not", async () => {
    const refused = await send("POST /participant/message", { origin: "https://shop.example" });
    assert.equal(refused.headers["x-amzn-errortype"], "UnauthorizedException");
    assert.equal(refused.headers["access-control-expose-headers"], undefined);
  });
});

const browserHeaders = [
  "authorization",
  "content-type",
  "x-amz-bearer",
  "x-amz-content-sha256",
  "x-amz-date",
  "x-amz-security-token",
  "x-amz-user-agent",
  "x-api-key",
  "amz-sdk-invocation-id",
  "amz-sdk-request",
];

function listed(header: string | string[] | undefined): string[] {
  return String(header).split(/, ?/);
}

function assertRefused({ status, headers, body }: RawAnswer, expected: number, name: string, message: RegExp): void {
  assert.equal(status, expected);
  assert.equal(headers["x-amzn-errortype"], name);
  assert.match(String(headers["x-amzn-requestid"]), /^[\da-f-]{36}$/);
  const { Message, message: lowercase } = JSON.parse(body) as { Message?: string; message?: string };
  assert.match(Message ?? lowercase ?? "", message);
}
