import assert from "node:assert/strict";
import {
  InvalidParameterException,
  InvalidRequestException,
  type ParticipantTimerConfiguration,
  ResourceNotFoundException,
  UpdateParticipantRoleConfigCommand,
} from "@aws-sdk/client-connect";
import { manualClock } from "../../../../provider/emulator/index.js";
import { Customer, patient, refusal } from "../../customer.js";

const minute = 60_000;

type Timer = readonly [
  role: ParticipantTimerConfiguration["ParticipantRole"],
  type: ParticipantTimerConfiguration["TimerType"],
  minutes: number | "Unset",
];

function update({ connect, emulator }: Customer, ContactId: string, ...timers: readonly Timer[]) {
  const list = timers.map(([ParticipantRole, TimerType, value]) => ({
    ParticipantRole,
    TimerType,
    TimerValue: value === "Unset" ? { ParticipantTimerAction: value } : { ParticipantTimerDurationInMinutes: value },
  })) as ParticipantTimerConfiguration[];
  const ChannelConfiguration = { Chat: { ParticipantTimerConfigList: list } };
  const request = { InstanceId: emulator.instanceId, ContactId, ChannelConfiguration };
  return connect.send(new UpdateParticipantRoleConfigCommand(request));
}

async function opened() {
  const clock = manualClock();
  const customer = await Customer.of({ clock, flows: [patient()] });
  const chat = await customer.chat();
  const frames = await customer.subscribe(chat.url);
  return { clock, customer, chat, frames };
}

describe("UpdateParticipantRoleConfig", () => {
  it("lets the customer be idle, return, and lose the bot for silence", async () => {
    const { clock, customer, chat, frames } = await opened();
    await using _ = customer;
    const { $metadata, ...answer } = await update(
      customer,
      chat.ContactId,
      ["CUSTOMER", "IDLE", 2],
      ["CUSTOMER", "DISCONNECT_NONCUSTOMER", 3],
    );
    assert.deepEqual(answer, {});
    const bot = await customer.bot(chat.ContactId);
    await customer.subscribe(bot.url);
    clock.advance(2 * minute);
    assert.equal((await frames.nextEvent("participant.idle")).ParticipantId, chat.ParticipantId);
    await customer.say(chat.ConnectionToken, "Back");
    assert.equal((await frames.nextEvent("participant.returned")).ParticipantId, chat.ParticipantId);
    clock.advance(5 * minute);
    assert.equal((await frames.nextEvent("participant.autodisconnection")).ParticipantId, chat.ParticipantId);
    assert.equal((await frames.nextEvent("participant.left")).ParticipantId, bot.ParticipantId);
    await frames.nextEvent("chat.ended");
    const { disconnectReason, items } = customer.view(chat.ContactId);
    assert.equal(disconnectReason, "IDLE_DISCONNECT");
    assert.ok(!items.some(({ ContentType = "" }) => /idle|returned|autodisconnection/.test(ContentType)));
  });

  it("keeps what it is not told to change, and unsets what it is told to", async () => {
    const { clock, customer, chat, frames } = await opened();
    await using _ = customer;
    await update(customer, chat.ContactId, ["CUSTOMER", "IDLE", 2], ["CUSTOMER", "DISCONNECT_NONCUSTOMER", 2]);
    await update(customer, chat.ContactId, ["CUSTOMER", "DISCONNECT_NONCUSTOMER", "Unset"]);
    await customer.subscribe((await customer.bot(chat.ContactId)).url);
    clock.advance(480 * minute);
    await frames.nextEvent("participant.idle");
    assert.equal(customer.view(chat.ContactId).state, "open");
  });

  for (const [title, timer, member] of [
    ["less than 2 minutes", ["CUSTOMER", "IDLE", 1], /ParticipantTimerDurationInMinutes must be at least 2/],
    ["more than 480 minutes", ["AGENT", "IDLE", 481], /ParticipantTimerDurationInMinutes must be at most 480/],
    ["another role", ["SUPERVISOR" as "AGENT", "IDLE", 5], /ParticipantRole must be one of/],
    ["another timer", ["AGENT", "SLEEP" as "IDLE", 5], /TimerType must be one of/],
  ] as const) {
    it(`refuses ${title}`, async () => {
      const { customer, chat } = await opened();
      await using _ = customer;
      const error = await refusal(update(customer, chat.ContactId, timer), InvalidParameterException);
      assert.match(error.message, member);
    });
  }

  it("refuses an empty list, and one of more than six", async () => {
    const { customer, chat } = await opened();
    await using _ = customer;
    const seven = Array.from({ length: 7 }, () => ["AGENT", "IDLE", 5] as const);
    for (const timers of [[], seven]) {
      await refusal(update(customer, chat.ContactId, ...timers), InvalidParameterException);
    }
  });

  it("refuses a contact that is not there or has ended", async () => {
    const { customer, chat } = await opened();
    await using _ = customer;
    await refusal(update(customer, "nobody", ["AGENT", "IDLE", 5]), ResourceNotFoundException);
    await customer.stop(chat.ContactId);
    await refusal(update(customer, chat.ContactId, ["AGENT", "IDLE", 5]), InvalidRequestException);
  });
});
