import assert from "node:assert/strict";
import { once } from "node:events";
import { type ClientRequest, request as httpRequest, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import {
  CompleteAttachmentUploadCommand,
  GetAttachmentCommand,
  StartAttachmentUploadCommand,
  type StartAttachmentUploadResponse,
} from "@aws-sdk/client-connectparticipant";
import { manualClock } from "../../provider/emulator/index.js";
import { Customer, patient } from "./customer.js";

const bytes = Buffer.from([0, 255, 128, 10, 13, 0, 200, 7]);

interface Started {
  readonly id: string;
  readonly url: string;
  readonly headers: Record<string, string>;
}

async function started(
  { participant }: Customer,
  ConnectionToken: string,
  size = bytes.length,
  AttachmentName = "Zürich 1.bin",
): Promise<Started> {
  const answer: StartAttachmentUploadResponse = await participant.send(
    new StartAttachmentUploadCommand({
      ConnectionToken,
      AttachmentName,
      AttachmentSizeInBytes: size,
      ContentType: "application/octet-stream",
      ClientToken: undefined,
    }),
  );
  const { AttachmentId: id = "", UploadMetadata: { Url: url = "", HeadersToInclude: headers = {} } = {} } = answer;
  return { id, url, headers };
}

const put = ({ url, headers }: Started, body: Buffer = bytes) => fetch(url, { method: "PUT", headers, body });

async function fetched({ participant }: Customer, ConnectionToken: string, AttachmentId: string): Promise<string> {
  const command = new CompleteAttachmentUploadCommand({
    ConnectionToken,
    AttachmentIds: [AttachmentId],
    ClientToken: undefined,
  });
  await participant.send(command);
  return (await participant.send(new GetAttachmentCommand({ ConnectionToken, AttachmentId }))).Url ?? "";
}

async function errorOf(response: Response): Promise<readonly [status: number, code: string | undefined]> {
  return [response.status, /<Code>(\w+)<\/Code>/.exec(await response.text())?.[1]];
}

/** Sends a body in pieces, so that its length is not announced. */
async function sendInPieces({ url, headers }: Started, ...pieces: readonly Buffer[]): Promise<IncomingMessage> {
  const request: ClientRequest = httpRequest(url, { method: "PUT", headers, agent: false });
  for (const piece of pieces) request.write(piece);
  request.end();
  const [response] = (await once(request, "response")) as [IncomingMessage];
  return response;
}

describe("attachments", () => {
  it("come back byte for byte, by a URL of the emulator alone", async () => {
    await using customer = await Customer.of({ flows: [patient()] });
    const { ConnectionToken } = await customer.chat();
    const upload = await started(customer, ConnectionToken);
    assert.ok(upload.url.startsWith(`${customer.emulator.url}/`), "The URL is on another origin.");
    assert.equal((await put(upload)).status, 200);
    const url = await fetched(customer, ConnectionToken, upload.id);
    assert.ok(url.startsWith(`${customer.emulator.url}/`) && url !== upload.url);
    const response = await fetch(url);
    assert.equal(response.status, 200);
    assert.equal(response.headers.get("content-type"), "application/octet-stream");
    assert.equal(response.headers.get("content-disposition"), "attachment; filename*=UTF-8''Z%C3%BCrich%201.bin");
    assert.deepEqual(Buffer.from(await response.arrayBuffer()), bytes);
  });

  it("can have any name", async () => {
    await using customer = await Customer.of({ flows: [patient()] });
    const { ConnectionToken } = await customer.chat();
    for (const [name, written] of [
      ["a\r\nb'(c)*.txt", "a%0D%0Ab%27%28c%29%2A.txt"],
      ["\ud800.txt", "%EF%BF%BD.txt"],
    ] as const) {
      const upload = await started(customer, ConnectionToken, bytes.length, name);
      await put(upload);
      const response = await fetch(await fetched(customer, ConnectionToken, upload.id));
      assert.equal(response.headers.get("content-disposition"), `attachment; filename*=UTF-8''${written}`);
      await response.arrayBuffer();
    }
  });

  it("can be as large as the quota says, in one piece or many", async () => {
    await using customer = await Customer.of({ flows: [patient()] });
    const { ConnectionToken } = await customer.chat();
    const large = Buffer.alloc(20 * 1024 * 1024, "x");
    const upload = await started(customer, ConnectionToken, large.length);
    assert.equal((await put(upload, large)).status, 200);
    const response = await fetch(await fetched(customer, ConnectionToken, upload.id));
    assert.equal(Buffer.compare(Buffer.from(await response.arrayBuffer()), large), 0);
    const pieces = await started(customer, ConnectionToken);
    const answer = await sendInPieces(pieces, bytes.subarray(0, 3), bytes.subarray(3));
    assert.equal(answer.statusCode, 200);
    answer.resume();
  });

  it("are refused with another size than announced", async () => {
    await using customer = await Customer.of({ flows: [patient()] });
    const { ConnectionToken } = await customer.chat();
    const upload = await started(customer, ConnectionToken);
    assert.deepEqual(await errorOf(await put(upload, bytes.subarray(1))), [400, "EntityTooSmall"]);
    assert.deepEqual(await errorOf(await put(upload, Buffer.concat([bytes, bytes]))), [400, "EntityTooLarge"]);
    const answer = await sendInPieces(upload, bytes, bytes);
    assert.equal(answer.statusCode, 400);
    assert.match(await text(answer), /EntityTooLarge.*8 bytes were announced, and 16 sent/s);
    assert.equal((await put(upload)).status, 200);
  });

  it("are refused without the headers that came with the URL", async () => {
    await using customer = await Customer.of({ flows: [patient()] });
    const { ConnectionToken } = await customer.chat();
    const upload = await started(customer, ConnectionToken);
    assert.ok(Object.keys(upload.headers).length > 0);
    for (const name of Object.keys(upload.headers)) {
      const headers = { ...upload.headers, [name]: "text/html" };
      assert.deepEqual(await errorOf(await put({ ...upload, headers })), [403, "SignatureDoesNotMatch"]);
    }
  });

  it("are refused at a URL that was never given, has expired, has done its work, or is for the other way", async () => {
    const clock = manualClock();
    await using customer = await Customer.of({ clock, flows: [patient()] });
    const { ConnectionToken } = await customer.chat();
    const [upload, other] = [await started(customer, ConnectionToken), await started(customer, ConnectionToken)];
    await put(upload);
    const url = await fetched(customer, ConnectionToken, upload.id);
    const nowhere = `${customer.emulator.url}/attachment/nobody`;
    const denied = [403, "AccessDenied"];
    assert.deepEqual(await errorOf(await put({ ...upload, url: nowhere })), denied);
    assert.deepEqual(await errorOf(await fetch(nowhere)), denied);
    assert.deepEqual(await errorOf(await put({ ...upload, url })), denied);
    assert.deepEqual(await errorOf(await put(upload)), denied);
    assert.deepEqual(await errorOf(await fetch(other.url)), denied);
    assert.deepEqual(await errorOf(await fetch(url, { method: "DELETE" })), [405, "MethodNotAllowed"]);
    clock.advance(300_000);
    assert.deepEqual(await errorOf(await put(other)), denied);
    assert.deepEqual(await errorOf(await fetch(url)), denied);
  });

  it("can be sent and fetched by a browser on another origin", async () => {
    await using customer = await Customer.of({ flows: [patient()] });
    const { ConnectionToken } = await customer.chat();
    const upload = await started(customer, ConnectionToken);
    const asked = Object.keys(upload.headers).join(",").toLowerCase();
    const preflight = await fetch(upload.url, {
      method: "OPTIONS",
      headers: { "access-control-request-method": "PUT", "access-control-request-headers": asked },
    });
    assert.equal(preflight.status, 200);
    assert.equal(preflight.headers.get("access-control-allow-origin"), "*");
    assert.match(preflight.headers.get("access-control-allow-methods") ?? "", /\bPUT\b/);
    assert.equal(preflight.headers.get("access-control-allow-headers"), asked);
    assert.equal((await put(upload)).headers.get("access-control-allow-origin"), "*");
    const download = await fetch(await fetched(customer, ConnectionToken, upload.id));
    assert.equal(download.headers.get("access-control-allow-origin"), "*");
  });
});
