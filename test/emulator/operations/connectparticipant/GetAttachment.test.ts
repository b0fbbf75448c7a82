import assert from "node:assert/strict";
import { AccessDeniedException, GetAttachmentCommand, ValidationException } from "@aws-sdk/client-connectparticipant";
import { manualClock } from "../../../../provider/emulator/index.js";
import { send, upload } from "../../attachment.js";
import { assertEndedChatRefused, assertTokenRefused, Customer, patient, refusal } from "../../customer.js";

const get = ({ participant }: Customer, ConnectionToken: string, AttachmentId: string, UrlExpiryInSeconds?: number) =>
  participant.send(new GetAttachmentCommand({ ConnectionToken, AttachmentId, UrlExpiryInSeconds }));

describe("GetAttachment", () => {
  it("gives a URL for as long as asked for, and the size", async () => {
    const clock = manualClock(Date.UTC(2026, 4, 1));
    await using customer = await Customer.of({ clock, flows: [patient()] });
    const { ConnectionToken } = await customer.chat();
    const id = await upload(customer, ConnectionToken, "hello");
    const { Url = "", UrlExpiry, AttachmentSizeInBytes } = await get(customer, ConnectionToken, id, 5);
    assert.equal(UrlExpiry, "2026-05-01T00:00:05.000Z");
    assert.equal(AttachmentSizeInBytes, 5);
    clock.advance(4999);
    assert.equal(await (await fetch(Url)).text(), "hello");
    clock.advance(1);
    assert.equal((await fetch(Url)).status, 403);
    assert.equal((await get(customer, ConnectionToken, id)).UrlExpiry, "2026-05-01T00:05:05.000Z");
  });

  it("refuses times below 5 and above 300 seconds", async () => {
    await using customer = await Customer.of({ flows: [patient()] });
    const { ConnectionToken } = await customer.chat();
    const id = await upload(customer, ConnectionToken, "hello");
    for (const seconds of [4, 301]) {
      await refusal(get(customer, ConnectionToken, id, seconds), ValidationException);
    }
    await get(customer, ConnectionToken, id, 300);
  });

  it("refuses a custom participant, who may send files", async () => {
    await using customer = await Customer.of({ flows: [patient()] });
    const { ContactId, ConnectionToken } = await customer.chat();
    const bot = await customer.bot(ContactId);
    const id = await upload(customer, bot.ConnectionToken, "from the bot");
    await refusal(get(customer, bot.ConnectionToken, id), AccessDeniedException);
    const { Url = "" } = await get(customer, ConnectionToken, id);
    assert.equal(await (await fetch(Url)).text(), "from the bot");
  });

  it("refuses a file that is not approved, and one that is not there", async () => {
    await using customer = await Customer.of({ flows: [patient()], behaviour: { attachmentScan: "REJECTED" } });
    const { ConnectionToken } = await customer.chat();
    const [sent, rejected] = [
      await send(customer, ConnectionToken, "hello"),
      await upload(customer, ConnectionToken, "hello"),
    ];
    for (const id of [sent, rejected]) {
      assert.match(
        (await refusal(get(customer, ConnectionToken, id), ValidationException)).message,
        /not been approved/,
      );
    }
    await refusal(get(customer, ConnectionToken, "nobody"), ValidationException);
  });

  it("gives a file of the past chat that is carried on, and none of another", async () => {
    await using customer = await Customer.of({ flows: [patient()] });
    const [past, other] = [await customer.chat(), await customer.chat()];
    const id = await upload(customer, past.ConnectionToken, "hello");
    await customer.leave(past.ConnectionToken);
    const PersistentChat = { RehydrationType: "FROM_SEGMENT", SourceContactId: past.ContactId } as const;
    const { ConnectionToken } = await customer.chat({ PersistentChat });
    const { Url = "" } = await get(customer, ConnectionToken, id);
    assert.equal(await (await fetch(Url)).text(), "hello");
    await refusal(get(customer, other.ConnectionToken, id), ValidationException);
  });

  it("refuses a participant token, a token of nobody and a chat that has ended", async () => {
    await using customer = await Customer.of({ flows: [patient()] });
    const { ContactId, ConnectionToken, ParticipantToken } = await customer.chat();
    const id = await upload(customer, ConnectionToken, "hello");
    await assertTokenRefused(get(customer, ParticipantToken, id));
    await assertTokenRefused(get(customer, "nobody", id));
    await customer.stop(ContactId);
    const calling = get(customer, ConnectionToken, id);
    const operation = "POST /participant/attachment";
    await assertEndedChatRefused(calling, customer, ConnectionToken, operation, { AttachmentId: id });
  });
});
