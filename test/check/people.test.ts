import assert from "node:assert/strict";
import { type CheckOptions, runCheck } from "../../provider/check/check.js";
import { CheckFailure, mostFailureBytes } from "../../provider/check/failure.js";
import type { CheckInput } from "../../provider/check/input.js";
import { type Emulator, type Fault, startEmulator } from "../../provider/emulator/index.js";
import { useCleanEnvironment } from "../chat/environment.js";
import { openContacts } from "../chat/talk.js";
import { action, disconnect, flow, greeting, say } from "../flows.js";
import { fast } from "./failures.js";

const queue = (next = "end") =>
  action("to-queue", "TransferContactToQueue", {}, { next, errors: { NoMatchingError: next } });
const queued = () => flow("queued", say("hello", "Hello", "to-queue"), queue(), disconnect());
const toFlow = (name: string, reference: string) =>
  flow(
    name,
    say("hello", "Hello", "go-on"),
    action("go-on", "TransferToFlow", { ContactFlowId: reference }, { errors: { NoMatchingError: "end" } }),
    disconnect(),
  );
const denied: Fault = { error: "AccessDeniedException", status: 403 };
const missing: Fault = { error: "ResourceNotFoundException", status: 404 };
const hello = { steps: [{ expect: "Hello" }] };

describe("a check with a conversation, of people on the flow's ways", () => {
  useCleanEnvironment();
  let emulator: Emulator;
  let stages: string[];

  before(async () => {
    emulator = await startEmulator({ flows: [greeting(), queued()] });
    emulator.load(toFlow("entry", emulator.flow("queued").arn));
    emulator.load(toFlow("open", "$.Attributes.next"));
  });
  beforeEach(() => {
    stages = [];
  });
  afterEach(() => {
    assert.deepEqual(openContacts(emulator), []);
    emulator.reset({ contacts: true });
  });
  after(() => emulator.close());

  const check = (name: string, input: Partial<CheckInput> = {}, options: CheckOptions = {}) =>
    runCheck(
      {
        instanceId: emulator.instanceId,
        contactFlowId: emulator.flow(name).id,
        endpoint: emulator.url,
        conversation: hello,
        ...input,
      },
      { surroundings: fast, stage: ({ stage, state }) => stages.push(`${stage} ${state}`), ...options },
    );
  const refused = async (work: Promise<unknown>): Promise<CheckFailure> => {
    const failure = await work.then(
      () => undefined,
      (error: unknown) => error,
    );
    assert.ok(failure instanceof CheckFailure, String(failure));
    assert.deepEqual(emulator.contacts(), []);
    return failure;
  };

  it("starts nothing where there is one, and tells the way there", async () => {
    const { id } = emulator.flow("queued");
    const { message, code } = await refused(check("queued"));
    assert.equal(code, "MAY_REACH_PEOPLE");
    assert.deepEqual(message.split("\n").slice(0, 3), [
      `The chat check failed: A chat in the flow ${id} of the instance ${emulator.instanceId} may reach a person:`,
      "- queued: TransferContactToQueue to-queue, which puts the chat into a queue",
      "code: MAY_REACH_PEOPLE",
    ]);
    assert.match(message, /^stage: the look for people on the flow's ways, [\d.]+ s after the check began$/m);
    assert.match(message, /no contact was made known/);
    assert.match(message, /^to do: Allow it with --allow-agents \(allowAgents: true\), .* nothing was started\.$/m);
    assert.deepEqual(stages, ["people begun", "people failed"]);
  });

  it("goes after the chat from flow to flow", async () => {
    const { message } = await refused(check("entry"));
    assert.match(
      message,
      /\n- entry: go-on → queued: TransferContactToQueue to-queue, which puts the chat into a queue\n/,
    );
  });

  it("goes after the chat into modules", async () => {
    const module = emulator.load(
      flow("to people", queue("done"), action("done", "EndFlowModuleExecution"), disconnect()),
    );
    emulator.load(
      flow(
        "with a module",
        say("hello", "Hello", "module"),
        action("module", "InvokeFlowModule", { FlowModuleId: module.id }, { next: "end" }),
        disconnect(),
      ),
    );
    const { message } = await refused(check("with a module"));
    assert.match(message, /\n- with a module: module → to people: TransferContactToQueue to-queue/);
  });

  it("takes where nobody can look for a place with people", async () => {
    const { message } = await refused(check("open"));
    assert.match(
      message,
      /\n- open: .* leads on where nobody can look, since only the chat decides which flow it is\n/,
    );
  });

  it("talks all the same where that is allowed", async () => {
    assert.equal((await check("queued", { allowAgents: true })).held, true);
    assert.deepEqual(stages.slice(0, 2), ["start begun", "start done"]);
  });

  it("talks where nobody is, and tells the time of the look among its stages alone", async () => {
    const { durations } = await check("greeting");
    assert.deepEqual(stages.slice(0, 3), ["people begun", "people done", "start begun"]);
    assert.deepEqual(Object.keys(durations), [
      "start",
      "connect",
      "subscribe",
      "firstMessage",
      "conversation",
      "total",
    ]);
  });

  it("does not look where there is no conversation", async () => {
    emulator.once("DescribeContactFlow", denied, 10);
    assert.equal((await check("queued", { conversation: undefined, allowEnd: true })).held, true);
  });

  for (const quoteMessages of [true, false]) {
    it(`refuses where it may not look${quoteMessages ? "" : ", and a text is secret"}`, async () => {
      emulator.once("DescribeContactFlow", denied, 10);
      const { message } = await refused(check("greeting", {}, { quoteMessages }));
      assert.match(message, /\n- it begins where nobody can look, since the flow \S+ could not be read: /);
      assert.match(message, /^code: MAY_REACH_PEOPLE\nAWS said to DescribeContactFlow: AccessDeniedException \(403/m);
      assert.match(message, /^to do: Let the credentials read the flows, or allow it with --allow-agents/m);
    });
  }

  it("refuses where it may not look into a flow that the chat goes on in", async () => {
    emulator.load(toFlow("hidden", "11111111-2222-3333-4444-555555555555"));
    const { message } = await refused(check("hidden"));
    assert.match(message, /\n- hidden: .* since the flow 11111111\S+ could not be read: /);
    assert.match(message, /^code: MAY_REACH_PEOPLE\nAWS said to DescribeContactFlow: ResourceNotFoundException/m);
  });

  it("has nothing to say of people where there is no such flow, or nobody answers", async () => {
    assert.equal((await refused(check("greeting", { contactFlowId: "none" }))).code, "NOT_FOUND");
    assert.equal((await refused(check("greeting", { endpoint: "http://127.0.0.1:1" }))).code, "NETWORK");
  });

  for (const [title, fault] of [
    ["is not to be seen yet", missing],
    ["may not be read yet", denied],
  ] as const) {
    it(`tries again where a fresh flow ${title}`, async () => {
      // The first fault is the look, a second would be the closer look at why.
      emulator.once("DescribeContactFlow", fault, fault === missing ? 2 : 1);
      const { verdict } = await check("greeting", { retries: 1, retryDelaySeconds: 1 });
      assert.match(verdict, /Attempts before: (NOT_FOUND|MAY_REACH_PEOPLE)\.$/);
    });
  }

  it("does not try again where it knows", async () => {
    const said: string[] = [];
    await refused(check("queued", { retries: 1, retryDelaySeconds: 1 }, { say: (sentence) => said.push(sentence) }));
    assert.deepEqual(said, []);
  });

  it("looks no longer than the whole check may take", async () => {
    emulator.once("DescribeContactFlow", "no answer", 10);
    const { code, message } = await refused(check("greeting", { timeoutSeconds: 1, connectWithinSeconds: 1 }));
    assert.equal(code, "DEADLINE_EXCEEDED");
    assert.match(message, /^stage: the look for people/m);
  });

  it("tells of many ways as many as fit, and all the rest of the report", async () => {
    const words = Array.from({ length: 12 }, (_, index) => `${"größer ".repeat(60)}${index}`);
    const actions = words.map((_, index) =>
      action(`q${index}`, "TransferContactToQueue", {}, { next: "end", errors: { NoMatchingError: `c${index + 1}` } }),
    );
    const compares = words.map((word, index) =>
      action(
        `c${index}`,
        "Compare",
        { ComparisonValue: "$.Attributes.a" },
        { when: { [word]: `q${index}` }, errors: { NoMatchingCondition: `c${index + 1}` } },
      ),
    );
    emulator.load(flow("many", ...compares, ...actions, disconnect(`c${words.length}`), disconnect()));
    const { message } = await refused(check("many"));
    assert.ok(Buffer.byteLength(message) <= mostFailureBytes);
    const lines = message.split("\n");
    const code = lines.indexOf("code: MAY_REACH_PEOPLE");
    assert.ok(code > 2);
    assert.equal(lines[code - 1], "  … (cut)");
    assert.match(message, /^stage: .*\nflow .*\n.*\nto do: Allow it with --allow-agents/m);
  });
});
