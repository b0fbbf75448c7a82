import assert from "node:assert/strict";
import {
  ConnectParticipantServiceException,
  SendEventCommand,
  type SendEventResponse,
  ValidationException,
} from "@aws-sdk/client-connectparticipant";
import { assertEndedChatRefused, assertTokenRefused, Customer, refusal } from "../../customer.js";

const prefix = "application/vnd.amazonaws.connect.event.";

function sendEvent(
  { participant }: Customer,
  ConnectionToken: string,
  name: string,
  ClientToken?: string,
): Promise<SendEventResponse> {
  return participant.send(new SendEventCommand({ ConnectionToken, ContentType: `${prefix}${name}`, ClientToken }));
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

  it("names a receipt as not emulated", async () => {
    await using customer = await Customer.of();
    const { ConnectionToken } = await customer.chat();
    const sending = sendEvent(customer, ConnectionToken, "message.read");
    const error = await refusal(sending, ConnectParticipantServiceException);
    assert.equal(error.name, "NotEmulated");
    assert.equal(error.$metadata.httpStatusCode, 501);
    assert.match(error.message, /message\.read/);
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
