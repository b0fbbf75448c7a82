import assert from "node:assert/strict";
import { NotEmulatedError, startEmulator } from "../../provider/emulator/index.js";
import { action, disconnect, flow, greeting, say } from "../flows.js";
import { Customer } from "./customer.js";

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
