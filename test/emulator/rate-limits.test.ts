import assert from "node:assert/strict";
import {
  ConnectServiceException,
  DescribeContactCommand,
  GetContactAttributesCommand,
  InvalidParameterException,
  SearchContactsCommand,
  StopContactCommand,
  ThrottlingException,
  TooManyRequestsException,
} from "@aws-sdk/client-connect";
import {
  DisconnectParticipantCommand,
  GetTranscriptCommand,
  ThrottlingException as ParticipantThrottlingException,
  SendEventCommand,
  SendMessageCommand,
} from "@aws-sdk/client-connectparticipant";
import { identifiers } from "../../provider/emulator/identifiers.js";
import { type EmulatorOptions, manualClock } from "../../provider/emulator/index.js";
import { services } from "../../provider/emulator/model/model.js";
import { defaultBehaviour } from "../../provider/emulator/options.js";
import type { Rate } from "../../provider/emulator/quotas.js";
import { RateLimits } from "../../provider/emulator/rate-limits.js";
import { Customer, patient, refusal } from "./customer.js";
import { rawRequest, signature } from "./raw-request.js";

const impatient = (options: EmulatorOptions) => Customer.of(options, { maxAttempts: 1 });

/** How many calls pass until one is refused. */
async function passed(call: () => Promise<unknown>): Promise<number> {
  for (let count = 0; count < 100; count++) {
    try {
      await call();
    } catch (error) {
      assert.equal((error as ConnectServiceException).$metadata?.httpStatusCode, 429, String(error));
      return count;
    }
  }
  return Number.POSITIVE_INFINITY;
}

const attributes = ({ connect, emulator }: Customer, InitialContactId = "nobody") =>
  connect
    .send(new GetContactAttributesCommand({ InstanceId: emulator.instanceId, InitialContactId }))
    .catch((error: Error) => {
      if (error.name !== "ResourceNotFoundException") throw error;
    });

describe("the rates of operations", () => {
  it("do not matter unless they are switched on", async () => {
    await using customer = await impatient({ clock: manualClock() });
    assert.equal(await passed(() => attributes(customer)), Number.POSITIVE_INFINITY);
  });

  it("let a burst pass, then as many a second as the table has, on the emulator's clock", async () => {
    const clock = manualClock();
    await using customer = await impatient({ clock, quotas: { rates: true } });
    const call = () => attributes(customer);
    assert.equal(await passed(call), 15);
    assert.equal(await passed(call), 0);
    clock.advance(99);
    assert.equal(await passed(call), 0);
    clock.advance(1);
    assert.equal(await passed(call), 1);
    clock.advance(1000);
    assert.equal(await passed(call), 10);
    clock.advance(60_000);
    assert.equal(await passed(call), 15);
  });

  it("are those of AWS's table, for each operation of its own", () => {
    const clock = manualClock();
    const limits = new RateLimits(clock, { rates: true }, defaultBehaviour);
    const measured = (service: "connect" | "connectparticipant", operation: string): string => {
      const pass = () => {
        for (let count = 0; ; count++) {
          try {
            limits.take(service, operation);
          } catch {
            return count;
          }
        }
      };
      const burst = pass();
      clock.advance(2000);
      return `${pass() / 2}/${burst}`;
    };
    const expected: Record<string, string> = {
      StartChatContact: "4/8",
      StartContactStreaming: "4/8",
      StopContactStreaming: "4/8",
      CreateParticipant: "4/8",
      CreatePersistentContactAssociation: "4/8",
      UpdateParticipantRoleConfig: "4/8",
      StopContact: "7.5/15",
      DescribeContact: "7.5/15",
      UpdateContact: "7.5/15",
      GetContactAttributes: "7.5/15",
      UpdateContactAttributes: "7.5/15",
      TagContact: "12.5/25",
      UntagContact: "12.5/25",
      SearchContacts: "0.5/1",
    };
    for (const operation of Object.keys(services.connect.operations)) {
      assert.equal(measured("connect", operation), expected[operation] ?? "2/5", operation);
    }
    const participant: Record<string, string> = {
      CreateParticipantConnection: "4.5/9",
      SendMessage: "7.5/15",
      SendEvent: "7.5/15",
      GetTranscript: "6/12",
      GetAttachment: "6/12",
      DisconnectParticipant: "2.5/5",
    };
    for (const operation of Object.keys(services.connectparticipant.operations)) {
      assert.equal(measured("connectparticipant", operation), participant[operation] ?? "2/5", operation);
    }
  });

  it("fill steadily, never beyond the burst, however the clock runs", () => {
    const random = identifiers(7);
    for (let round = 0; round < 200; round++) {
      const clock = manualClock();
      const limit: Rate = { perSecond: Math.ceil(random.random() * 20) / 2, burst: Math.ceil(random.random() * 20) };
      const limits = new RateLimits(clock, { rates: { StopContact: limit } }, defaultBehaviour);
      const start = clock.now();
      const times: number[] = [];
      for (let call = 0; call < 60; call++) {
        clock.advance(Math.floor(random.random() * 300));
        try {
          limits.take("connect", "StopContact");
          times.push(clock.now() - start);
        } catch {}
      }
      for (const [from, first] of times.entries()) {
        for (const [offset, last] of times.slice(from).entries()) {
          const most = limit.burst + ((last - first) * limit.perSecond) / 1000;
          assert.ok(offset + 1 <= most, `${offset + 1} calls in ${last - first} ms, with ${JSON.stringify(limit)}`);
        }
      }
    }
  });

  it("can be set by operation, over the table", async () => {
    const rates = { StopContact: { perSecond: 1, burst: 2 } };
    await using customer = await impatient({ clock: manualClock(), quotas: { rates } });
    const { ContactId } = await customer.start();
    assert.equal(await passed(() => customer.stop(ContactId)), 2);
    assert.equal(await passed(() => customer.start()), 7);
  });

  it("of one operation leave the others alone", async () => {
    await using customer = await impatient({ clock: manualClock(), quotas: { rates: true } });
    const { ContactId } = await customer.start();
    const TimeRange = { Type: "INITIATION_TIMESTAMP" as const, StartTime: new Date(0), EndTime: new Date(0) };
    const InstanceId = customer.emulator.instanceId;
    assert.equal(await passed(() => customer.connect.send(new SearchContactsCommand({ InstanceId, TimeRange }))), 1);
    await customer.stop(ContactId);
  });

  it("of the participant service are of the instance, whoever the participant is", async () => {
    await using customer = await impatient({ clock: manualClock(), quotas: { rates: true }, flows: [patient()] });
    const chats = [await customer.chat(), await customer.chat()];
    let turn = 0;
    const token = () => chats[turn++ % 2]?.ConnectionToken ?? "";
    assert.equal(await passed(() => customer.say(token(), "Hi")), 15);
    const ContentType = "application/vnd.amazonaws.connect.event.typing";
    const type = () => customer.participant.send(new SendEventCommand({ ConnectionToken: token(), ContentType }));
    const read = () => customer.participant.send(new GetTranscriptCommand({ ConnectionToken: token() }));
    assert.equal(await passed(type), 15);
    assert.equal(await passed(read), 12);
  });

  it("fill up when the emulator is reset", async () => {
    await using customer = await impatient({ clock: manualClock(), quotas: { rates: true } });
    assert.equal(await passed(() => attributes(customer)), 15);
    customer.emulator.reset();
    assert.equal(await passed(() => attributes(customer)), 15);
  });
});

describe("a call over its rate", () => {
  const none = { perSecond: 0, burst: 0 };

  it("is refused by connect as TooManyRequestsException", async () => {
    await using customer = await impatient({ quotas: { rates: { StartChatContact: none, DescribeContact: none } } });
    const error = await refusal(customer.start(), TooManyRequestsException);
    assert.equal(error.$metadata.httpStatusCode, 429);
    assert.equal(error.message, "Too Many Requests");
    const command = new DescribeContactCommand({ InstanceId: "i", ContactId: "c" });
    await refusal(customer.connect.send(command), TooManyRequestsException);
    assert.deepEqual(customer.emulator.contacts(), []);
  });

  it("is tried again by an SDK as it is, and passes when there is room", async () => {
    const rates = { StartChatContact: { perSecond: 1000, burst: 1 } };
    await using customer = await Customer.of({ quotas: { rates } });
    await Promise.all([customer.start(), customer.start(), customer.start()]);
    assert.equal(customer.emulator.contacts().length, 3);
  });

  it("is refused as the error that the operation declares when told so", async () => {
    await using customer = await impatient({
      quotas: { rates: { StartChatContact: none, DescribeContact: none } },
      behaviour: { throttledConnect: "declared" },
    });
    const command = new DescribeContactCommand({ InstanceId: "i", ContactId: "c" });
    const error = await refusal(customer.connect.send(command), ThrottlingException);
    assert.equal(error.$metadata.httpStatusCode, 429);
    await refusal(customer.start(), TooManyRequestsException);
  });

  it("is refused without a name when told so", async () => {
    await using customer = await impatient({
      quotas: { rates: { StartChatContact: none } },
      behaviour: { throttledConnect: "unnamed" },
    });
    const error = await refusal(customer.start(), ConnectServiceException);
    assert.equal(error.name, "Unknown");
    assert.equal(error.message, "Too Many Requests");
    const headers = { authorization: signature };
    const answer = await rawRequest(customer.emulator.url, "PUT /contact/chat", headers, "{}");
    assert.equal(answer.status, 429);
    assert.equal(answer.headers["x-amzn-errortype"], undefined);
    assert.equal(answer.body, '{"message":"Too Many Requests"}');
  });

  it("is refused by the participant service as ThrottlingException", async () => {
    await using customer = await impatient({ quotas: { rates: { SendMessage: none, DisconnectParticipant: none } } });
    const { ConnectionToken } = await customer.chat();
    const message = new SendMessageCommand({ ConnectionToken, ContentType: "text/plain", Content: "Hi" });
    const error = await refusal(customer.participant.send(message), ParticipantThrottlingException);
    assert.equal(error.$metadata.httpStatusCode, 429);
    const leaving = new DisconnectParticipantCommand({ ConnectionToken });
    await refusal(customer.participant.send(leaving), ParticipantThrottlingException);
  });

  it("is refused before what else is wrong with it, and counts all the same", async () => {
    const rates = { StopContact: { perSecond: 0, burst: 1 } };
    await using customer = await impatient({ quotas: { rates } });
    const wrong = new StopContactCommand({ InstanceId: customer.emulator.instanceId, ContactId: "x".repeat(257) });
    await refusal(customer.connect.send(wrong), InvalidParameterException);
    await refusal(customer.connect.send(wrong), TooManyRequestsException);
  });

  it("counts only when the model has nothing against it, when told so", async () => {
    const rates = { StopContact: { perSecond: 0, burst: 1 } };
    await using customer = await impatient({ quotas: { rates }, behaviour: { countedCalls: "valid" } });
    const { ContactId } = await customer.start();
    const wrong = new StopContactCommand({ InstanceId: customer.emulator.instanceId, ContactId: "x".repeat(257) });
    await refusal(customer.connect.send(wrong), InvalidParameterException);
    await customer.stop(ContactId);
    await refusal(customer.stop(ContactId), TooManyRequestsException);
    await refusal(customer.connect.send(wrong), InvalidParameterException);
  });

  it("does not count when it is not signed", async () => {
    const rates = { StopContact: { perSecond: 0, burst: 1 } };
    await using customer = await impatient({ quotas: { rates } });
    const { ContactId } = await customer.start();
    assert.equal((await rawRequest(customer.emulator.url, "POST /contact/stop", {}, "{}")).status, 403);
    await customer.stop(ContactId);
  });
});
