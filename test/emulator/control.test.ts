import assert from "node:assert/strict";
import { greeting } from "../flows.js";
import { assertNoToken } from "../project/tokens.js";
import { Customer, patient } from "./customer.js";
import { type RawAnswer, rawRequest } from "./raw-request.js";

const bot = (name: string, text: string) => greeting(name, text).content;

describe("the emulator's control paths", () => {
  const call = (customer: Customer, operation: string, body?: unknown, headers: Record<string, string> = {}) =>
    rawRequest(customer.emulator.url, operation, headers, body === undefined ? "" : JSON.stringify(body));
  const json = async (calling: Promise<RawAnswer>) => {
    const { status, headers, body } = await calling;
    assert.equal(headers["content-type"], "application/json");
    assert.equal(status, 200, body);
    return JSON.parse(body);
  };

  it("tell what there is", async () => {
    await using customer = await Customer.of();
    const { paths } = await json(call(customer, "GET /emulator"));
    assert.deepEqual(paths["/emulator/clock"], ["GET", "POST"]);
    for (const [path, methods] of Object.entries<string[]>(paths)) {
      for (const method of methods.filter((name) => name === "GET")) {
        const { status } = await call(customer, `${method} ${path.replace("*", "1")}`);
        assert.equal(status, path.endsWith("*") ? 404 : 200, path);
      }
    }
  });

  it("show everything, and no token", async () => {
    await using customer = await Customer.of({ flows: [patient()], region: "eu-west-2", clock: "manual" });
    const { ContactId, url, ConnectionToken, ParticipantToken } = await customer.chat({ ClientToken: "client-token" });
    await customer.subscribe(url);
    await customer.say(ConnectionToken, "Hi");
    customer.emulator.once("frame", "lose");
    const { body } = await call(customer, "GET /emulator/state");
    const state = JSON.parse(body);
    assert.deepEqual(Object.keys(state), [
      "time",
      "region",
      "instanceId",
      "instanceArn",
      "flows",
      "modules",
      "queues",
      "contacts",
      "faults",
    ]);
    assert.equal(state.region, "eu-west-2");
    assert.equal(state.instanceId, customer.emulator.instanceId);
    assert.deepEqual(
      state.flows.map(({ id, name }: { id: string; name: string }) => [id, name]),
      customer.emulator.flows.map(({ id, name }) => [id, name]),
    );
    const [contact, ...others] = state.contacts;
    assert.deepEqual(others, []);
    assert.equal(contact.id, ContactId);
    assert.equal(contact.state, "open");
    assert.equal(contact.joined, true);
    assert.deepEqual(
      contact.items.map(({ Type, Content = "" }: { Type: string; Content?: string }) => `${Type} ${Content}`.trim()),
      ["EVENT", "MESSAGE Hello", "MESSAGE Hi"],
    );
    assert.equal(contact.trace[0].type, "MessageParticipant");
    assert.deepEqual(state.faults, [{ id: 1, at: "frame", fault: "lose", times: 1, happened: 0 }]);
    assertNoToken(body);
    const secrets = [ParticipantToken, ConnectionToken, new URL(url).pathname, "client-token"];
    assert.deepEqual(
      secrets.filter((secret) => body.includes(secret)),
      [],
    );
  });

  it("show one contact", async () => {
    await using customer = await Customer.of();
    const [first, second] = [await customer.start(), await customer.start()];
    const shown = await json(call(customer, `GET /emulator/contacts/${second.ContactId}`));
    assert.equal(shown.id, second.ContactId);
    const { contacts } = await json(call(customer, "GET /emulator/contacts"));
    assert.deepEqual(
      contacts.map(({ id }: { id: string }) => id),
      [first.ContactId, second.ContactId],
    );
    await assertRefused(call(customer, "GET /emulator/contacts/nobody"), 404, "NOT_FOUND", /no contact nobody/);
  });

  it("plan faults, list them and drop them", async () => {
    await using customer = await Customer.of();
    const planned = await json(
      call(customer, "POST /emulator/faults", {
        at: "StartChatContact",
        fault: { error: "InternalServiceException" },
        every: 2,
        times: 1,
      }),
    );
    assert.equal(planned.id, 1);
    const metadata = async () => {
      await customer.start();
      const { faults } = await json(call(customer, "GET /emulator/faults"));
      return faults.map(({ happened }: { happened: number }) => happened);
    };
    assert.deepEqual(await metadata(), [0]);
    assert.deepEqual(await metadata(), []);
    for (const at of ["frame", "SendMessage", "ping"]) {
      await json(call(customer, "POST /emulator/faults", { at, fault: "drop" }));
    }
    await json(call(customer, "DELETE /emulator/faults/3"));
    await assertRefused(call(customer, "DELETE /emulator/faults/3"), 404, "NOT_FOUND", /no fault 3/);
    assert.deepEqual(
      customer.emulator.faults().map(({ at }) => at),
      ["frame", "ping"],
    );
    await json(call(customer, "DELETE /emulator/faults"));
    assert.deepEqual(customer.emulator.faults(), []);
  });

  it("reset faults, and contacts when told so", async () => {
    await using customer = await Customer.of();
    const { ContactId, ParticipantToken, ConnectionToken, url } = await customer.chat({ ClientToken: "once" });
    const frames = await customer.subscribe(url);
    await frames.nextItem(({ Content }) => Content === "Hello");
    customer.emulator.once("frame", "lose");
    await json(call(customer, "POST /emulator/reset"));
    assert.deepEqual(customer.emulator.faults(), []);
    assert.equal(customer.view(ContactId).state, "open");
    const forgotten = customer.emulator.until((contacts) => contacts.length === 0);
    await json(call(customer, "POST /emulator/reset", { contacts: true }));
    await forgotten;
    assert.equal(await frames.closed, 1001);
    assert.deepEqual(customer.emulator.contacts(), []);
    for (const token of [ParticipantToken, ConnectionToken]) {
      const answer = await rawRequest(customer.emulator.url, "POST /participant/connection", { "x-amz-bearer": token });
      assert.equal(answer.status, 403);
    }
    assert.notEqual((await customer.start({ ClientToken: "once" })).ContactId, ContactId);
  });

  it("move the manual clock, and tell its time", async () => {
    await using customer = await Customer.of({ clock: "manual" });
    const { ContactId } = await customer.start();
    const before = await json(call(customer, "GET /emulator/clock"));
    assert.equal(before.manual, true);
    const { time } = await json(call(customer, "POST /emulator/clock", { advanceMilliseconds: 299_999 }));
    assert.equal(Date.parse(time) - Date.parse(before.time), 299_999);
    assert.equal(customer.view(ContactId).state, "open");
    await json(call(customer, "POST /emulator/clock", { advanceMilliseconds: 1 }));
    assert.equal(customer.view(ContactId).disconnectReason, "CUSTOMER_CONNECTION_NOT_ESTABLISHED");
  });

  it("refuse to move another clock", async () => {
    await using customer = await Customer.of();
    assert.equal((await json(call(customer, "GET /emulator/clock"))).manual, false);
    const moving = call(customer, "POST /emulator/clock", { advanceMilliseconds: 1 });
    await assertRefused(moving, 409, "CLOCK_NOT_MANUAL", /clock manual/);
  });

  it("load a flow, replace it and forget it", async () => {
    await using customer = await Customer.of();
    const post = (text: string) =>
      call(customer, "POST /emulator/flows", { name: "welcome", content: bot("welcome", text) });
    const { id, name, type } = await json(post("Hello"));
    assert.deepEqual([name, type], ["welcome", "CONTACT_FLOW"]);
    assert.equal((await json(post("Good day"))).id, id);
    assert.equal(customer.emulator.flow("welcome").id, id);
    const { ContactId, url } = await customer.chat({ ContactFlowId: id });
    await (await customer.subscribe(url)).nextItem(({ Content }) => Content === "Good day");
    await json(call(customer, `DELETE /emulator/flows/${id}`));
    await assertRefused(call(customer, `DELETE /emulator/flows/${id}`), 404, "NOT_FOUND", /no flow/);
    assert.throws(() => customer.emulator.flow("welcome"));
    assert.equal(customer.view(ContactId).state, "open");
  });

  for (const [operation, body, message] of [
    ["POST /emulator/faults", undefined, /A fault is/],
    ["POST /emulator/faults", { at: "nowhere", fault: "drop" }, /Nothing goes wrong at nowhere/],
    ["POST /emulator/faults", { at: "frame", fault: null }, /there is no fault null/],
    ["POST /emulator/faults", { at: "frame", fault: "lose", often: 2 }, /There is no often here; there are at, fault/],
    ["POST /emulator/reset", { contact: true }, /There is no contact here/],
    ["POST /emulator/reset", { contacts: 1 }, /contacts is true or false/],
    ["POST /emulator/reset", [], /not a JSON object/],
    ["POST /emulator/clock", { advanceMilliseconds: -1 }, /at least 0/],
    ["POST /emulator/clock", {}, /is a number/],
    ["POST /emulator/flows", { name: "x" }, /A flow is/],
    ["POST /emulator/flows", { name: "x", content: { Version: "1" } }, /The flow x cannot be used/],
    ["POST /emulator/flows", { file: "/etc/passwd" }, /There is no file here/],
  ] as const) {
    it(`refuse ${operation} ${JSON.stringify(body)}`, async () => {
      await using customer = await Customer.of();
      await assertRefused(call(customer, operation, body), 400, "INVALID", message);
    });
  }

  it("name what is missing of a flow with actions that are not emulated", async () => {
    await using customer = await Customer.of();
    const content = JSON.stringify(bot("x", "Hello")).replace('"Wait"', '"SummonFrog"');
    const answer = call(customer, "POST /emulator/flows", { name: "x", content });
    await assertRefused(answer, 400, "INVALID", /SummonFrog/);
  });

  it("answer what they do not have, and methods that they do not take, in their own form", async () => {
    await using customer = await Customer.of();
    for (const path of ["/emulator/nowhere", "/emulator/state/1", "/emulator/contacts/1/2"]) {
      await assertRefused(call(customer, `GET ${path}`), 404, "NOT_FOUND", /There is nothing at/);
    }
    const answer = await call(customer, "PUT /emulator/clock");
    assert.equal(answer.status, 405);
    assert.equal(answer.headers.allow, "GET, POST");
    assert.equal(JSON.parse(answer.body).error.code, "METHOD_NOT_ALLOWED");
  });

  it("answer HEAD as GET, without the body", async () => {
    await using customer = await Customer.of();
    const { status, headers, body } = await call(customer, "HEAD /emulator/state");
    assert.equal(status, 200);
    assert.ok(Number(headers["content-length"]) > 100);
    assert.equal(body, "");
  });

  it("are closed to other hosts, and to pages of other origins", async () => {
    await using customer = await Customer.of();
    assert.equal((await call(customer, "GET /emulator/state", undefined, { host: "evil.example" })).status, 403);
    for (const origin of ["https://evil.example", "null", "http://localhost.evil.example", "http://127.0.0.1@evil"]) {
      const answer = await call(customer, "POST /emulator/reset", undefined, { origin });
      assert.equal(answer.status, 403, origin);
      assert.equal(JSON.parse(answer.body).error.code, "FOREIGN_ORIGIN");
      assert.equal(answer.headers["access-control-allow-origin"], undefined);
    }
  });

  it("are open to pages of this machine", async () => {
    await using customer = await Customer.of();
    const origin = "http://localhost:8080";
    const preflight = await call(customer, "OPTIONS /emulator/faults", undefined, { origin });
    assert.equal(preflight.status, 200);
    assert.equal(preflight.headers["access-control-allow-origin"], origin);
    assert.match(String(preflight.headers["access-control-allow-headers"]), /content-type/);
    const { headers } = await call(customer, "GET /emulator/state", undefined, { origin });
    assert.equal(headers["access-control-allow-origin"], origin);
  });

  it("take no body beyond the limit", async () => {
    await using customer = await Customer.of();
    const answer = await rawRequest(customer.emulator.url, "POST /emulator/reset", {}, "x".repeat(5_000_000));
    assert.equal(answer.status, 413);
    assert.equal(JSON.parse(answer.body).error.code, "INVALID");
  });
});

async function assertRefused(calling: Promise<RawAnswer>, status: number, code: string, message: RegExp) {
  const answer = await calling;
  assert.equal(answer.status, status, answer.body);
  const { error } = JSON.parse(answer.body);
  assert.deepEqual(Object.keys(error), ["code", "message"]);
  assert.equal(error.code, code);
  assert.match(error.message, message);
}
