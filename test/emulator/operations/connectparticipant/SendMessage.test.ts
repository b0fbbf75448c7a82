import assert from "node:assert/strict";
import {
  SendMessageCommand,
  type SendMessageRequest,
  type SendMessageResponse,
  ValidationException,
} from "@aws-sdk/client-connectparticipant";
import { manualClock } from "../../../../provider/emulator/index.js";
import { interactiveMessage, interactiveResponse } from "../../../../provider/emulator/interactive.js";
import { assertEndedChatRefused, assertTokenRefused, Customer, patient, refusal } from "../../customer.js";

const day = 86_400_000;

function send(
  { participant }: Customer,
  ConnectionToken: string,
  overrides: Partial<SendMessageRequest> = {},
): Promise<SendMessageResponse> {
  const message = { ConnectionToken, ContentType: "text/plain", Content: "Hi", ...overrides };
  return participant.send(new SendMessageCommand(message));
}

describe("SendMessage", () => {
  it("answers with the id and time that the transcript tells", async () => {
    const clock = manualClock(Date.UTC(2026, 4, 1));
    await using customer = await Customer.of({ clock });
    const { ContactId, ParticipantId, ConnectionToken } = await customer.chat();
    const { Id, AbsoluteTime } = await send(customer, ConnectionToken);
    assert.equal(AbsoluteTime, "2026-05-01T00:00:00.000Z");
    const { items } = await customer.page({ ConnectionToken });
    assert.deepEqual(items, [
      {
        AbsoluteTime,
        Content: "Hi",
        ContentType: "text/plain",
        Id,
        Type: "MESSAGE",
        ParticipantId,
        DisplayName: "Ada",
        ParticipantRole: "CUSTOMER",
        ContactId,
      },
    ]);
  });

  it("says once what is sent twice with the same client token", async () => {
    await using customer = await Customer.of();
    const { ContactId, ConnectionToken } = await customer.chat();
    const first = await send(customer, ConnectionToken, { ClientToken: "once" });
    const second = await send(customer, ConnectionToken, { ClientToken: "once" });
    const other = await send(customer, ConnectionToken, { ClientToken: "twice" });
    assert.equal(second.Id, first.Id);
    assert.equal(second.AbsoluteTime, first.AbsoluteTime);
    assert.notEqual(other.Id, first.Id);
    assert.equal(customer.view(ContactId).messages.length, 2);
  });

  it("takes the content types that the chat was started with", async () => {
    await using customer = await Customer.of();
    const types = ["text/plain", "application/json"];
    const { ContactId, ConnectionToken } = await customer.chat({ SupportedMessagingContentTypes: types });
    await send(customer, ConnectionToken, { ContentType: "application/json", Content: '{"a":1}' });
    assert.deepEqual(customer.view(ContactId).messages, [{ role: "CUSTOMER", content: '{"a":1}' }]);
  });

  it("takes 16,384 bytes and no more", async () => {
    await using customer = await Customer.of();
    const { ContactId, ConnectionToken } = await customer.chat();
    await send(customer, ConnectionToken, { Content: "é".repeat(8192) });
    const sending = send(customer, ConnectionToken, { Content: `${"é".repeat(8192)}!` });
    assert.match((await refusal(sending, ValidationException)).message, /16385 bytes; 16384 is the limit/);
    assert.equal(customer.view(ContactId).messages.length, 1);
  });

  describe("with messageSize by content type", () => {
    const types = ["text/plain", "text/markdown", "application/json", interactiveResponse];
    const content = (type: string, length: number) =>
      type === interactiveResponse ? `{"action":"${"x".repeat(length - 13)}"}` : "é".repeat(length);
    for (const [type, most] of [
      ["text/plain", 1024],
      ["text/markdown", 1024],
      [interactiveResponse, 12_288],
    ] as const) {
      it(`takes ${most} characters of ${type}`, async () => {
        await using customer = await Customer.of({ behaviour: { messageSize: "by content type" } });
        const { ConnectionToken } = await customer.chat({ SupportedMessagingContentTypes: types });
        await send(customer, ConnectionToken, { ContentType: type, Content: content(type, most) });
        const sending = send(customer, ConnectionToken, { ContentType: type, Content: content(type, most + 1) });
        assert.match((await refusal(sending, ValidationException)).message, new RegExp(`${most} is the limit`));
      });
    }

    it("takes 12,000 characters of application/json and no more", async () => {
      await using customer = await Customer.of({ behaviour: { messageSize: "by content type" } });
      const { ConnectionToken } = await customer.chat({ SupportedMessagingContentTypes: types });
      const ContentType = "application/json";
      await send(customer, ConnectionToken, { ContentType, Content: "1".repeat(12_000) });
      const sending = send(customer, ConnectionToken, { ContentType, Content: "1".repeat(12_001) });
      assert.match((await refusal(sending, ValidationException)).message, /12000 is the limit/);
    });
  });

  describe("of interactive messages", () => {
    const types = ["text/plain", interactiveMessage, interactiveResponse];
    const picker = {
      templateType: "ListPicker",
      version: "1.0",
      data: { content: { title: "Which?", elements: [{ title: "This" }, { title: "That" }] } },
    };

    it("takes a bot's, and what the customer answers", async () => {
      await using customer = await Customer.of({ flows: [patient()] });
      const { ContactId, ConnectionToken, url } = await customer.chat({ SupportedMessagingContentTypes: types });
      const frames = await customer.subscribe(url);
      const bot = await customer.bot(ContactId);
      const Content = JSON.stringify(picker);
      await send(customer, bot.ConnectionToken, { ContentType: interactiveMessage, Content });
      const heard = await frames.nextItem(({ ContentType }) => ContentType === interactiveMessage);
      assert.equal(heard.Content, Content);
      const answer = { action: "SHOW_MORE", data: { actionName: "SHOW_MORE" }, version: "1.0" };
      await send(customer, ConnectionToken, { ContentType: interactiveResponse, Content: JSON.stringify(answer) });
    });

    it("refuses a bot's that is none of the templates", async () => {
      await using customer = await Customer.of({ flows: [patient()] });
      const { ContactId } = await customer.chat({ SupportedMessagingContentTypes: types });
      const bot = await customer.bot(ContactId);
      const Content = JSON.stringify({ ...picker, templateType: "Picker" });
      const sending = send(customer, bot.ConnectionToken, { ContentType: interactiveMessage, Content });
      assert.match((await refusal(sending, ValidationException)).message, /templateType must be one of/);
    });

    for (const [title, overrides, message] of [
      ["a customer's", { ContentType: interactiveMessage, Content: JSON.stringify(picker) }, /not a content type/],
      ["an answer that is no JSON", { ContentType: interactiveResponse, Content: "yes" }, /not a JSON object/],
      ["an answer without action", { ContentType: interactiveResponse, Content: '{"action":""}' }, /action must be/],
      ["a type of one's own", { ContentType: "text/html", Content: "<b>" }, /text\/html is not a content type/],
    ] as const) {
      it(`refuses ${title}`, async () => {
        await using customer = await Customer.of();
        const { ConnectionToken } = await customer.chat({ SupportedMessagingContentTypes: [...types, "text/html"] });
        assert.match((await refusal(send(customer, ConnectionToken, overrides), ValidationException)).message, message);
      });
    }
  });

  const refused: Readonly<Record<string, readonly [Partial<SendMessageRequest>, RegExp]>> = {
    "an empty message": [{ Content: "" }, /^Content must have at least 1/],
    "a message without content": [{ Content: undefined }, /^Content is required\.$/],
    "a content type that the chat was not started with": [{ ContentType: "text/markdown" }, /support.*text\/markdown/],
    "a long client token": [{ ClientToken: "x".repeat(501) }, /^ClientToken must have at most 500/],
  };
  for (const [title, [overrides, message]] of Object.entries(refused)) {
    it(`refuses ${title}`, async () => {
      await using customer = await Customer.of();
      const { ContactId, ConnectionToken } = await customer.chat();
      const error = await refusal(send(customer, ConnectionToken, overrides), ValidationException);
      assert.equal(error.$metadata.httpStatusCode, 400);
      assert.match(error.message, message);
      assert.deepEqual(customer.view(ContactId).messages, []);
    });
  }

  it("refuses a participant token, and a token of nobody", async () => {
    await using customer = await Customer.of();
    const { ParticipantToken } = await customer.chat();
    await assertTokenRefused(send(customer, ParticipantToken));
    await assertTokenRefused(send(customer, "nobody"));
  });

  it("refuses a connection token after a day", async () => {
    const clock = manualClock();
    await using customer = await Customer.of({ clock, flows: [patient()] });
    const { ConnectionToken, url } = await customer.chat({ ChatDurationInMinutes: 10_080 });
    await customer.subscribe(url);
    clock.advance(day - 1);
    await send(customer, ConnectionToken);
    clock.advance(1);
    await assertTokenRefused(send(customer, ConnectionToken));
  });

  it("refuses a chat that has ended", async () => {
    await using customer = await Customer.of();
    const { ContactId, ConnectionToken } = await customer.chat();
    await customer.stop(ContactId);
    const input = { ContentType: "text/plain", Content: "Hi" };
    const calling = send(customer, ConnectionToken);
    await assertEndedChatRefused(calling, customer, ConnectionToken, "POST /participant/message", input);
  });
});
