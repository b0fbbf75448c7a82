import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { forgetUnended, recordUnended, unendedContacts } from "../../provider/chat/unended.js";
import { surroundings } from "./surroundings.js";

const day = 24 * 3_600_000;

describe("contacts that stayed open", () => {
  let state: string;
  let now: number;

  beforeEach(() => {
    state = mkdtempSync(join(tmpdir(), "chat-check-state-"));
    now = Date.parse("2026-01-02T03:04:05.678Z");
  });
  afterEach(() => rmSync(state, { recursive: true }));

  const taken = (environment: Readonly<Record<string, string>> = { XDG_STATE_HOME: state }) =>
    surroundings({ environment, now: () => now });
  const record = (contactId: string) => recordUnended({ instanceId: "i", contactId }, {}, taken());
  const known = () => unendedContacts(taken()).map(({ contactId }) => contactId);
  const folder = () => join(state, "connect-chat-check/contacts");

  it("are recorded by their ids, and by where to find them", () => {
    const target = {
      region: "eu-west-1",
      profile: "ci",
      endpoint: "http://127.0.0.1:1",
      assumeRole: { roleArn: "arn:aws:iam::123456789012:role/deploy", externalId: "x", sessionName: "s" },
    };
    assert.equal(recordUnended({ instanceId: "i-1", contactId: "c-1" }, target, taken()), true);
    const expected = {
      instanceId: "i-1",
      contactId: "c-1",
      region: "eu-west-1",
      profile: "ci",
      endpoint: "http://127.0.0.1:1",
      roleArn: "arn:aws:iam::123456789012:role/deploy",
      since: "2026-01-02T03:04:05.678Z",
    };
    assert.deepEqual(unendedContacts(taken()), [expected]);
    assert.deepEqual(JSON.parse(readFileSync(join(folder(), "c-1.json"), "utf8")), expected);
  });

  it("are found by the environment of the check where its input did not tell", () => {
    const environment = {
      XDG_STATE_HOME: state,
      AWS_DEFAULT_REGION: "eu-west-3",
      AWS_PROFILE: "mine",
      AWS_ENDPOINT_URL: "http://127.0.0.1:2",
    };
    recordUnended({ instanceId: "i", contactId: "c" }, {}, taken(environment));
    const [contact] = unendedContacts(taken());
    assert.deepEqual(
      [contact?.region, contact?.profile, contact?.endpoint],
      ["eu-west-3", "mine", "http://127.0.0.1:2"],
    );
  });

  it("come oldest first, and once each", () => {
    for (const id of ["b", "a", "c", "b"]) {
      now += 1_000;
      record(id);
    }
    assert.deepEqual(known(), ["a", "c", "b"]);
  });

  it("are forgotten when they are told to be, which may be twice", () => {
    record("a");
    record("b");
    forgetUnended("a", taken());
    forgetUnended("a", taken());
    assert.deepEqual(known(), ["b"]);
  });

  it("are forgotten after the seven days that a chat lives at most", () => {
    record("a");
    now += 7 * day;
    assert.deepEqual(known(), ["a"]);
    now += 1;
    assert.deepEqual(known(), []);
    assert.deepEqual(readdirSync(folder()), []);
  });

  it("are those of whole records only", () => {
    record("good");
    for (const [name, text] of Object.entries({
      "empty.json": "",
      "half.json": '{"instanceId":"i","contactId":"half"',
      "other.json": '{"instanceId":"i","contactId":5,"since":"2026-01-02T03:04:05.678Z"}',
      "null.json": "null",
      "note.txt": '{"instanceId":"i","contactId":"note","since":"2026-01-02T03:04:05.678Z"}',
      "late.json": '{"instanceId":"i","contactId":"late","since":"yesterday"}',
    })) {
      writeFileSync(join(folder(), name), text);
    }
    assert.deepEqual(known(), ["good"]);
  });

  const homes: readonly (readonly [string, (base: string) => Record<string, string>, string])[] = [
    ["the XDG state folder", (base) => ({ XDG_STATE_HOME: base, HOME: "/nowhere" }), ""],
    ["the home's .local/state", (base) => ({ HOME: base }), ".local/state"],
    ["the home's, where XDG_STATE_HOME is empty", (base) => ({ XDG_STATE_HOME: "", HOME: base }), ".local/state"],
    ["the home's, where XDG_STATE_HOME is relative", (base) => ({ XDG_STATE_HOME: "x", HOME: base }), ".local/state"],
    ["the local application data", (base) => ({ LOCALAPPDATA: base, HOME: "/nowhere" }), ""],
  ];
  for (const [title, environment, below] of homes) {
    it(`are kept in ${title}`, () => {
      recordUnended({ instanceId: "i", contactId: "c" }, {}, taken(environment(state)));
      assert.deepEqual(readdirSync(join(state, below, "connect-chat-check/contacts")), ["c.json"]);
    });
  }

  it("are not recorded of an emulator, whose contacts end with it", () => {
    const target = { endpoint: "http://127.0.0.1:1", credentials: { accessKeyId: "a", secretAccessKey: "b" } };
    assert.equal(recordUnended({ instanceId: "i", contactId: "c" }, target, taken()), false);
    assert.deepEqual(unendedContacts(taken()), []);
  });

  it("are told to be unrecorded where there is no folder, or none that can be written", () => {
    const contact = { instanceId: "i", contactId: "c" };
    assert.equal(recordUnended(contact, {}, taken({})), false);
    writeFileSync(join(state, "file"), "");
    const blocked = taken({ XDG_STATE_HOME: join(state, "file") });
    assert.equal(recordUnended(contact, {}, blocked), false);
    assert.deepEqual([unendedContacts(taken({})), unendedContacts(blocked)], [[], []]);
    forgetUnended("c", blocked);
  });

  it("never leave their folder, whatever the id", () => {
    for (const contactId of ["../../c", "a/b", "", ".", "x".repeat(257), "a\0b"]) {
      assert.equal(record(contactId), false);
      forgetUnended(contactId, taken());
    }
    assert.deepEqual(readdirSync(state), []);
  });

  it("stay recorded, and are no error, where they cannot be forgotten", () => {
    mkdirSync(join(folder(), "c.json", "inside"), { recursive: true });
    forgetUnended("c", taken());
    assert.deepEqual(readdirSync(folder()), ["c.json"]);
  });
});
