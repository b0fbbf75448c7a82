import assert from "node:assert/strict";
import { ConnectClient, StartChatContactCommand } from "@aws-sdk/client-connect";
import { recordUnended, unendedContacts } from "../../provider/chat/unended.js";
import { end } from "../../provider/cli/end.js";
import { type Emulator, startEmulator } from "../../provider/emulator/index.js";
import { useCleanEnvironment } from "../chat/environment.js";
import { SecurityTokenService } from "../chat/sts.js";
import { openContacts } from "../chat/talk.js";
import { greeting } from "../flows.js";
import { Terminal } from "./terminal.js";

const denied = { error: "AccessDeniedException", status: 403 } as const;
const unknown = "00000000-0000-4000-8000-000000000000";

describe("chat-check end", () => {
  useCleanEnvironment();
  let emulator: Emulator;
  let io: Terminal;

  beforeEach(async () => {
    emulator = await startEmulator({ flows: [greeting()] });
    io = new Terminal();
  });
  afterEach(async () => {
    io[Symbol.dispose]();
    await emulator.close();
  });

  const started = async () => {
    const client = new ConnectClient({ endpoint: emulator.url });
    const request = {
      InstanceId: emulator.instanceId,
      ContactFlowId: emulator.flows[0]?.id,
      ParticipantDetails: { DisplayName: "Ada" },
    };
    const { ContactId = "" } = await client.send(new StartChatContactCommand(request));
    client.destroy();
    return ContactId;
  };
  const recorded = async (endpoint = emulator.url) => {
    const contactId = await started();
    recordUnended({ instanceId: emulator.instanceId, contactId }, { endpoint }, io.surroundings);
    return contactId;
  };
  const known = () => unendedContacts(io.surroundings).map(({ contactId }) => contactId);

  it("ends a contact that is recorded, by its id alone, and forgets it", async () => {
    const [first, second] = [await recorded(), await recorded()];
    assert.equal(await end.run([first], io), 0);
    assert.equal(io.written, `Ended: ${first}\n`);
    assert.deepEqual(known(), [second]);
    assert.deepEqual(
      openContacts(emulator).map(({ id }) => id),
      [second],
    );
  });

  for (const arn of [false, true]) {
    it(`ends a contact that is not recorded, by the instance's ${arn ? "ARN" : "id"}`, async () => {
      const id = await started();
      const instance = arn ? emulator.instanceArn : emulator.instanceId;
      assert.equal(await end.run([id, "--instance-id", instance, "--endpoint-url", emulator.url], io), 0);
      assert.deepEqual(openContacts(emulator), []);
    });
  }

  it("ends all that are recorded, each where it was", async () => {
    await using other = await startEmulator({ flows: [greeting()] });
    const client = new ConnectClient({ endpoint: other.url });
    const request = {
      InstanceId: other.instanceId,
      ContactFlowId: other.flows[0]?.id,
      ParticipantDetails: { DisplayName: "Ada" },
    };
    const { ContactId = "" } = await client.send(new StartChatContactCommand(request));
    client.destroy();
    recordUnended({ instanceId: other.instanceId, contactId: ContactId }, { endpoint: other.url }, io.surroundings);
    const ids = [await recorded(), await recorded(), ContactId];
    assert.equal(await end.run(["--all"], io), 0);
    assert.deepEqual(io.written.trim().split("\n").sort(), ids.map((id) => `Ended: ${id}`).sort());
    assert.deepEqual([...openContacts(emulator), ...openContacts(other)], []);
    assert.deepEqual(known(), []);
  });

  it("has nothing to do where none is recorded", async () => {
    assert.equal(await end.run(["--all"], io), 0);
    assert.equal(io.written, "No contact is recorded.\n");
  });

  for (const stopEndedContact of [200, 410] as const) {
    it(`makes no fuss of a contact that has ended already, where StopContact answers ${stopEndedContact}`, async () => {
      await emulator.close();
      emulator = await startEmulator({ flows: [greeting()], behaviour: { stopEndedContact } });
      const id = await recorded();
      await end.run([id], io);
      recordUnended({ instanceId: emulator.instanceId, contactId: id }, { endpoint: emulator.url }, io.surroundings);
      assert.equal(await end.run([id], io), 0);
      assert.equal(io.written, `Ended: ${id}\n`.repeat(2));
      assert.deepEqual(known(), []);
    });
  }

  it("makes no fuss of a contact that nobody knows any more", async () => {
    recordUnended({ instanceId: emulator.instanceId, contactId: unknown }, { endpoint: emulator.url }, io.surroundings);
    assert.equal(await end.run(["--all"], io), 0);
    assert.deepEqual(known(), []);
  });

  it("takes no contact for ended where the instance is not found, and keeps it in mind", async () => {
    const id = await recorded();
    const other = "99999999-2222-4333-8444-555555555555";
    for (const args of [[id], ["--all"]]) {
      assert.equal(await end.run([...args, "--instance-id", other], io), 1);
      assert.equal(io.written, "");
      assert.match(
        io.told,
        new RegExp(
          `^Not ended: ${id}\\. StopContact found no instance ${other} .+\ncode: NOT_FOUND\nto do: Check inst`,
        ),
      );
      assert.deepEqual(known(), [id]);
    }
    assert.deepEqual(
      openContacts(emulator).map((contact) => contact.id),
      [id],
    );
  });

  it("tells which contact could not be ended, goes on with the others, and keeps it in mind", async () => {
    const ids = [await recorded(), await recorded()];
    emulator.once("StopContact", denied);
    assert.equal(await end.run(["--all"], io), 1);
    const [left = ""] = known();
    assert.ok(ids.includes(left));
    assert.equal(known().length, 1);
    assert.match(io.told, new RegExp(`^Not ended: ${left}\\. .*StopContact.*\ncode: ACCESS_DENIED\nto do: Allow `));
    assert.equal(await end.run(["--all"], io), 0);
    assert.deepEqual(openContacts(emulator), []);
  });

  it("tells it in a sentence where the record leads nowhere", async () => {
    await recorded("nowhere");
    assert.equal(await end.run(["--all"], io), 1);
    assert.match(io.told, /^Not ended: [^ ]+\. StopContact .*\ncode: [A-Z_]+\nto do: ./);
    assert.equal(known().length, 1);
  });

  it("takes the role of the record, with an external id that the record has not", async () => {
    await using sts = await SecurityTokenService.listening();
    process.env.AWS_ENDPOINT_URL_STS = sts.url;
    const roleArn = "arn:aws:iam::123456789012:role/deploy";
    const contactId = await started();
    const target = { endpoint: emulator.url, assumeRole: { roleArn, externalId: "of the check" } };
    recordUnended({ instanceId: emulator.instanceId, contactId }, target, io.surroundings);
    assert.equal(await end.run(["--all", "--assume-role-external-id", "mine"], io), 0);
    assert.deepEqual(openContacts(emulator), []);
    assert.deepEqual(
      sts.requests.map(({ RoleArn, ExternalId }) => [RoleArn, ExternalId]),
      [[roleArn, "mine"]],
    );
  });

  it("prefers what the line says over the record", async () => {
    await recorded("http://127.0.0.1:1");
    assert.equal(await end.run(["--all", "--endpoint-url", emulator.url, "--region", "eu-west-1"], io), 0);
    assert.deepEqual(openContacts(emulator), []);
  });

  const refused: readonly (readonly [args: readonly string[], ...problems: string[]])[] = [
    [[], "A contact id is missing, or --all"],
    [
      ["a", "--all"],
      "--all goes without a contact id",
      "--instance-id is missing, since the contact a is not recorded",
    ],
    [["a", "b", "--instance-id", "i"], "There is more than one contact id"],
    [["a"], "--instance-id is missing, since the contact a is not recorded"],
    [["--all", "--endpoint-url", "nowhere"], "--endpoint-url is a URL such as https://host/, not nowhere"],
    [["--al"], "There is no option --al"],
  ];
  for (const [args, ...problems] of refused) {
    it(`refuses ${args.join(" ") || "nothing"}`, async () => {
      const id = await recorded();
      await assert.rejects(end.run(args, io), (error: Error & { code: string }) => {
        assert.equal(error.code, "WRONG_USE");
        for (const problem of problems) assert.ok(error.message.includes(problem), error.message);
        return true;
      });
      assert.deepEqual(known(), [id]);
    });
  }
});
