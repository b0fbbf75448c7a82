import assert from "node:assert/strict";
import { StartContactStreamingCommand } from "@aws-sdk/client-connect";
import {
  ConflictException,
  SendEventCommand,
  type SendEventResponse,
  SendMessageCommand,
  ValidationException,
} from "@aws-sdk/client-connectparticipant";
import { manualClock } from "../../../../provider/emulator/index.js";
import { assertEndedChatRefused, assertTokenRefused, Customer, patient, refusal } from "../../customer.js";

const prefix = "application/vnd.amazonaws.connect.event.";

function sendEvent(
  { participant }: Customer,
  ConnectionToken: string,
  name: string,
  ClientToken?: string,
): Promise<SendEventResponse> {
  return participant.send(new SendEventCommand({ ConnectionToken, ContentType: `${prefix}${name}`, ClientToken }));
}

function receipt(
  { participant }: Customer,
  ConnectionToken: string,
  name: "message.delivered" | "message.read",
  messageId: string,
): Promise<SendEventResponse> {
  const Content = JSON.stringify({ messageId });
  return participant.send(new SendEventCommand({ ConnectionToken, ContentType: `${prefix}${name}`, Content }));
}

describe("SendEvent", () => {
  for (const name of ["typing", "connection.acknowledged"]) {
    it(`carries ${name} to the socket and keeps it out of the transcript`, async () => {
      await using customer = await Customer.of();
      const { ConnectionToken, ParticipantId, url } = await customer.chat();
      const frames = await customer.subscribe(url);
      const { Id, AbsoluteTime } = await sendEvent(customer, ConnectionToken, name);
      const heard = await frames.nextEvent(name);
      assert.equal(heard.Id, Id);
      assert.equal(heard.AbsoluteTime, AbsoluteTime);
      assert.equal(heard.ParticipantId, ParticipantId);
      assert.equal(heard.Type, "EVENT");
      const { items } = await customer.page({ ConnectionToken });
      assert.ok(items.length > 0 && !items.some((item) => item.Id === Id));
    });
  }

  it("sends once what is sent twice with the same client token", async () => {
    await using customer = await Customer.of();
    const { ConnectionToken, url } = await customer.chat();
    const frames = await customer.subscribe(url);
    const first = await sendEvent(customer, ConnectionToken, "typing", "once");
    const second = await sendEvent(customer, ConnectionToken, "typing", "once");
    assert.equal(second.Id, first.Id);
    const typing = (await frames.settled()).filter((frame) => frame.includes("event.typing"));
    assert.equal(typing.length, 1);
  });

  describe("of receipts", () => {
    /** A customer and a bot who both hear. */
    async function withBot(customer: Customer) {
      const chat = await customer.chat();
      const frames = await customer.subscribe(chat.url);
      const bot = await customer.bot(chat.ContactId);
      return { chat, frames, bot, botFrames: await customer.subscribe(bot.url) };
    }

    it("tells the sender of a message, and nobody else, that it was delivered and read", async () => {
      const clock = manualClock(Date.UTC(2026, 4, 1));
      await using customer = await Customer.of({ clock, flows: [patient()] });
      const { chat, frames, bot, botFrames } = await withBot(customer);
      const messageId = await customer.say(chat.ConnectionToken, "Hi");
      clock.advance(1000);
      const sent = await receipt(customer, bot.ConnectionToken, "message.delivered", messageId);
      const delivered = await frames.nextItem(({ ContentType = "" }) => ContentType.endsWith(".message.metadata"));
      assert.deepEqual(delivered, {
        Id: sent.Id,
        AbsoluteTime: "2026-05-01T00:00:01.000Z",
        ContentType: `${prefix}message.metadata`,
        Type: "MESSAGEMETADATA",
        MessageMetadata: {
          MessageId: messageId,
          Receipts: [{ RecipientParticipantId: bot.ParticipantId, DeliveredTimestamp: "2026-05-01T00:00:01.000Z" }],
        },
      });
      clock.advance(1000);
      await receipt(customer, bot.ConnectionToken, "message.read", messageId);
      const read = await frames.nextItem();
      const receipts = [
        {
          RecipientParticipantId: bot.ParticipantId,
          DeliveredTimestamp: "2026-05-01T00:00:01.000Z",
          ReadTimestamp: "2026-05-01T00:00:02.000Z",
        },
      ];
      assert.deepEqual(read.MessageMetadata, { MessageId: messageId, Receipts: receipts });
      assert.ok(!(await botFrames.settled()).some((frame) => frame.includes("message.metadata")));
    });

    it("stands on the message in the transcript, and by the first time alone", async () => {
      const clock = manualClock(Date.UTC(2026, 4, 1));
      await using customer = await Customer.of({ clock, flows: [patient()] });
      const { ConnectionToken, ParticipantId, url } = await customer.chat();
      await customer.subscribe(url);
      const { items } = await customer.page({ ConnectionToken });
      const prompt = items.find(({ Content }) => Content === "Hello");
      for (let count = 0; count < 2; count++) {
        clock.advance(1000);
        await receipt(customer, ConnectionToken, "message.read", prompt?.Id ?? "");
      }
      const { items: later } = await customer.page({ ConnectionToken });
      assert.equal(later.length, items.length);
      assert.deepEqual(later.find(({ Id }) => Id === prompt?.Id)?.MessageMetadata, {
        MessageId: prompt?.Id,
        Receipts: [{ RecipientParticipantId: ParticipantId, ReadTimestamp: "2026-05-01T00:00:01.000Z" }],
      });
    });

    it("is refused in a chat of three, and taken again when one has left", async () => {
      const quotas = { customParticipantsPerChat: 2 };
      await using customer = await Customer.of({ flows: [patient()], quotas });
      const { chat, bot } = await withBot(customer);
      const messageId = await customer.say(chat.ConnectionToken, "Hi");
      const third = await customer.bot(chat.ContactId);
      await receipt(customer, bot.ConnectionToken, "message.delivered", messageId);
      await customer.subscribe(third.url);
      const calling = receipt(customer, bot.ConnectionToken, "message.read", messageId);
      const error = await refusal(calling, ConflictException);
      assert.equal(error.$metadata.httpStatusCode, 409);
      await customer.leave(third.ConnectionToken);
      await receipt(customer, bot.ConnectionToken, "message.read", messageId);
    });

    for (const [title, content] of [
      ["no content", undefined],
      ["content that is no JSON", "messageId"],
      ["no message id", "{}"],
      ["a message that is not there", '{"messageId":"nobody"}'],
    ] as const) {
      it(`is refused for ${title}`, async () => {
        await using customer = await Customer.of();
        const { ConnectionToken } = await customer.chat();
        const ContentType = `${prefix}message.read`;
        const command = new SendEventCommand({ ConnectionToken, ContentType, Content: content });
        const error = await refusal(customer.participant.send(command), ValidationException);
        assert.match(error.message, /messageId/);
      });
    }

    it("is refused for an event", async () => {
      await using customer = await Customer.of();
      const { ConnectionToken, url } = await customer.chat();
      await customer.subscribe(url);
      const { items } = await customer.page({ ConnectionToken });
      const joined = items.find(({ Type }) => Type === "EVENT");
      await refusal(receipt(customer, ConnectionToken, "message.read", joined?.Id ?? ""), ValidationException);
    });
  });

  it("connects a customer in message streaming by connection.acknowledged, and no other", async () => {
    await using customer = await Customer.of({ flows: [patient()] });
    const [plain, streaming] = [await customer.chat(), await customer.chat()];
    const { instanceId: InstanceId } = customer.emulator;
    const ChatStreamingConfiguration = { StreamingEndpointArn: "arn:aws:sns:us-east-1:123456789012:chat" };
    const { ContactId } = streaming;
    const ClientToken = undefined;
    await customer.connect.send(
      new StartContactStreamingCommand({ InstanceId, ContactId, ChatStreamingConfiguration, ClientToken }),
    );
    for (const { ConnectionToken } of [plain, streaming]) {
      await sendEvent(customer, ConnectionToken, "connection.acknowledged");
    }
    assert.deepEqual(
      [plain, streaming].map(({ ContactId: id }) => customer.view(id).joined),
      [false, true],
    );
  });

  it("keeps its client tokens apart from those of SendMessage", async () => {
    await using customer = await Customer.of();
    const { ConnectionToken } = await customer.chat();
    const event = await sendEvent(customer, ConnectionToken, "typing", "once");
    const message = await customer.participant.send(
      new SendMessageCommand({ ConnectionToken, ContentType: "text/plain", Content: "Hi", ClientToken: "once" }),
    );
    assert.notEqual(message.Id, event.Id);
  });

  it("refuses an event that participants do not send", async () => {
    await using customer = await Customer.of();
    const { ConnectionToken } = await customer.chat();
    const error = await refusal(sendEvent(customer, ConnectionToken, "chat.ended"), ValidationException);
    assert.equal(error.$metadata.httpStatusCode, 400);
    assert.match(error.message, /chat\.ended/);
  });

  it("refuses a participant token, and a token of nobody", async () => {
    await using customer = await Customer.of();
    const { ParticipantToken } = await customer.chat();
    await assertTokenRefused(sendEvent(customer, ParticipantToken, "typing"));
    await assertTokenRefused(sendEvent(customer, "nobody", "typing"));
  });

  it("refuses a chat that has ended", async () => {
    await using customer = await Customer.of();
    const { ContactId, ConnectionToken } = await customer.chat();
    await customer.stop(ContactId);
    const input = { ContentType: `${prefix}typing` };
    const calling = sendEvent(customer, ConnectionToken, "typing");
    await assertEndedChatRefused(calling, customer, ConnectionToken, "POST /participant/event", input);
  });
});
