import assert from "node:assert/strict";
import { once } from "node:events";
import { ConnectClient, LimitExceededException, StartChatContactCommand } from "@aws-sdk/client-connect";
import { SendMessageCommand, ThrottlingException } from "@aws-sdk/client-connectparticipant";
import { WebSocket } from "ws";
import { type Fault, Faults } from "../../provider/emulator/faults.js";
import { manualClock } from "../../provider/emulator/index.js";
import { Customer, patient, refusal } from "./customer.js";
import { Frames, pong, refusedHandshake, subscribe, subscribed } from "./frames.js";

const eventPrefix = "application/vnd.amazonaws.connect.event.";

describe("faults on demand", () => {
  const taken = (faults: Faults, count: number, at = "SendMessage") =>
    Array.from({ length: count }, () => faults.take(at));

  it("happen at their point only, as often as asked for, in order", () => {
    const faults = new Faults();
    faults.add("SendMessage", "drop", 2);
    faults.add("SendMessage", "no answer", 1);
    faults.add("frame", "lose", 1);
    assert.deepEqual(taken(faults, 4), ["drop", "drop", "no answer", undefined]);
    assert.equal(faults.take("StartChatContact"), undefined);
    assert.equal(faults.take("frame"), "lose");
  });

  it("let as many calls go well first as asked for", () => {
    const faults = new Faults();
    faults.add("SendMessage", "drop", { skip: 2 });
    assert.deepEqual(taken(faults, 4), [undefined, undefined, "drop", undefined]);
  });

  it("happen at every n-th call, without end or a number of times", () => {
    const faults = new Faults();
    faults.add("SendMessage", "drop", { every: 3 });
    faults.add("GetTranscript", "drop", { every: 2, skip: 1, times: 2 });
    assert.deepEqual(
      taken(faults, 9).map((fault) => fault !== undefined),
      [false, false, true, false, false, true, false, false, true],
    );
    assert.deepEqual(
      taken(faults, 8, "GetTranscript").map((fault) => fault !== undefined),
      [false, false, true, false, true, false, false, false],
    );
  });

  it("wait while an older one is due, and then happen", () => {
    const faults = new Faults();
    faults.add("SendMessage", "drop", { every: 2 });
    faults.add("SendMessage", "no answer", { skip: 1 });
    assert.deepEqual(taken(faults, 4), [undefined, "drop", "no answer", "drop"]);
  });

  it("tell which of them wait, and how often they have happened", () => {
    const faults = new Faults();
    faults.add("SendMessage", "drop", { every: 2 });
    faults.add("frame", "lose", 2);
    taken(faults, 4);
    faults.take("frame");
    assert.deepEqual(faults.waiting, [
      { id: 1, at: "SendMessage", fault: "drop", every: 2, happened: 2 },
      { id: 2, at: "frame", fault: "lose", times: 2, happened: 1 },
    ]);
    faults.take("frame");
    assert.deepEqual(
      faults.waiting.map(({ id }) => id),
      [1],
    );
  });

  it("are forgotten one by one, or together", () => {
    const faults = new Faults();
    const [first, second] = [faults.add("frame", "lose", 5), faults.add("frame", "double", 5)];
    assert.equal(faults.drop(first.id), true);
    assert.equal(faults.drop(first.id), false);
    assert.equal(faults.take("frame"), "double");
    faults.clear();
    assert.deepEqual(faults.waiting, []);
    assert.equal(faults.take("frame"), undefined);
    assert.notEqual(faults.add("frame", "lose").id, second.id);
  });

  it("befall frames by their type, content type or event", () => {
    const item = (values: object) => JSON.stringify({ topic: "aws/chat", content: JSON.stringify(values) });
    const message = item({ Type: "MESSAGE", ContentType: "text/plain" });
    const joined = item({ Type: "EVENT", ContentType: `${eventPrefix}participant.joined` });
    for (const [at, first, second] of [
      ["frame", "lose", undefined],
      ["frame MESSAGE", "lose", undefined],
      ["frame text/plain", "lose", undefined],
      ["frame EVENT", undefined, "lose"],
      ["frame participant.joined", undefined, "lose"],
      ["frame chat.ended", undefined, undefined],
    ] as const) {
      const faults = new Faults();
      faults.add(at, "lose");
      assert.deepEqual([faults.takeFrame(message), faults.takeFrame(joined)], [first, second], at);
    }
  });

  for (const [at, fault, schedule, message] of [
    ["StartChatContactt", "drop", {}, /^Nothing goes wrong at StartChatContactt: /],
    ["constructor", "drop", {}, /^Nothing goes wrong at constructor: /],
    ["frame Message", "lose", {}, /^Nothing goes wrong at frame Message: /],
    ["StartChatContact", "lose", {}, /^At StartChatContact there is no fault lose; there are drop,/],
    ["frame", "half answer", {}, /^At frame there is no fault half answer; there are lose,/],
    ["frame", "close", {}, /needs a value/],
    ["frame", { close: 1006 }, {}, /^close is a code that a WebSocket can be closed with/],
    ["frame", { close: 2000 }, {}, /^close is a code/],
    ["frame", { delayMilliseconds: -1 }, {}, /^delayMilliseconds is a whole number, at least 0\.$/],
    [
      "SendMessage",
      { error: "FrogException" },
      {},
      /^SendMessage does not declare FrogException; give its HTTP status/,
    ],
    ["SendMessage", { error: "constructor" }, {}, /does not declare constructor/],
    ["SendMessage", { error: "FrogException", status: 200 }, {}, /^status is a whole number from 400 to 599\.$/],
    ["SendMessage", { error: "Frog Exception\r\n", status: 500 }, {}, /^error is the name of an error\.$/],
    ["SendMessage", "drop", { every: 0, times: 1.5 }, /^every is .* at least 1\. times is .* at least 1\.$/],
  ] as const) {
    it(`are refused where they could never happen: ${JSON.stringify(fault)} at ${at} ${JSON.stringify(schedule)}`, () => {
      const faults = new Faults();
      assert.throws(() => faults.add(at, fault as Fault, schedule), { name: "TypeError", message });
      assert.deepEqual(faults.waiting, []);
    });
  }
});

describe("a fault of an operation", () => {
  it("is an error that the operation declares, of the class of the SDK", async () => {
    await using customer = await Customer.of();
    customer.emulator.once("StartChatContact", { error: "LimitExceededException", message: "Enough." }, 3);
    const error = await refusal(customer.start(), LimitExceededException);
    assert.equal(error.message, "Enough.");
    assert.equal(error.$metadata.httpStatusCode, 429);
    assert.equal(error.$metadata.attempts, 3);
    assert.deepEqual(customer.emulator.contacts(), []);
    await customer.start();
  });

  it("is any error with any status", async () => {
    await using customer = await Customer.of();
    customer.emulator.once("StartChatContact", { error: "FrogException", status: 418 });
    const error = await refusal(customer.start(), Error);
    assert.equal(error.name, "FrogException");
  });

  it("befalls every n-th call until reset", async () => {
    await using customer = await Customer.of({ flows: [patient()] });
    const { ConnectionToken } = await customer.chat();
    customer.emulator.every(2, "SendMessage", { error: "ThrottlingException", message: "Slowly." });
    const send = async () => {
      const command = new SendMessageCommand({ ConnectionToken, ContentType: "text/plain", Content: "Hi" });
      const { $metadata } = await customer.participant.send(command);
      return $metadata.attempts;
    };
    assert.deepEqual([await send(), await send(), await send()], [1, 2, 2]);
    assert.equal(customer.emulator.faults()[0]?.happened, 2);
    customer.emulator.reset();
    assert.deepEqual([await send(), await send()], [1, 1]);
    assert.equal(ThrottlingException.name, "ThrottlingException");
  });

  for (const [fault, contacts] of [
    ["drop", 0],
    ["drop answer", 1],
    ["half answer", 1],
  ] as const) {
    it(`is "${fault}", after which ${contacts === 0 ? "nothing is" : "it is"} done`, async () => {
      await using customer = await Customer.of();
      const { url: endpoint, region } = customer.emulator;
      const credentials = { accessKeyId: "test", secretAccessKey: "test" };
      const hasty = new ConnectClient({ endpoint, region, credentials, maxAttempts: 1 });
      customer.emulator.once("StartChatContact", fault);
      await refusal(hasty.send(new StartChatContactCommand(customer.request())), Error);
      assert.equal(customer.emulator.contacts().length, contacts);
      hasty.destroy();
    });
  }

  it("is no answer, although it is done", async () => {
    await using customer = await Customer.of();
    const leaving = new AbortController();
    customer.emulator.once("StartChatContact", "no answer");
    const { signal: abortSignal } = leaving;
    const calling = refusal(
      customer.connect.send(new StartChatContactCommand(customer.request()), { abortSignal }),
      Error,
    );
    await customer.emulator.until((contacts) => contacts.length === 1);
    await customer.start();
    leaving.abort();
    assert.equal((await calling).name, "AbortError");
  });

  it("is a delay, on the emulator's clock", async () => {
    await using customer = await Customer.of({ clock: "manual" });
    customer.emulator.once("StartChatContact", { delayMilliseconds: 5000 });
    let answered = false;
    const calling = customer.start().then(() => {
      answered = true;
    });
    await customer.emulator.until((contacts) => contacts.length === 1);
    customer.emulator.advance(4999);
    await customer.start();
    assert.equal(answered, false);
    customer.emulator.advance(1);
    await calling;
  });

  it("is a delay that may be over before the call is done", async () => {
    await using customer = await Customer.of({ clock: "manual" });
    customer.emulator.once("StartChatContact", { delayMilliseconds: 5000 });
    const calling = customer.start();
    await customer.emulator.until((contacts) => contacts.length === 1);
    customer.emulator.advance(5000);
    await calling;
  });
});

describe("a fault of the socket", () => {
  it("refuses a handshake", async () => {
    await using customer = await Customer.of();
    const { url } = await customer.chat();
    customer.emulator.once("socket open", "refuse");
    assert.equal(await refusedHandshake(url), 403);
    await customer.subscribe(url);
  });

  it("cuts a handshake", async () => {
    await using customer = await Customer.of();
    const { url } = await customer.chat();
    customer.emulator.once("socket open", "drop");
    const [error] = await once(new WebSocket(url), "error");
    assert.match(String(error), /ECONNRESET|hang up/);
  });

  it("closes a socket as soon as it is open", async () => {
    await using customer = await Customer.of();
    const { url } = await customer.chat();
    customer.emulator.once("socket open", { close: 1011 });
    assert.equal(await (await customer.open(url)).closed, 1011);
  });

  it("delays a handshake", async () => {
    const clock = manualClock();
    await using customer = await Customer.of({ clock });
    const { url } = await customer.chat();
    customer.emulator.once("socket open", { delayMilliseconds: 1000 });
    let open = false;
    const opening = customer.open(url).then(() => {
      open = true;
    });
    while (customer.emulator.faults().length > 0) await customer.start();
    clock.advance(999);
    await customer.start();
    assert.equal(open, false);
    clock.advance(1);
    await opening;
  });

  for (const [fault, code] of [
    [{ close: 4000 }, 4000],
    ["drop", 1006],
  ] as const) {
    it(`ends a socket in place of the subscription: ${JSON.stringify(fault)}`, async () => {
      await using customer = await Customer.of();
      const { url, ContactId } = await customer.chat();
      customer.emulator.once("subscribe", fault);
      const frames = await customer.open(url);
      frames.send(subscribe);
      assert.equal(await frames.closed, code);
      assert.deepEqual(frames.received, []);
      assert.equal(customer.view(ContactId).joined, false);
    });
  }

  it("answers a subscription with failure", async () => {
    await using customer = await Customer.of();
    const frames = await customer.open((await customer.chat()).url);
    customer.emulator.once("subscribe", "refuse");
    frames.send(subscribe);
    assert.equal(await frames.next(), subscribed.replace("success", "failure"));
    frames.send(subscribe);
    assert.equal(await frames.next(), subscribed);
  });

  it("passes over a subscription", async () => {
    await using customer = await Customer.of();
    const frames = await customer.open((await customer.chat()).url);
    customer.emulator.once("subscribe", "ignore");
    frames.send(subscribe);
    assert.deepEqual(await frames.settled(), [pong]);
  });

  it("subscribes late, or not at all where the socket is closed by then", async () => {
    await using customer = await Customer.of({ clock: "manual" });
    const { url, ContactId } = await customer.chat();
    customer.emulator.once("subscribe", { delayMilliseconds: 10_000 }, 2);
    const gone = await customer.open(url);
    gone.send(subscribe);
    await gone.settled();
    await gone.close();
    const frames = await customer.open(url);
    frames.send(subscribe);
    await frames.settled();
    customer.emulator.advance(9_999);
    assert.deepEqual(await frames.settled(), [pong, pong]);
    assert.equal(customer.view(ContactId).joined, false);
    customer.emulator.advance(1);
    assert.equal(await frames.next(), subscribed);
    assert.equal(customer.view(ContactId).joined, true);
    assert.deepEqual(gone.received, [pong]);
  });

  it("closes a socket right after its subscription", async () => {
    await using customer = await Customer.of();
    const { url, ContactId } = await customer.chat();
    customer.emulator.once("subscribe", { closeAfter: 1001 });
    const frames = await customer.subscribe(url);
    assert.equal(await frames.closed, 1001);
    assert.equal(customer.view(ContactId).joined, true);
  });

  it("closes a socket instead of the n-th frame", async () => {
    await using customer = await Customer.of();
    const { url } = await customer.chat();
    customer.emulator.once("frame", { close: 1012 }, { skip: 1 });
    const frames = await customer.subscribe(url);
    assert.equal(await frames.closed, 1012);
    assert.equal(frames.received.length, 2, "the subscription and participant.joined");
  });

  it("closes a socket after an item of a type", async () => {
    await using customer = await Customer.of();
    const { url } = await customer.chat();
    customer.emulator.once("frame MESSAGE", { closeAfter: 1001 });
    const frames = await customer.subscribe(url);
    assert.equal((await frames.nextItem(({ Type }) => Type === "MESSAGE")).Content, "Hello");
    assert.equal(await frames.closed, 1001);
  });

  it("loses or doubles a message", async () => {
    await using customer = await Customer.of({ flows: [patient()] });
    const { url, ConnectionToken } = await customer.chat();
    const frames = await customer.subscribe(url);
    await frames.nextItem(({ Content }) => Content === "Hello");
    customer.emulator.once("frame", "lose");
    customer.emulator.once("frame", "double");
    await customer.say(ConnectionToken, "lost");
    await customer.say(ConnectionToken, "twice");
    await customer.say(ConnectionToken, "once");
    const heard = [await frames.nextItem(), await frames.nextItem(), await frames.nextItem()];
    assert.deepEqual(
      heard.map(({ Content }) => Content),
      ["twice", "twice", "once"],
    );
    assert.equal(heard[0]?.Id, heard[1]?.Id);
    const { contents } = await customer.page({ ConnectionToken });
    assert(contents.includes("lost"), "A frame that is lost is in the transcript.");
  });

  it("delays a message, so that a later one overtakes it", async () => {
    await using customer = await Customer.of({ flows: [patient()], clock: "manual" });
    const { url, ConnectionToken } = await customer.chat();
    const frames = await customer.subscribe(url);
    await frames.nextItem(({ Content }) => Content === "Hello");
    customer.emulator.once("frame MESSAGE", { delayMilliseconds: 2000 });
    await customer.say(ConnectionToken, "first");
    await customer.say(ConnectionToken, "second");
    assert.equal((await frames.nextItem()).Content, "second");
    customer.emulator.advance(2000);
    assert.equal((await frames.nextItem()).Content, "first");
  });

  it("cuts a socket without a close frame", async () => {
    await using customer = await Customer.of();
    const { url } = await customer.chat();
    customer.emulator.once("frame participant.joined", "drop");
    assert.equal(await (await customer.subscribe(url)).closed, 1006);
  });

  it("leaves a heartbeat or a ping without an answer", async () => {
    await using customer = await Customer.of();
    const frames = await Frames.open((await customer.chat()).url);
    customer.emulator.once("heartbeat", "ignore");
    customer.emulator.once("ping", "ignore");
    frames.send('{"topic":"aws/heartbeat"}');
    frames.send('{"topic":"aws/ping"}');
    assert.deepEqual(await frames.settled(), [pong]);
    await frames.close();
  });
});
