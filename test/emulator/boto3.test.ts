import assert from "node:assert/strict";
import { join } from "node:path";
import { services } from "../../provider/emulator/model/model.js";
import { operations } from "../../provider/emulator/operations/index.js";
import { disconnect, flow, say } from "../flows.js";
import { root } from "../project/root.js";
import { content, moduleOf, world } from "./aws-sdk/world.js";
import { runScript } from "./boto3/python.js";
import { Customer, patient } from "./customer.js";

const names = Object.fromEntries(Object.entries(operations).map(([service, all]) => [service, Object.keys(all)]));

/** What constraints.py tells: counts, and every case in which model and emulator refused something different. */
interface Held {
  readonly model: string;
  readonly operations: number;
  readonly cases: number;
  readonly refused: number;
  readonly kinds: Readonly<Record<string, number>>;
  readonly differences: readonly {
    readonly at: string;
    readonly kind: string;
    /** Paths of what is refused. */
    readonly model: readonly string[];
    readonly emulator: readonly string[];
  }[];
  /** Empty labels that make a path another operation's. */
  readonly ofAnother: readonly string[];
  readonly seconds: number;
}

const newer = "boto3's model is newer than the emulator's";
const documented = "AWS's documentation wants both members";

/** Where model and emulator may differ, and do, and why. */
const expectedDifferences: Readonly<Record<string, string>> = {
  "connect StartChatContact PersistentChat: refuses more": documented,
  "connect StartChatContact PersistentChat.RehydrationType: refuses more": documented,
  "connect StartChatContact PersistentChat.SourceContactId: refuses more": documented,
  "connect UpdateContact AdditionalRecipients: refuses less": newer,
  "connect UpdateContact AdditionalRecipients.CcEmailAddresses: refuses less": newer,
  "connect UpdateContact AdditionalRecipients.CcEmailAddresses[]: refuses less": newer,
  "connect UpdateContact AdditionalRecipients.CcEmailAddresses[].DisplayName: refuses less": newer,
  "connect UpdateContact AdditionalRecipients.CcEmailAddresses[].EmailAddress: refuses less": newer,
  "connect UpdateContact References{value}.Status: refuses more": newer,
  "connectparticipant GetAttachment UrlContentDisposition: refuses less": newer,
};

function differenceOf({ at, kind, model, emulator }: Held["differences"][number]): string {
  if (emulator.every((path) => model.includes(path))) return `${at}: refuses less`;
  if (model.every((path) => emulator.includes(path))) return `${at}: refuses more`;
  return `${at}, ${kind}: refuses ${emulator} instead of ${model}`;
}

describe("boto3 with a Python WebSocket client", function () {
  this.timeout(120_000);

  before(function () {
    if (process.env.CHAT_CHECK_PYTHON) return;
    console.error("      skipped: there is no Python with boto3 (run node scripts/clients.mjs, then npm test)");
    this.skip();
  });

  const patientFlow = ({ emulator }: Customer) => ({
    instanceId: emulator.instanceId,
    flowId: emulator.flow("patient").id,
  });

  it("has a whole chat with a bot in it: greeting, messages, typing, receipts, transcript and end", async () => {
    await using customer = await Customer.of({ flows: [patient()] });
    const { emulator } = customer;
    const told = await runScript<{ contact: string; messages: string[] }>("chat.py", emulator, patientFlow(customer));
    assert.deepEqual(told.messages, ["Hello", "Hast du Öffnungszeiten? 🕗", "Von neun bis fünf."]);
    assert.equal(customer.view(told.contact).disconnectReason, "CUSTOMER_DISCONNECT");
  });

  it("hears on the socket that the flow ends the chat", async () => {
    const closed = flow("closed", say("closed", "We are closed.", "end"), disconnect());
    await using customer = await Customer.of({ flows: [closed] });
    const { emulator } = customer;
    const given = { instanceId: emulator.instanceId, flowId: emulator.flow("closed").id };
    const { contact } = await runScript<{ contact: string }>("ended_by_flow.py", emulator, given);
    assert.equal(customer.view(contact).disconnectReason, "CONTACT_FLOW_DISCONNECT");
  });

  it("sends a file as an attachment, and gets the same bytes back", async () => {
    await using customer = await Customer.of({ flows: [patient()] });
    const given = { ...patientFlow(customer), file: join(root, "LICENSE") };
    const { bytes } = await runScript<{ bytes: number }>("attachments.py", customer.emulator, given);
    assert.ok(bytes > 0);
  });

  it("follows pages with every paginator that it has", async () => {
    await using customer = await Customer.of({
      flows: world.flows,
      instance: {
        queues: [{ name: "Sales" }, { name: "Support" }],
        hoursOfOperation: ["Office", "Night"].map((name) => ({ name, timeZone: "UTC", config: "09:00-17:00" })),
      },
    });
    for (const name of ["first", "second"]) await moduleOf(customer, name);
    const given = { ...patientFlow(customer), operations: names.connect };
    const told = await runScript<Record<string, number>>("paging.py", customer.emulator, given);
    assert.deepEqual(told, {
      ListContactFlowModules: 2,
      ListContactFlows: 2,
      ListHoursOfOperations: 2,
      ListInstances: 1,
      ListQueues: 2,
      SearchContacts: 3,
    });
  });

  it("catches refusals as classes of its own", async () => {
    await using customer = await Customer.of({ ...world, quotas: { concurrentActiveChats: 1 } });
    const given = { ...patientFlow(customer), otherFlow: "guide" };
    const caught = await runScript<string[]>("refusals.py", customer.emulator, given);
    assert.equal(caught.length, 16);
  });

  it("catches every error that an operation declares, on demand, as a class of its own", async () => {
    await using customer = await Customer.of();
    const caught = await runScript<Record<string, number>>("errors.py", customer.emulator, { operations: names });
    const declared = Object.entries(services).map(([service, model]) => [
      service,
      Object.values(model.operations).reduce((sum, { errors }) => sum + Object.keys(errors).length, 0),
    ]);
    assert.deepEqual(caught, Object.fromEntries(declared));
  });

  it("is refused what its own model refuses, member by member, and nothing else", async () => {
    await using customer = await Customer.of(world);
    const { emulator } = customer;
    const { ContactId, ParticipantToken, ConnectionToken } = await customer.chat();
    const ours = {
      InstanceId: emulator.instanceId,
      ContactFlowId: emulator.flow("patient").id,
      ContactFlowModuleId: await moduleOf(customer),
      ContactId,
      InitialContactId: ContactId,
      ParticipantToken,
      ConnectionToken,
      Content: content,
      ContentType: "text/plain",
      QueueId: "q-sales",
      HoursOfOperationId: "h-office",
      ViewId: "v-form",
      resourceArn: emulator.flow("guide").arn,
    };
    const held = await runScript<Held>("constraints.py", emulator, { operations: names, ours });
    console.log(
      [
        `${held.cases} cases from the model of ${held.model}, ${held.operations} operations, in ${held.seconds} s:`,
        `${held.cases - held.refused} that it accepts, ${held.refused} that it refuses`,
        ...Object.entries(held.kinds).map(([kind, count]) => `  ${count} ${kind}`),
        ...Object.entries(expectedDifferences).map(
          ([difference, why]) => `the emulator differs: ${difference}, since ${why}`,
        ),
      ]
        .map((line) => `      ${line}`)
        .join("\n"),
    );
    const differences = new Set(held.differences.map(differenceOf));
    assert.deepEqual([...differences].sort(), Object.keys(expectedDifferences).sort());
    assert.deepEqual(held.ofAnother, ["connect DescribeInstance InstanceId", "connect DescribeView ViewId"]);
  });
});
