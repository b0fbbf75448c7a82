import assert from "node:assert/strict";
import {
  CreateParticipantCommand,
  type CreateParticipantRequest,
  InvalidRequestException,
  ResourceNotFoundException,
  ServiceQuotaExceededException,
} from "@aws-sdk/client-connect";
import { CreateParticipantConnectionCommand } from "@aws-sdk/client-connectparticipant";
import { manualClock } from "../../../../provider/emulator/index.js";
import { Customer, patient, refusal } from "../../customer.js";

function create({ connect, emulator }: Customer, ContactId: string, overrides: Partial<CreateParticipantRequest> = {}) {
  return connect.send(
    new CreateParticipantCommand({
      InstanceId: emulator.instanceId,
      ContactId,
      ParticipantDetails: { ParticipantRole: "CUSTOM_BOT", DisplayName: "Bot" },
      ...overrides,
    }),
  );
}

describe("CreateParticipant", () => {
  it("gives a token that is good as long as the chat", async () => {
    const clock = manualClock(Date.UTC(2026, 4, 1));
    await using customer = await Customer.of({ clock, flows: [patient()] });
    const { ContactId, ParticipantId, url } = await customer.chat({ ChatDurationInMinutes: 60 });
    await customer.subscribe(url);
    const answer = await create(customer, ContactId);
    assert.ok(answer.ParticipantId && answer.ParticipantId !== ParticipantId);
    assert.equal(answer.ParticipantCredentials?.Expiry, "2026-05-01T01:00:00.000Z");
    clock.advance(3_599_999);
    const { ParticipantToken = "" } = answer.ParticipantCredentials ?? {};
    assert.ok((await customer.connection(ParticipantToken)).url);
  });

  it("adds a bot who joins by subscribing, speaks and hears as one of the chat", async () => {
    await using customer = await Customer.of({ flows: [patient()] });
    const { ContactId, ConnectionToken, url } = await customer.chat();
    const frames = await customer.subscribe(url);
    const bot = await customer.bot(ContactId, "Hal");
    assert.ok(!(await frames.settled()).some((frame) => frame.includes("CUSTOM_BOT")));
    const hearing = await customer.subscribe(bot.url);
    const joined = await frames.nextEvent("participant.joined");
    assert.equal(joined.ParticipantId, bot.ParticipantId);
    await customer.say(ConnectionToken, "Open the doors");
    await hearing.nextItem(({ Content }) => Content === "Open the doors");
    await customer.say(bot.ConnectionToken, "I am afraid I cannot");
    const said = await frames.nextItem(({ Content }) => Content === "I am afraid I cannot");
    assert.equal(said.ParticipantRole, "CUSTOM_BOT");
    assert.equal(said.DisplayName, "Hal");
  });

  it("adds a bot who joins without a socket, by ConnectParticipant, and leaves the chat open", async () => {
    await using customer = await Customer.of({ flows: [patient()] });
    const { ContactId, url } = await customer.chat();
    const frames = await customer.subscribe(url);
    await frames.nextEvent("participant.joined");
    const { ParticipantToken, ParticipantId, ConnectionToken } = await customer.bot(ContactId);
    const Type = ["CONNECTION_CREDENTIALS" as const];
    const command = new CreateParticipantConnectionCommand({ ParticipantToken, Type, ConnectParticipant: true });
    await customer.participant.send(command);
    assert.equal((await frames.nextEvent("participant.joined")).ParticipantId, ParticipantId);
    await customer.leave(ConnectionToken);
    assert.equal((await frames.nextEvent("participant.left")).ParticipantId, ParticipantId);
    assert.equal(customer.view(ContactId).state, "open");
  });

  it("answers the same client token with the same participant", async () => {
    await using customer = await Customer.of({ flows: [patient()] });
    const { ContactId } = await customer.chat();
    const first = await create(customer, ContactId, { ClientToken: "once" });
    const second = await create(customer, ContactId, { ClientToken: "once" });
    assert.equal(second.ParticipantId, first.ParticipantId);
    assert.ok(second.ParticipantCredentials?.ParticipantToken === first.ParticipantCredentials?.ParticipantToken);
  });

  it("refuses a second custom participant, until the first has left", async () => {
    await using customer = await Customer.of({ flows: [patient()] });
    const { ContactId } = await customer.chat();
    const { ConnectionToken } = await customer.bot(ContactId);
    const error = await refusal(create(customer, ContactId), ServiceQuotaExceededException);
    assert.equal(error.$metadata.httpStatusCode, 402);
    await customer.leave(ConnectionToken);
    await create(customer, ContactId);
  });

  it("refuses a seventh participant", async () => {
    const quotas = { customParticipantsPerChat: 10 };
    await using customer = await Customer.of({ flows: [patient()], quotas });
    const { ContactId } = await customer.chat();
    for (let count = 0; count < 5; count++) await create(customer, ContactId);
    const { message } = await refusal(create(customer, ContactId), ServiceQuotaExceededException);
    assert.match(message, /6 participants/);
  });

  it("refuses other roles", async () => {
    await using customer = await Customer.of({ flows: [patient()] });
    const { ContactId } = await customer.chat();
    for (const ParticipantDetails of [{ ParticipantRole: "AGENT", DisplayName: "Grace" }, {}] as const) {
      const error = await refusal(create(customer, ContactId, { ParticipantDetails }), InvalidRequestException);
      assert.match(error.message, /CUSTOM_BOT/);
    }
  });

  it("refuses a contact or an instance that is not there, and a contact that has ended", async () => {
    await using customer = await Customer.of({ flows: [patient()] });
    const { ContactId } = await customer.chat();
    await refusal(create(customer, "nobody"), ResourceNotFoundException);
    await refusal(create(customer, ContactId, { InstanceId: "other" }), ResourceNotFoundException);
    await customer.stop(ContactId);
    await refusal(create(customer, ContactId), InvalidRequestException);
    await using other = await Customer.of({ behaviour: { endedContact: "ResourceNotFoundException" } });
    const { ContactId: ended } = await other.chat();
    await other.stop(ended);
    await refusal(create(other, ended), ResourceNotFoundException);
  });
});
