import assert from "node:assert/strict";
import { LimitExceededException, StartChatContactCommand } from "@aws-sdk/client-connect";
import { type EmulatorOptions, manualClock, startEmulator } from "../../provider/emulator/index.js";
import { quotaProblems } from "../../provider/emulator/quotas.js";
import { disconnect, flow, say } from "../flows.js";
import { Customer, refusal } from "./customer.js";

const impatient = (options: EmulatorOptions) => Customer.of(options, { maxAttempts: 1 });

describe("the quota of concurrent active chats", () => {
  it("refuses the next StartChatContact with LimitExceededException", async () => {
    await using customer = await impatient({ quotas: { concurrentActiveChats: 2 } });
    await customer.start();
    await customer.start();
    const error = await refusal(customer.start(), LimitExceededException);
    assert.equal(error.$metadata.httpStatusCode, 429);
    assert.equal(error.message, "The limit of 2 active chats is reached.");
  });

  it("is tried again by an SDK as it is, which takes it for throttling, and starts nothing", async () => {
    await using customer = await Customer.of({ quotas: { concurrentActiveChats: 0 } });
    const error = await refusal(customer.start(), LimitExceededException);
    assert.equal(error.$metadata.attempts, 3);
    assert.deepEqual(customer.emulator.contacts(), []);
  });

  it("counts chats that nobody has connected to, and lets go of each that ends", async () => {
    const clock = manualClock();
    await using customer = await impatient({ clock, quotas: { concurrentActiveChats: 1 } });
    const { ContactId } = await customer.start();
    await refusal(customer.start(), LimitExceededException);
    await customer.stop(ContactId);
    await customer.start();
    clock.advance(5 * 60_000);
    const { ConnectionToken } = await customer.chat();
    await customer.leave(ConnectionToken);
    await customer.start();
  });

  it("lets go of a chat that its flow ends", async () => {
    const short = flow("short", say("bye", "Bye", "end"), disconnect());
    await using customer = await impatient({ flows: [short], quotas: { concurrentActiveChats: 1 } });
    const { ContactId, url } = await customer.chat();
    await customer.subscribe(url);
    await customer.emulator.until((contacts) =>
      contacts.some(({ id, state }) => id === ContactId && state === "ended"),
    );
    await customer.start();
  });

  it("answers the same client token again, although there is no room for a new chat", async () => {
    await using customer = await impatient({ quotas: { concurrentActiveChats: 1 } });
    const { ContactId } = await customer.start({ ClientToken: "again" });
    assert.equal((await customer.start({ ClientToken: "again" })).ContactId, ContactId);
    await refusal(customer.start({ ClientToken: "another" }), LimitExceededException);
  });

  it("is looked at last, after what is wrong with the request", async () => {
    await using customer = await impatient({ quotas: { concurrentActiveChats: 0 } });
    const command = new StartChatContactCommand(customer.request({ ContactFlowId: "nowhere" }));
    const error = await refusal(customer.connect.send(command), Error);
    assert.equal(error.name, "ResourceNotFoundException");
  });

  it("is 500 unless set", async () => {
    await using customer = await impatient({});
    await Promise.all(Array.from({ length: 500 }, () => customer.start()));
    await refusal(customer.start(), LimitExceededException);
  });
});

describe("quotas", () => {
  it("are refused when they do not exist or are no numbers, all at once", async () => {
    const quotas = {
      chats: 1,
      flows: -1,
      attachmentBytes: "many",
      rates: { StartChat: { perSecond: 1, burst: 1 }, StopContact: { perSecond: 1 } },
    } as unknown as EmulatorOptions["quotas"];
    await assert.rejects(startEmulator({ quotas }), {
      name: "TypeError",
      message:
        "The emulator's options are not valid: There is no quota chats. The quota flows is a number from 0 up. The quota attachmentBytes is a number from 0 up. rates knows no operation StartChat. The rate of StopContact is a perSecond and a burst, both from 0 up.",
    });
  });

  it("take rates that are switched, or that are given by operation", () => {
    assert.deepEqual(quotaProblems({ rates: true, flows: 3 }), []);
    assert.deepEqual(quotaProblems({ rates: { SendMessage: { perSecond: 0.5, burst: 0 } } }), []);
    assert.deepEqual(quotaProblems({ rates: 5 as unknown as true }), ["rates is true, false or rates by operation."]);
  });
});
