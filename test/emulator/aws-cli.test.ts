import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { StartAttachmentUploadResponse } from "@aws-sdk/client-connectparticipant";
import { operations } from "../../provider/emulator/operations/index.js";
import { root } from "../project/root.js";
import { ahead } from "./aws-cli/ahead.js";
import { answerOf, assertRefused, aws } from "./aws-cli/command.js";
import { kebabCase, wordsOf } from "./aws-cli/words.js";
import type { Case } from "./aws-sdk/case.js";
import { contactCases } from "./aws-sdk/contact-cases.js";
import { flowCases } from "./aws-sdk/flow-cases.js";
import { instanceCases } from "./aws-sdk/instance-cases.js";
import { participantCases } from "./aws-sdk/participant-cases.js";
import { world } from "./aws-sdk/world.js";
import { Customer } from "./customer.js";

const program = process.env.CHAT_CHECK_AWS_CLI_1;

/** Each command is half a second of a processor, most of it its own start. */
const atOnce = availableParallelism() + 1;

const cases: readonly Case[] = [...contactCases, ...flowCases, ...instanceCases, ...participantCases];

describe("the cases of the AWS CLI", () => {
  it("are of every operation that the emulator has, and of no other", () => {
    const shown = cases.map(({ service, operation }) => `${service} ${operation}`);
    const had = Object.entries(operations).flatMap(([service, all]) =>
      Object.keys(all).map((operation) => `${service} ${operation}`),
    );
    assert.deepEqual(shown.sort(), had.sort());
  });
});

describe("the AWS CLI, version 1", function () {
  this.timeout(60_000);

  before(function () {
    if (program) return;
    console.error("      skipped: there is no AWS CLI version 1 (run node scripts/clients.mjs, then npm test)");
    this.skip();
  });

  const run = (customer: Customer, ...words: string[]) => aws(program ?? "", customer, ...words);

  /** Calls an operation; what it needs before that is done by the AWS SDK. */
  const call = ({ service, operation }: Case, customer: Customer, input: object) =>
    run(customer, service, kebabCase(operation), ...wordsOf(input));

  async function answersGoodCall(shown: Case): Promise<void> {
    await using customer = await Customer.of(shown.options);
    const input = await shown.good(customer);
    const answer = answerOf(await call(shown, customer, input));
    await shown.holds({ ...answer, $metadata: {} }, customer, input);
  }

  async function refusesBadCall(shown: Case, error: string, bad: (customer: Customer) => Promise<object>) {
    await using customer = await Customer.of(shown.options);
    assertRefused(await call(shown, customer, await bad(customer)), shown.operation, error);
  }

  /** What refuses it first; an operation that can only be called in vain is called of another instance. */
  function refusalOf({ refused, good }: Case): [error: string, input: (customer: Customer) => Promise<object>] {
    const elsewhere = { InstanceId: "22222222-2222-4333-8444-555555555555" };
    const inVain = async (customer: Customer) => ({ ...(await good(customer)), ...elsewhere });
    return Object.entries(refused)[0] ?? ["ResourceNotFoundException", inVain];
  }

  const tests = cases.flatMap((shown) => {
    const command = `aws ${shown.service} ${kebabCase(shown.operation)}`;
    const [error, bad] = refusalOf(shown);
    return [
      { title: `${command} prints its answer`, task: () => answersGoodCall(shown) },
      { title: `${command} is refused with ${error}`, task: () => refusesBadCall(shown, error, bad) },
    ];
  });
  const done = ahead(
    tests.map(({ task }) => task),
    atOnce,
  );
  for (const [index, { title }] of tests.entries()) it(title, () => done(index));

  it("has a chat from the start to the end, as it would be typed", async () => {
    await using customer = await Customer.of({ ...world, behaviour: { flowStart: "created" } });
    const { emulator } = customer;
    const instance = ["--instance-id", emulator.instanceId];
    const text = async (...words: string[]) => {
      const { code, out, err } = await run(customer, ...words, "--output", "text");
      assert.equal(code, 0, err);
      return out.trim();
    };
    const participant = (command: string, ...words: string[]) => text("connectparticipant", command, ...words);

    const started = await text(
      ...["connect", "start-chat-contact", ...instance, "--contact-flow-id", emulator.flow("patient").id],
      ...["--participant-details", "DisplayName=Ada", "--attributes", "plan=gold,level=2"],
      ...["--initial-message", "ContentType=text/plain,Content=Hi there", "--query", "[ContactId,ParticipantToken]"],
    );
    const [contact = "", participantToken = ""] = started.split("\t");
    assert.deepEqual(customer.view(contact).attributes, { plan: "gold", level: "2" });

    const token = await participant(
      ...(["create-participant-connection", "--participant-token", participantToken] as const),
      ...["--type", "CONNECTION_CREDENTIALS", "WEBSOCKET"],
      ...["--query", "ConnectionCredentials.ConnectionToken"],
    );
    const id = await participant(
      ...(["send-message", "--connection-token", token, "--content-type", "text/plain"] as const),
      ...["--content", "Is it open – today?", "--query", "Id"],
    );
    const transcript = await participant(
      ...(["get-transcript", "--connection-token", token, "--sort-order", "ASCENDING"] as const),
      ...["--query", "Transcript[?Type=='MESSAGE'].[ParticipantRole,Content]"],
    );
    assert.deepEqual(transcript.split("\n"), ["CUSTOMER\tHi there", "SYSTEM\tHello", "CUSTOMER\tIs it open – today?"]);
    const around = await participant(
      ...(["get-transcript", "--connection-token", token, "--start-position", `Id=${id}`] as const),
      ...["--scan-direction", "BACKWARD", "--max-results", "1", "--query", "Transcript[].Id"],
    );
    assert.equal(around, id);

    assert.equal(await participant("disconnect-participant", "--connection-token", token), "");
    const reason = await text(
      ...["connect", "describe-contact", ...instance, "--contact-id", contact],
      ...["--query", "Contact.DisconnectReason"],
    );
    assert.equal(reason, "CUSTOMER_DISCONNECT");
    const late = await run(
      customer,
      ...["connectparticipant", "send-message", "--connection-token", token],
      ...["--content-type", "text/plain", "--content", "Hello?"],
    );
    assertRefused(late, "SendMessage", "AccessDeniedException");
  });

  it("sends a file as an attachment, and gets the same bytes back", async () => {
    await using customer = await Customer.of(world);
    const { ConnectionToken } = await customer.chat();
    const token = ["--connection-token", ConnectionToken];
    const participant = async <Answer>(command: string, ...words: string[]) =>
      answerOf(await run(customer, "connectparticipant", command, ...token, ...words)) as Answer;
    const file = await readFile(join(root, "package-lock.json"));

    const announced = await participant<StartAttachmentUploadResponse>(
      ...(["start-attachment-upload", "--attachment-name", "package-lock.csv", "--content-type", "text/csv"] as const),
      ...["--attachment-size-in-bytes", String(file.length)],
    );
    const { AttachmentId = "", UploadMetadata: { Url = "", HeadersToInclude: headers } = {} } = announced;
    const { status } = await fetch(Url, { method: "PUT", headers, body: file });
    assert.equal(status, 200);
    assert.deepEqual(await participant("complete-attachment-upload", "--attachment-ids", AttachmentId), {});

    const got = await participant<{ Url: string; AttachmentSizeInBytes: number }>(
      ...(["get-attachment", "--attachment-id", AttachmentId, "--url-expiry-in-seconds", "60"] as const),
    );
    assert.equal(got.AttachmentSizeInBytes, file.length);
    const download = await fetch(got.Url);
    assert.equal(download.headers.get("content-type"), "text/csv");
    assert.ok(file.equals(Buffer.from(await download.arrayBuffer())), "The bytes are not the same.");
  });

  it("follows pages by itself, and stops where it is told to", async () => {
    await using customer = await Customer.of(world);
    const names = async (...words: string[]) => {
      const list = ["connect", "list-contact-flows", "--instance-id", customer.emulator.instanceId];
      const ended = await run(customer, ...list, "--page-size", "1", ...words);
      const answer = answerOf(ended) as { ContactFlowSummaryList: { Name: string }[]; NextToken?: string };
      return { names: answer.ContactFlowSummaryList.map(({ Name }) => Name), next: answer.NextToken };
    };
    const all = await names();
    assert.deepEqual([...all.names].sort(), ["guide", "patient"]);
    assert.equal(all.next, undefined);
    const first = await names("--max-items", "1");
    const second = await names("--starting-token", first.next ?? "");
    assert.deepEqual([...first.names, ...second.names], all.names);
  });
});
