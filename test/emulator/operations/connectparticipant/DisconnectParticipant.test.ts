import assert from "node:assert/strict";
import { DisconnectParticipantCommand } from "@aws-sdk/client-connectparticipant";
import { assertEndedChatRefused, assertTokenRefused, Customer } from "../../customer.js";

const disconnect = ({ participant }: Customer, ConnectionToken: string) =>
  participant.send(new DisconnectParticipantCommand({ ConnectionToken }));

describe("DisconnectParticipant", () => {
  it("ends the chat as the customer's doing", async () => {
    await using customer = await Customer.of();
    const { ContactId, ConnectionToken } = await customer.chat();
    const { $metadata, ...answer } = await disconnect(customer, ConnectionToken);
    assert.equal($metadata.httpStatusCode, 200);
    assert.deepEqual(answer, {});
    assert.equal(customer.view(ContactId).disconnectReason, "CUSTOMER_DISCONNECT");
  });

  it("tells the socket that the customer left, then that the chat ended", async () => {
    await using customer = await Customer.of();
    const { ConnectionToken, ParticipantId, url } = await customer.chat();
    const frames = await customer.subscribe(url);
    await disconnect(customer, ConnectionToken);
    const left = await frames.nextEvent("participant.left");
    const ended = await frames.nextItem();
    assert.equal(left.ParticipantId, ParticipantId);
    assert.match(ended.ContentType ?? "", /event\.chat\.ended$/);
    assert.equal(ended.ParticipantId, undefined);
    assert.equal(ended.ParticipantRole, undefined);
  });

  it("refuses a participant token, and a token of nobody", async () => {
    await using customer = await Customer.of();
    const { ContactId, ParticipantToken } = await customer.chat();
    await assertTokenRefused(disconnect(customer, ParticipantToken));
    await assertTokenRefused(disconnect(customer, "nobody"));
    assert.equal(customer.view(ContactId).state, "open");
  });

  it("refuses to leave twice", async () => {
    await using customer = await Customer.of();
    const { ConnectionToken } = await customer.chat();
    await disconnect(customer, ConnectionToken);
    const calling = disconnect(customer, ConnectionToken);
    await assertEndedChatRefused(calling, customer, ConnectionToken, "POST /participant/disconnect", {});
  });
});
