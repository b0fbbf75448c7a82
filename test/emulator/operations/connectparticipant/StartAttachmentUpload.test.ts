import assert from "node:assert/strict";
import {
  ServiceQuotaExceededException,
  StartAttachmentUploadCommand,
  type StartAttachmentUploadRequest,
  ValidationException,
} from "@aws-sdk/client-connectparticipant";
import { manualClock } from "../../../../provider/emulator/index.js";
import { upload } from "../../attachment.js";
import { assertEndedChatRefused, assertTokenRefused, Customer, patient, refusal } from "../../customer.js";

const file = { AttachmentName: "a.txt", AttachmentSizeInBytes: 5, ContentType: "text/plain" };

const start = (
  { participant }: Customer,
  ConnectionToken: string,
  overrides: Partial<StartAttachmentUploadRequest> = {},
) =>
  participant.send(
    new StartAttachmentUploadCommand({ ClientToken: undefined, ConnectionToken, ...file, ...overrides }),
  );

describe("StartAttachmentUpload", () => {
  it("gives an id, a URL for five minutes and the headers to send with it", async () => {
    const clock = manualClock(Date.UTC(2026, 4, 1));
    await using customer = await Customer.of({ clock });
    const { ConnectionToken } = await customer.chat();
    const { AttachmentId, UploadMetadata } = await start(customer, ConnectionToken);
    assert.match(AttachmentId ?? "", /^[\da-f-]{36}$/);
    assert.equal(UploadMetadata?.UrlExpiry, "2026-05-01T00:05:00.000Z");
    assert.equal(UploadMetadata?.HeadersToInclude?.["Content-Type"], "text/plain");
  });

  it("gives a URL for as long as the option says", async () => {
    const clock = manualClock(Date.UTC(2026, 4, 1));
    await using customer = await Customer.of({ clock, behaviour: { attachmentUrlSeconds: 60 } });
    const { ConnectionToken } = await customer.chat();
    const { UploadMetadata } = await start(customer, ConnectionToken);
    assert.equal(UploadMetadata?.UrlExpiry, "2026-05-01T00:01:00.000Z");
  });

  it("answers the same client token with the same attachment", async () => {
    await using customer = await Customer.of();
    const { ConnectionToken } = await customer.chat();
    const ids = [];
    for (const ClientToken of ["once", "once", "twice"]) {
      ids.push((await start(customer, ConnectionToken, { ClientToken })).AttachmentId);
    }
    assert.equal(ids[1], ids[0]);
    assert.notEqual(ids[2], ids[0]);
  });

  it("takes 20 MiB and no more, or as many bytes as the quota says", async () => {
    await using customer = await Customer.of();
    const { ConnectionToken } = await customer.chat();
    const most = 20 * 1024 * 1024;
    await start(customer, ConnectionToken, { AttachmentSizeInBytes: most });
    const error = await refusal(
      start(customer, ConnectionToken, { AttachmentSizeInBytes: most + 1 }),
      ValidationException,
    );
    assert.match(error.message, /20971521 bytes; 20971520 is the limit/);
    const largeAttachment = "ServiceQuotaExceededException";
    await using small = await Customer.of({ quotas: { attachmentBytes: 4 }, behaviour: { largeAttachment } });
    const { ConnectionToken: other } = await small.chat();
    const refused = await refusal(start(small, other), ServiceQuotaExceededException);
    assert.equal(refused.$metadata.httpStatusCode, 402);
  });

  it("refuses another one in a chat that has 35", async () => {
    await using customer = await Customer.of({ flows: [patient()] });
    const { ConnectionToken } = await customer.chat();
    for (let count = 0; count < 35; count++) await upload(customer, ConnectionToken, String(count));
    const error = await refusal(start(customer, ConnectionToken), ServiceQuotaExceededException);
    assert.equal(error.$metadata.httpStatusCode, 402);
    assert.match(error.message, /35 attachments/);
  });

  for (const [title, overrides, message] of [
    ["an empty file", { AttachmentSizeInBytes: 0 }, /AttachmentSizeInBytes must be at least 1/],
    ["a file without name", { AttachmentName: "" }, /AttachmentName must have at least 1/],
    ["a file of no type", { ContentType: undefined }, /ContentType is required/],
    ["a file of half bytes", { AttachmentSizeInBytes: 1.5 }, /AttachmentSizeInBytes must be an integer/],
  ] as const) {
    it(`refuses ${title}`, async () => {
      await using customer = await Customer.of();
      const { ConnectionToken } = await customer.chat();
      assert.match((await refusal(start(customer, ConnectionToken, overrides), ValidationException)).message, message);
    });
  }

  it("refuses a participant token, a token of nobody and a chat that has ended", async () => {
    await using customer = await Customer.of();
    const { ContactId, ConnectionToken, ParticipantToken } = await customer.chat();
    await assertTokenRefused(start(customer, ParticipantToken));
    await assertTokenRefused(start(customer, "nobody"));
    await customer.stop(ContactId);
    const calling = start(customer, ConnectionToken);
    const input = { ...file, ClientToken: "a" };
    const operation = "POST /participant/start-attachment-upload";
    await assertEndedChatRefused(calling, customer, ConnectionToken, operation, input);
  });
});
