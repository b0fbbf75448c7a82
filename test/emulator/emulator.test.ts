import assert from "node:assert/strict";
import { manualClock, NotEmulatedError, startEmulator } from "../../provider/emulator/index.js";
import { action, disconnect, flow, greeting, say } from "../flows.js";
import { assertNoToken } from "../project/tokens.js";
import { Customer } from "./customer.js";
import { rawRequest, signature } from "./raw-request.js";

const farewell = () => flow("farewell", say("bye", "Goodbye", "end"), disconnect());

describe("startEmulator", () => {
  it("listens on loopback and tells who it is", async () => {
    await using emulator = await startEmulator({
      region: "eu-central-1",
      accountId: "999999999999",
      instanceId: "i-1",
    });
    assert.match(emulator.url, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.equal(emulator.region, "eu-central-1");
    assert.equal(emulator.instanceId, "i-1");
    assert.equal(emulator.instanceArn, "arn:aws:connect:eu-central-1:999999999999:instance/i-1");
    assert.deepEqual(emulator.flows, []);
  });

  it("finds a flow by its name", async () => {
    await using emulator = await startEmulator({ flows: [greeting(), farewell()] });
    const { id, arn, name, type } = emulator.flow("farewell");
    assert.equal(arn, `${emulator.instanceArn}/contact-flow/${id}`);
    assert.equal(name, "farewell");
    assert.equal(type, "CONTACT_FLOW");
    assert.notEqual(id, emulator.flow("greeting").id);
  });

  it("names the flows that there are when asked for another", async () => {
    await using emulator = await startEmulator({ flows: [greeting(), farewell()] });
    assert.throws(() => emulator.flow("other"), {
      message: "There is no flow named other; there are: greeting, farewell.",
    });
    await using empty = await startEmulator();
    assert.throws(() => empty.flow("other"), { message: "There is no flow named other; there are: none." });
  });

  it("gives a flow the same id on every start", async () => {
    await using first = await startEmulator({ flows: [greeting(), farewell()] });
    await using second = await startEmulator({ flows: [farewell()] });
    assert.equal(second.flow("farewell").id, first.flow("farewell").id);
  });

  it("refuses a flow that cannot be used, and says why", async () => {
    const broken = { name: "broken", content: { Version: "2019-10-30", StartAction: "nowhere", Actions: [] } };
    await assert.rejects(startEmulator({ flows: [broken] }), /The flow broken cannot be used: .*nowhere/);
  });

  it("names every action type that it lacks, each once", async () => {
    const unknown = flow(
      "unknown",
      action("a", "InvokeSpell", {}, { next: "b" }),
      action("b", "InvokeSpell", {}, { next: "c" }),
      action("c", "SummonAgent", {}, { next: "end" }),
      disconnect(),
    );
    await assert.rejects(startEmulator({ flows: [unknown] }), (error: unknown) => {
      assert.ok(error instanceof NotEmulatedError);
      assert.deepEqual(error.missing, ["InvokeSpell", "SummonAgent"]);
      assert.match(error.message, /^The flow unknown has 2 action types .*: InvokeSpell, SummonAgent\.$/);
      return true;
    });
  });

  it("starts the flow at the first subscription", async () => {
    await using customer = await Customer.of();
    const { ContactId, url } = await customer.chat();
    assert.deepEqual(customer.view(ContactId).messages, []);
    await customer.subscribe(url);
    assert.deepEqual(customer.view(ContactId).messages, [{ role: "SYSTEM", content: "Hello" }]);
  });

  it("starts the flow with the contact when told so, and not again at the subscription", async () => {
    await using customer = await Customer.of({ behaviour: { flowStart: "created" } });
    const { ContactId, url } = await customer.chat();
    assert.deepEqual(customer.view(ContactId).messages, [{ role: "SYSTEM", content: "Hello" }]);
    const frames = await customer.subscribe(url);
    await frames.settled();
    assert.equal(customer.view(ContactId).messages.length, 1);
  });

  it("shows every contact, oldest first, and how it fared", async () => {
    await using customer = await Customer.of({ flows: [greeting(), farewell()] });
    const first = await customer.start({ Attributes: { plan: "gold" } });
    const second = await customer.chat({ ContactFlowId: customer.emulator.flow("farewell").id });
    await (await customer.subscribe(second.url)).nextEvent("chat.ended");
    const [open, ended, ...others] = customer.emulator.contacts();
    assert.deepEqual(others, []);
    assert.equal(open?.id, first.ContactId);
    assert.equal(open?.flow, "greeting");
    assert.equal(open?.state, "open");
    assert.equal(open?.disconnectReason, undefined);
    assert.deepEqual(open?.attributes, { plan: "gold" });
    assert.deepEqual(open?.messages, []);
    assert.deepEqual(open?.trace, []);
    assert.equal(ended?.id, second.ContactId);
    assert.equal(ended?.state, "ended");
    assert.equal(ended?.disconnectReason, "CONTACT_FLOW_DISCONNECT");
    assert.deepEqual(
      ended?.trace.map(({ action, result }) => [action, result]),
      [
        ["bye", "success"],
        ["end", "disconnected"],
      ],
    );
  });

  it("shows no token", async () => {
    await using customer = await Customer.of();
    const { ParticipantToken, ConnectionToken, url } = await customer.chat({ ClientToken: "client-token" });
    await customer.subscribe(url);
    const shown = JSON.stringify(customer.emulator.contacts());
    const secrets = [ParticipantToken, ConnectionToken, new URL(url).pathname.replace("/chat/", ""), "client-token"];
    assert.equal(secrets.filter((secret) => secret === "" || shown.includes(secret)).length, 0);
  });

  it("repeats ids and tokens for a seed", async () => {
    const started = async (seed: number) => {
      await using customer = await Customer.of({ seed });
      return await customer.start();
    };
    const first = await started(7);
    assert.ok(isDeepEqual(await started(7), first), "The seed gave other ids.");
    assert.ok(!isDeepEqual(await started(8), first), "Another seed gave the same ids.");
  });

  describe("waiting for contacts", () => {
    it("resolves at once where the condition holds, and else with the change that makes it hold", async () => {
      await using customer = await Customer.of();
      await customer.emulator.until((contacts) => contacts.length === 0);
      const greeted = customer.emulator.until(([contact]) => contact?.messages[0]?.content === "Hello");
      const traced = customer.emulator.until(([contact]) => contact?.trace.length === 1);
      await customer.subscribe((await customer.chat()).url);
      await Promise.all([greeted, traced]);
    });

    it("looks at a contact no sooner than it is whole", async () => {
      await using customer = await Customer.of();
      const seen: string[] = [];
      const spoken = customer.emulator.until((contacts) => {
        seen.push(
          ...contacts.map((contact) => `${contact.state} ${contact.joined} ${JSON.stringify(contact).length > 0}`),
        );
        return contacts[0]?.messages[0]?.content === "Hi";
      });
      await customer.start({ InitialMessage: { ContentType: "text/plain", Content: "Hi" } });
      await spoken;
      assert.deepEqual([...new Set(seen)], ["open false true"]);
    });

    it("sees a state that does not last", async () => {
      await using customer = await Customer.of({ flows: [farewell()] });
      const open = customer.emulator.until(([contact]) => contact?.joined === true && contact.state === "open");
      await (await customer.subscribe((await customer.chat()).url)).nextEvent("chat.ended");
      await open;
    });

    it("rejects with what the condition throws", async () => {
      await using emulator = await startEmulator();
      await assert.rejects(
        emulator.until(() => {
          throw new Error("no");
        }),
        /^Error: no$/,
      );
    });

    it("rejects when the emulator is closed before", async () => {
      const emulator = await startEmulator();
      const waiting = assert.rejects(
        emulator.until(() => false),
        /was closed before the condition held/,
      );
      await emulator.close();
      await waiting;
    });

    it("shows contacts as they were when it was asked for them", async () => {
      await using customer = await Customer.of();
      const { url } = await customer.chat();
      const [before] = customer.emulator.contacts();
      const shown = JSON.stringify(before);
      await (await customer.subscribe(url)).nextItem(({ Content }) => Content === "Hello");
      assert.equal(JSON.stringify(before), shown);
    });
  });

  it("moves the manual clock, its own or one of yours", async () => {
    for (const clock of ["manual", manualClock()] as const) {
      await using customer = await Customer.of({ clock });
      await customer.start();
      customer.emulator.advance(5 * 60_000);
      assert.equal(customer.emulator.contacts()[0]?.disconnectReason, "CUSTOMER_CONNECTION_NOT_ESTABLISHED");
    }
  });

  it("moves no other clock", async () => {
    for (const clock of ["real", "instant"] as const) {
      await using emulator = await startEmulator({ clock });
      assert.throws(() => emulator.advance(1), /Only a manual clock can be advanced.*clock: "manual"/);
    }
  });

  it("loads a flow in place of another with its id, unless told not to", async () => {
    await using customer = await Customer.of();
    const { emulator } = customer;
    const { ContactId, url } = await customer.chat();
    const { id } = emulator.flow("greeting");
    assert.equal(emulator.load(greeting("greeting", "Good day")).id, id);
    await (await customer.subscribe(url)).nextItem(({ Content }) => Content === "Hello");
    assert.equal(customer.view(ContactId).state, "open");
    const later = await customer.chat();
    await (await customer.subscribe(later.url)).nextItem(({ Content }) => Content === "Good day");
    assert.throws(() => emulator.load(greeting("greeting"), false), /Two flows are the same one/);
    assert.throws(() => emulator.load(greeting("greeting"), "other"), /Two flows are the same one/);
    assert.equal(emulator.load(greeting("greeting"), id).id, id);
    assert.deepEqual([emulator.unload(id), emulator.unload(id)], [true, false]);
    assert.deepEqual(emulator.flows, []);
  });

  it("tells of every call and action in a line without a token", async () => {
    const lines: string[] = [];
    await using customer = await Customer.of({ flows: [farewell()], log: (line) => lines.push(line) });
    const { ContactId, url, ParticipantToken } = await customer.chat();
    await (await customer.subscribe(url)).nextEvent("chat.ended");
    await assert.rejects(customer.connection(ParticipantToken));
    customer.emulator.once("StopContact", "drop", 3);
    await assert.rejects(customer.stop(ContactId));
    const expected = [
      `contact ${ContactId} begins with the flow farewell`,
      "StartChatContact → 200",
      "CreateParticipantConnection → 200",
      `${ContactId} bye`,
      `${ContactId} end`,
      `contact ${ContactId} ended: CONTACT_FLOW_DISCONNECT`,
      "CreateParticipantConnection → 403 AccessDeniedException",
      ...Array<string>(3).fill("StopContact → cut off"),
    ];
    const read = lines.map((line) => {
      if (!line.startsWith("{")) return line;
      const record = JSON.parse(line);
      return `${record.ContactId} ${record.Identifier}`;
    });
    assert.deepEqual(read.sort(), expected.sort());
    assertNoToken(lines.join("\n"));
  });

  it("takes any Host header where it listens for other machines, and names that host in socket URLs", async () => {
    await using customer = await Customer.of({ host: "0.0.0.0" });
    const { url, instanceId, flows } = customer.emulator;
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
    const request = { InstanceId: instanceId, ContactFlowId: flows[0]?.id, ParticipantDetails: { DisplayName: "Ada" } };
    for (const [host, expected] of [
      ["emulator.example:4510", "emulator.example:4510"],
      ["localhost:4510", "127.0.0.1:4510"],
    ] as const) {
      const start = await rawRequest(
        url,
        "PUT /contact/chat",
        { host, authorization: signature },
        JSON.stringify(request),
      );
      const { ParticipantToken } = JSON.parse(start.body);
      const headers = { host, "x-amz-bearer": ParticipantToken };
      const answer = await rawRequest(url, "POST /participant/connection", headers, '{"Type":["WEBSOCKET"]}');
      assert.equal(new URL(JSON.parse(answer.body).Websocket.Url).host, expected);
    }
  });

  it("refuses a WebSocket of a foreign Host", async () => {
    await using customer = await Customer.of();
    const { url } = await customer.chat();
    const { pathname } = new URL(url);
    const handshake = {
      connection: "upgrade",
      upgrade: "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": "AAAAAAAAAAAAAAAAAAAAAA==",
    };
    const answer = await rawRequest(customer.emulator.url, `GET ${pathname}`, { ...handshake, host: "evil.example" });
    assert.equal(answer.status, 403);
    await customer.subscribe(url);
  });

  it("says why it cannot listen", async () => {
    await using emulator = await startEmulator();
    const port = Number(new URL(emulator.url).port);
    await assert.rejects(startEmulator({ port }), { code: "EADDRINUSE", syscall: "listen" });
  });

  it("frees the port and closes its sockets at the end", async () => {
    const customer = await Customer.of();
    const port = Number(new URL(customer.emulator.url).port);
    const frames = await customer.subscribe((await customer.chat()).url);
    await customer.emulator.close();
    await frames.closed;
    await using again = await startEmulator({ port });
    assert.equal(new URL(again.url).port, String(port));
    await customer[Symbol.asyncDispose]();
  });
});

function isDeepEqual(one: object, other: object): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
