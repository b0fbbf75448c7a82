import assert from "node:assert/strict";
import { type People, peopleLines, type ReadFlow, wayLine, waysToPeople } from "../../provider/flow/people.js";
import { type ActionJson, action, disconnect, flow, say } from "../flows.js";

interface Named {
  readonly name: string;
  readonly content: object;
}

/** Flows and modules by name, which is their id as well. */
function reader(...documents: readonly Named[]): ReadFlow {
  return async ({ reference, kind }) => {
    const found = documents.find(({ name }) => name === reference);
    return found
      ? { name: found.name, content: JSON.stringify(found.content) }
      : { reason: `there is no ${kind} ${reference}` };
  };
}

async function people(...documents: readonly Named[]): Promise<People> {
  return waysToPeople({ kind: "flow", reference: documents[0]?.name ?? "" }, reader(...documents));
}

const lines = async (...documents: readonly Named[]) => peopleLines(await people(...documents));
const queue = (identifier = "to-queue", next = "end") =>
  action(identifier, "TransferContactToQueue", {}, { next, errors: { NoMatchingError: next } });
const transfer = (reference: string, next = "end") =>
  action("go-on", "TransferToFlow", { ContactFlowId: reference }, { next, errors: { NoMatchingError: next } });
describe("the ways to people", () => {
  it("are none in a flow that only talks", async () => {
    assert.deepEqual(await people(flow("talk", say("hello", "Hello", "end"), disconnect())), { ways: [], unknown: [] });
  });

  it("tell each action that puts a chat into a queue, with the shortest decisions to it", async () => {
    const found = await lines(
      flow(
        "welcome",
        say("hello", "Hello", "channel"),
        action(
          "channel",
          "Compare",
          { ComparisonValue: "$.Attributes.kind" },
          { when: { a: "wait", b: "to-queue" }, errors: { NoMatchingCondition: "end" } },
        ),
        say("wait", "Wait", "to-queue"),
        queue(),
        disconnect(),
      ),
    );
    assert.deepEqual(found, [
      "welcome: channel (Equals b) → TransferContactToQueue to-queue, which puts the chat into a queue",
    ]);
  });

  it("prefer a way on which nothing fails", async () => {
    const [line] = await lines(flow("welcome", say("hello", "Hello", "to-queue"), queue(), disconnect()));
    assert.equal(line, "welcome: TransferContactToQueue to-queue, which puts the chat into a queue");
  });

  it("do not go where chats do not", async () => {
    const byChannel = flow(
      "welcome",
      action(
        "channel",
        "Compare",
        { ComparisonValue: "$.Channel" },
        { when: { VOICE: "to-queue", CHAT: "end" }, errors: { NoMatchingCondition: "to-queue" } },
      ),
      queue(),
      disconnect(),
    );
    const unreached = flow("alone", disconnect(), queue());
    assert.deepEqual([await lines(byChannel), await lines(unreached)], [[], []]);
  });

  it("follow the error branch alone of an action that chats always take it on", async () => {
    const callback = action(
      "callback",
      "CreateCallbackContact",
      {},
      { next: "to-queue", errors: { NoMatchingError: "end" } },
    );
    assert.deepEqual(await lines(flow("welcome", callback, queue(), disconnect())), []);
  });

  it("are told of tasks and of SMS as well", async () => {
    const task = action(
      "task",
      "CreateTask",
      { Name: "Call", ContactFlowId: "x" },
      { next: "sms", errors: { NoMatchingError: "end" } },
    );
    const sms = action("sms", "StartOutboundChatContact", {}, { next: "end", errors: { NoMatchingError: "end" } });
    const { ways } = await people(flow("welcome", task, sms, disconnect()));
    assert.deepEqual(
      ways.map(({ meeting }) => meeting),
      ["makes a task for somebody", "sends an SMS"],
    );
  });

  it("go on in other flows, in modules, and in the flow for a customer who remains", async () => {
    const hook = (name: string) =>
      action(
        "hook",
        "UpdateContactEventHooks",
        { EventHooks: { [name]: "after" } },
        { next: "end", errors: { NoMatchingError: "end" } },
      );
    const call = action(
      "call",
      "InvokeFlowModule",
      { FlowModuleId: "part" },
      { next: "end", errors: { NoMatchingError: "end" } },
    );
    const after = flow("after", queue(), disconnect());
    const part = flow("part", queue(), disconnect());
    assert.deepEqual(await lines(flow("a", transfer("after"), disconnect()), after), [
      "a: TransferToFlow → after: TransferContactToQueue to-queue, which puts the chat into a queue".replace(
        "TransferToFlow",
        "go-on",
      ),
    ]);
    assert.equal((await people(flow("b", call, disconnect()), part)).ways.length, 1);
    assert.equal((await people(flow("c", hook("CustomerRemaining"), disconnect()), after)).ways.length, 1);
    assert.equal((await people(flow("d", hook("AgentWhisper"), disconnect()), after)).ways.length, 0);
  });

  it("end, although flows lead to each other in circles", async () => {
    const [one, two] = [flow("one", transfer("two"), disconnect()), flow("two", transfer("one"), disconnect())];
    assert.deepEqual(await people(one, two), { ways: [], unknown: [] });
  });

  it("say where nobody can look", async () => {
    assert.deepEqual(await lines(flow("a", transfer("gone"), disconnect())), [
      "a: TransferToFlow go-on leads on where nobody can look, since there is no flow gone",
    ]);
    assert.deepEqual(await lines(flow("a", transfer("$.Attributes.next"), disconnect())), [
      "a: TransferToFlow go-on leads on where nobody can look, since only the chat decides which flow it is",
    ]);
    const broken = await waysToPeople({ kind: "flow", reference: "x" }, async () => ({ name: "x", content: "{" }));
    assert.deepEqual(
      broken.unknown.map(({ reason }) => reason),
      ["the flow x is not one that can be read"],
    );
  });

  it("read each flow once", async () => {
    let reads = 0;
    const documents = [
      flow(
        "a",
        action(
          "choice",
          "Compare",
          { ComparisonValue: "$.Attributes.x" },
          { when: { 1: "go-on", 2: "again" }, errors: { NoMatchingCondition: "end" } },
        ),
        transfer("b"),
        { ...transfer("b"), Identifier: "again" },
        disconnect(),
      ),
      flow("b", disconnect()),
    ];
    const read = reader(...documents);
    await waysToPeople({ kind: "flow", reference: "a" }, (wanted) => {
      reads += 1;
      return read(wanted);
    });
    assert.equal(reads, 2);
  });

  it("name actions by their type where the console named them by UUIDs, and tell eight at the most", async () => {
    const id = "7c1a2b3c-0000-4000-8000-000000000000";
    const steps = [
      { flow: "a", action: id, type: "Compare", label: "Equals 1" },
      { flow: "a", action: id, type: "TransferContactToQueue", label: "" },
    ];
    assert.equal(wayLine({ steps, meeting: "m" }), `a: Compare (Equals 1) → TransferContactToQueue ${id}, which m`);
    const queues: ActionJson[] = Array.from({ length: 11 }, (_, index) =>
      queue(`q${index}`, index < 10 ? `q${index + 1}` : "end"),
    );
    const found = await lines(flow("many", ...queues, disconnect()));
    assert.deepEqual([found.length, found.at(-1)], [9, "3 more ways"]);
  });
});
