import assert from "node:assert/strict";
import { processSurroundings } from "../../provider/chat/surroundings.js";
import { runCheck } from "../../provider/check/check.js";
import { CheckFailure } from "../../provider/check/failure.js";
import type { CheckInput } from "../../provider/check/input.js";
import type { Step } from "../../provider/conversation/step.js";
import { type Emulator, startEmulator } from "../../provider/emulator/index.js";
import { action, disconnect, flow, say, wait } from "../flows.js";

const credentials = { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test", AWS_REGION: "us-east-1" };

/** Asks for a topic, and answers with it when the customer has said something. */
const talkative = () =>
  flow(
    "talkative",
    say("hello", "Hello $.Attributes.name", "listen"),
    action(
      "listen",
      "Wait",
      { TimeLimitSeconds: "600", Events: ["CustomerReturned"] },
      { when: { CustomerReturned: "thanks", WaitCompleted: "end" }, errors: { NoMatchingError: "end" } },
    ),
    say("thanks", "Your number is 4711.", "bye"),
    wait("bye", 600, "end"),
    disconnect("end"),
  );

describe("a check with a conversation", () => {
  let emulator: Emulator;
  before(async () => {
    Object.assign(process.env, credentials);
    emulator = await startEmulator({ flows: [talkative()] });
  });
  after(async () => {
    for (const name of Object.keys(credentials)) delete process.env[name];
    await emulator.close();
  });
  afterEach(() => {
    assert.deepEqual(
      emulator.contacts().filter(({ state }) => state === "open"),
      [],
    );
  });

  const check = (conversation: CheckInput["conversation"], input: Partial<CheckInput> = {}, quoteMessages = true) =>
    runCheck(
      {
        instanceId: emulator.instanceId,
        contactFlowId: emulator.flow("talkative").id,
        endpoint: emulator.url,
        conversation,
        ...input,
      },
      { surroundings: processSurroundings, quoteMessages },
    );

  const failed = async (work: Promise<unknown>): Promise<CheckFailure> => {
    const failure = await work.then(
      () => undefined,
      (error: unknown) => error,
    );
    assert.ok(failure instanceof CheckFailure, String(failure));
    return failure;
  };

  it("holds it after the greeting, with what it says of the start, and tells so in verdict and transcript", async () => {
    const outcome = await check(
      {
        attributes: { name: "Bea" },
        variables: { what: "help" },
        steps: [
          { expect: "Hello Bea" },
          { say: "I need {{what}}" },
          { expect: { pattern: "number is (\\d+)" }, capture: { number: { pattern: "(\\d+)" } } },
          { say: "{{number}}, thank you" },
        ],
      },
      { expectFirstMessage: { contains: "Hello" } },
    );
    assert.match(outcome.verdict, /The conversation held, all 4 steps of it\./);
    assert.ok((outcome.durations.conversation ?? -1) >= 0);
    assert.deepEqual(
      outcome.transcript.filter(({ content }) => content !== "").map(({ content }) => content),
      ["Hello Bea", "I need help", "Your number is 4711.", "4711, thank you"],
    );
  });

  it("takes an input of its own before the conversation's", async () => {
    const outcome = await check(
      { attributes: { name: "Bea" }, steps: [{ expect: "Hello Ada" }] },
      { attributes: { name: "Ada" } },
    );
    assert.equal(outcome.held, true);
  });

  it("stops with the step, what was expected and what came", async () => {
    const failure = await failed(
      check({
        attributes: { name: "Ada" },
        steps: [{ expect: "Hello Ada" }, { say: "Hi" }, { expect: "Your number is 4712." }],
      }),
    );
    assert.equal(failure.code, "OTHER_MESSAGE");
    assert.match(
      failure.message,
      /^The chat check failed: step 3 of the conversation .* did not hold: The next message is another than expected\./,
    );
    assert.match(failure.message, /4712.*4711/s);
    assert.match(failure.message, /stage: the conversation/);
  });

  it("quotes nothing of it where an input is secret", async () => {
    const failure = await failed(check({ steps: [{ waitFor: "geheim", timeLimit: 1 }] }, {}, false));
    assert.equal(failure.code, "NOT_IN_TIME");
    assert.doesNotMatch(failure.message, /geheim|Hello/);
  });

  it("passes over what only an emulator could answer, and says so", async () => {
    const outcome = await check({
      steps: [
        { never: { flow: "other" } },
        { waitFor: { contains: "Hello" } },
        { expect: { flow: "talkative" } },
        { say: "Go on" },
        { expect: { contains: "4711" } },
      ],
    });
    assert.match(
      outcome.verdict,
      /The conversation held, 3 of 5 steps of it\. Left out: step 1: Only the emulator knows which flows a contact came to\. step 3: Only the emulator [^.]*\.$/,
    );
    assert.ok(outcome.transcript.some(({ content }) => content === "Go on"));
  });

  it("still looks at what must never be seen where it has passed over a step", async () => {
    const steps: readonly Step[] = [
      { waitFor: { contains: "Hello" } },
      { never: { contains: "4711" } },
      { say: "Hi" },
      { expect: { flow: "talkative" } },
      { pause: 0.5 },
    ];
    assert.equal((await failed(check({ steps }))).code, "FORBIDDEN");
  });

  it("takes no longer than the conversation's own time", async () => {
    const failure = await failed(
      check({
        name: "greeting",
        timeout: 1,
        steps: [{ waitFor: { contains: "Hello" } }, { waitFor: "no", within: 60 }],
      }),
    );
    assert.equal(failure.code, "CONVERSATION_TIMEOUT");
    assert.match(failure.message, /step 2 of the conversation .*: greeting took longer than its timeout \(1 s\)\./);
  });

  it("never takes longer than the check's own time", async () => {
    const failure = await failed(
      check({ steps: [{ waitFor: "never said", timeLimit: 60 }] }, { timeoutSeconds: 1, connectWithinSeconds: 1 }),
    );
    assert.equal(failure.code, "DEADLINE_EXCEEDED");
    assert.match(failure.message, /stage: the conversation/);
  });

  it("takes golden and skip that ask for nothing", async () => {
    assert.equal((await check({ golden: false, skip: false, steps: [{ say: "x" }] })).held, true);
  });

  it("tells what is wrong with it before anything is sent", async () => {
    const before = emulator.contacts().length;
    await assert.rejects(check({ steps: [{ expct: "x" }] } as never), {
      code: "INVALID_INPUT",
      message: /conversation\.steps\.0: Expected a step/,
    });
    await assert.rejects(check({ rows: [{ a: "b" }], steps: [{ say: "x" }] }), {
      code: "INVALID_INPUT",
      message: /without rows/,
    });
    await assert.rejects(
      check({ outcomes: { listen: { result: "x" } }, golden: true, skip: "not yet", steps: [{ say: "x" }] }),
      {
        code: "INVALID_INPUT",
        message:
          /conversation: .*without outcomes; .*\n- conversation: .*without golden; .*\n- conversation: .*without skip; /,
      },
    );
    await assert.rejects(check({ skip: true, steps: [{ say: "x" }] }), { message: /conversation: .*without skip; / });
    assert.equal(emulator.contacts().length, before);
  });
});
