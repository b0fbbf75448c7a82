import assert from "node:assert/strict";
import {
  ConflictException,
  ServiceQuotaExceededException,
  StartAttachmentUploadCommand,
  ValidationException,
} from "@aws-sdk/client-connectparticipant";
import { manualClock } from "../../../../provider/emulator/index.js";
import { complete, send, upload } from "../../attachment.js";
import { assertEndedChatRefused, assertTokenRefused, Customer, patient, refusal } from "../../customer.js";

describe("CompleteAttachmentUpload", () => {
  it("lets the file appear in the chat, first in progress and then approved", async () => {
    const clock = manualClock(Date.UTC(2026, 4, 1));
    await using customer = await Customer.of({ clock, flows: [patient()] });
    const { ContactId, ConnectionToken, ParticipantId, url } = await customer.chat();
    const frames = await customer.subscribe(url);
    const AttachmentId = await upload(customer, ConnectionToken, "hello");
    const [first, second] = [
      await frames.nextItem(({ Type }) => Type === "ATTACHMENT"),
      await frames.nextItem(({ Type }) => Type === "ATTACHMENT"),
    ];
    const item = (Status: string) => ({
      AbsoluteTime: "2026-05-01T00:00:00.000Z",
      Id: first.Id,
      ContactId,
      Attachments: [{ ContentType: "text/plain", AttachmentId, AttachmentName: "note.txt", Status }],
      Type: "ATTACHMENT",
      ParticipantId,
      DisplayName: "Ada",
      ParticipantRole: "CUSTOMER",
      InitialContactId: ContactId,
    });
    assert.deepEqual([first, second], [item("IN_PROGRESS"), item("APPROVED")]);
    const { InitialContactId, ...stored } = item("APPROVED");
    const { items } = await customer.page({ ConnectionToken });
    assert.deepEqual(
      items.filter(({ Type }) => Type === "ATTACHMENT"),
      [stored],
    );
  });

  it("approves when the scan is over, or rejects when told so", async () => {
    const clock = manualClock();
    const behaviour = { attachmentScanTime: 5000, attachmentScan: "REJECTED" } as const;
    await using customer = await Customer.of({ clock, flows: [patient()], behaviour });
    const { ConnectionToken } = await customer.chat();
    await upload(customer, ConnectionToken, "hello");
    const status = async () => (await customer.page({ ConnectionToken })).items[0]?.Attachments?.[0]?.Status;
    clock.advance(4999);
    assert.equal(await status(), "IN_PROGRESS");
    clock.advance(1);
    assert.equal(await status(), "REJECTED");
  });

  it("answers the same client token alike, and refuses another completion as a conflict", async () => {
    await using customer = await Customer.of({ flows: [patient()] });
    const { ConnectionToken } = await customer.chat();
    const id = await send(customer, ConnectionToken, "hello");
    await complete(customer, ConnectionToken, id, "once");
    await complete(customer, ConnectionToken, id, "once");
    const error = await refusal(complete(customer, ConnectionToken, id), ConflictException);
    assert.equal(error.$metadata.httpStatusCode, 409);
    assert.equal((await customer.page({ ConnectionToken })).items.length, 1);
  });

  it("refuses a file that was not sent, and one of another chat", async () => {
    await using customer = await Customer.of({ flows: [patient()] });
    const [{ ConnectionToken }, other] = [await customer.chat(), await customer.chat()];
    const file = { AttachmentName: "a.txt", AttachmentSizeInBytes: 5, ContentType: "text/plain" };
    const command = new StartAttachmentUploadCommand({ ...file, ConnectionToken, ClientToken: undefined });
    const { AttachmentId = "" } = await customer.participant.send(command);
    const unsent = await refusal(complete(customer, ConnectionToken, AttachmentId), ValidationException);
    assert.match(unsent.message, /not been uploaded/);
    const foreign = await send(customer, other.ConnectionToken, "hello");
    await refusal(complete(customer, ConnectionToken, foreign), ValidationException);
    await refusal(complete(customer, ConnectionToken, "nobody"), ValidationException);
  });

  it("refuses a file too many, however many were announced", async () => {
    await using customer = await Customer.of({ flows: [patient()], quotas: { attachmentsPerChat: 1 } });
    const { ConnectionToken } = await customer.chat();
    const ids = [await send(customer, ConnectionToken, "one"), await send(customer, ConnectionToken, "two")];
    await complete(customer, ConnectionToken, ids[0] ?? "");
    const error = await refusal(complete(customer, ConnectionToken, ids[1] ?? ""), ServiceQuotaExceededException);
    assert.equal(error.$metadata.httpStatusCode, 402);
  });

  it("refuses a participant token, a token of nobody and a chat that has ended", async () => {
    await using customer = await Customer.of({ flows: [patient()] });
    const { ContactId, ConnectionToken, ParticipantToken } = await customer.chat();
    const id = await send(customer, ConnectionToken, "hello");
    await assertTokenRefused(complete(customer, ParticipantToken, id));
    await assertTokenRefused(complete(customer, "nobody", id));
    await customer.stop(ContactId);
    const calling = complete(customer, ConnectionToken, id);
    const input = { AttachmentIds: [id], ClientToken: "a" };
    const operation = "POST /participant/complete-attachment-upload";
    await assertEndedChatRefused(calling, customer, ConnectionToken, operation, input);
  });
});
