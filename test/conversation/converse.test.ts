import assert from "node:assert/strict";
import { processSurroundings, type Surroundings } from "../../provider/chat/surroundings.js";
import type { Conversation } from "../../provider/conversation/conversation.js";
import { converse, open } from "../../provider/conversation/converse.js";
import { controlPaths, type EmulatorControl, emulatorTarget } from "../../provider/conversation/emulator-target.js";
import { ConversationFailure } from "../../provider/conversation/failure.js";
import { instanceTarget } from "../../provider/conversation/instance-target.js";
import type { Step } from "../../provider/conversation/step.js";
import type { Target } from "../../provider/conversation/target.js";
import { manualClock, startEmulator } from "../../provider/emulator/index.js";
import { ChatCheckError } from "../../provider/errors.js";
import { useStateFolder } from "../chat/state-folder.js";
import { refusal, useTestCredentials } from "../emulator/customer.js";
import { handlerFile, removeHandlerFiles } from "../emulator/lambda/handler-file.js";
import { greeting } from "../flows.js";
import { asksFunction, Bank, steered, talk } from "./bank.js";

const welcome = "Hello Ada, welcome to Example Bank.";

/** The process's own, with the timers that came to their end, in milliseconds. */
function watched() {
  const fired: number[] = [];
  const surroundings: Surroundings = {
    ...processSurroundings,
    after: (milliseconds, action) =>
      processSurroundings.after(milliseconds, () => {
        fired.push(milliseconds);
        action();
      }),
  };
  return { surroundings, fired };
}

describe("converse", () => {
  useStateFolder();
  useTestCredentials();
  let bank: Bank;
  before(async () => {
    bank = await Bank.open();
  });
  after(() => bank[Symbol.asyncDispose]());
  afterEach(() => {
    assert.deepEqual(bank.open, []);
    bank.emulator.reset();
  });

  const failure = async (conversation: Conversation, target: Target = bank.target, options = {}) =>
    refusal(converse(conversation, target, options), ConversationFailure);

  describe("starts nothing", () => {
    const refused: readonly (readonly [string, unknown, string, RegExp])[] = [
      ["of no conversation", undefined, "INVALID_CONVERSATION", /Expected an object/],
      ["of a list", [], "INVALID_CONVERSATION", /Expected an object, not a list/],
      ["without steps", { flow: "welcome" }, "INVALID_CONVERSATION", /steps: Expected a value; it is missing/],
      [
        "with a step that there is not",
        talk("welcome", { shout: "Hi" } as never),
        "INVALID_CONVERSATION",
        /shout is none/,
      ],
      ["with a flow that there is not", talk("wellcome", { say: "Hi" }), "FLOW_NOT_FOUND", /no flow wellcome/],
      ["without one of several flows", { steps: [{ say: "Hi" }] }, "FLOW_NOT_FOUND", /No flow is named/],
      [
        "with an attribute that AWS does not take",
        { ...talk("welcome", { say: "Hi" }), attributes: { "a b": "c" } },
        "INVALID_CONVERSATION",
        /a talk cannot be started: attributes/,
      ],
      [
        "with a variable that nobody gives",
        { ...talk("welcome", { say: "Hi" }), attributes: { name: "{{nobody}}" } },
        "UNKNOWN_VARIABLE",
        /no variable nobody/,
      ],
    ];
    for (const [title, conversation, code, message] of refused) {
      it(title, async () => {
        const before = bank.emulator.contacts().length;
        const error = await refusal(converse(conversation as Conversation, bank.target), ChatCheckError);
        assert.equal(error.code, code);
        assert.match(error.message, message);
        assert.equal(bank.emulator.contacts().length, before);
      });
    }

    it("when it is told to stop before", async () => {
      const before = bank.emulator.contacts().length;
      const reason = new Error("enough");
      const options = { signal: AbortSignal.abort(reason) };
      await assert.rejects(converse(talk("welcome", { say: "Hi" }), bank.target, options), (error) => error === reason);
      assert.equal(bank.emulator.contacts().length, before);
    });

    it("where only an emulator could decide what actions come to", async () => {
      const { decide: _decide, ...target } = bank.target;
      const held = await converse(
        { ...talk("welcome", { say: "Hi" }), outcomes: { ask: { error: "NoMatchingError" } } },
        target,
      );
      assert.deepEqual([held.contactId, held.skipped], ["", "Only the emulator can decide what actions come to."]);
    });
  });

  it("decides what actions come to, on an emulator", async () => {
    const outcomes = { listen: { result: "WaitCompleted" } };
    await converse({ ...talk("welcome", { waitFor: { event: "ended" } }), outcomes }, bank.target);
  });

  it("refuses outcomes of actions that there are not, here and in an emulator of another process", async () => {
    for (const control of [bank.emulator, controlPaths(bank.emulator.url)]) {
      const conversation = { ...talk("welcome", { say: "Hi" }), outcomes: { lissen: { result: "WaitCompleted" } } };
      const error = await refusal(converse(conversation, emulatorTarget(bank.emulator, control)), ChatCheckError);
      assert.equal(error.code, "INVALID_CONVERSATION");
      assert.match(error.message, /No flow has the action lissen \(did you mean listen\?\)\.$/m);
    }
  });

  it("uses the cells of a row before the variables, in what the chat is started with too", async () => {
    const conversation = {
      ...talk("welcome", { expect: "Hello {{name}}, welcome to Example Bank." }),
      attributes: { customerName: "{{name}}" },
      variables: { name: "Ada" },
    };
    for (const name of ["Bob", "Eve"]) await converse(conversation, bank.target, { row: { name } });
  });

  it("fails with the variable that a step before did not capture", async () => {
    const { code, details } = await failure(talk("welcome", { say: "{{number}}" }));
    assert.deepEqual([code, details.step], ["UNKNOWN_VARIABLE", 1]);
  });

  describe("holds what becomes of a contact to its bound where time passes as it does", () => {
    const live = (): Target => {
      const { passTime: _passTime, ...target } = bank.target;
      return target;
    };
    const expected = { attributes: { stage: "late" } };

    /** A target whose contact has the attribute from the second look on. */
    const second = (): Target => {
      let looks = 0;
      return { ...live(), state: async () => ({ attributes: ++looks < 2 ? {} : expected.attributes }) };
    };
    for (const [title, step] of [
      ["alone", { expect: expected, within: 0.1 }],
      ["in a set", { expectAll: [{ event: "joined" }, expected], within: 0.1 }],
    ] as const) {
      it(title, async () => {
        const { code, verdict } = await failure(talk("mute", step), live());
        assert.deepEqual([code, verdict], ["NOT_IN_TIME", "It did not come within 0.1 s."]);
        await converse(talk("mute", step), second());
      });
    }
  });

  it("counts the time that a function of the user's own is at work, for what becomes of a contact", async () => {
    const expected = { attributes: { stage: "late" } };
    /** Four seconds pass until the contact has the attribute. */
    const working = (): Target => {
      let looks = 0;
      return steered(bank.emulator, {
        passTime: () => ({
          ...{ moved: false, working: true, ended: false },
          time: new Date(Date.now() + looks * 1_000).toISOString(),
        }),
        chat: () => ({ attributes: ++looks < 5 ? {} : expected.attributes }),
      });
    };
    const { code, verdict } = await failure(talk("mute", { expect: expected, within: 2 }), working());
    assert.deepEqual([code, verdict], ["NOT_IN_TIME", "It did not come within 2 s."]);
    await converse(talk("mute", { expect: expected, within: 5 }), working());
  });

  describe("takes no longer than it may", () => {
    /** A conversation's time that is over when a test says so, and what hangs from then on. */
    function deadline() {
      let over: (() => void) | undefined;
      const surroundings: Surroundings = {
        ...processSurroundings,
        after(milliseconds, action) {
          if (milliseconds < 60_000) return processSurroundings.after(milliseconds, action);
          over ??= action;
          return () => {};
        },
      };
      const pass = () => over?.();
      const hang = () => {
        pass();
        return new Promise<never>(() => {});
      };
      return { surroundings, pass, hang };
    }

    const controls: Readonly<
      Record<string, readonly [Step, (hang: () => Promise<never>) => Partial<EmulatorControl>]>
    > = {
      "when the emulator does not let time pass": [{ waitFor: "Hi" }, (passTime) => ({ passTime })],
      "when a pause does not end": [{ pause: 1 }, (passTime) => ({ passTime })],
      "when the emulator does not tell of the contact": [{ expect: { queue: "Q" } }, (chat) => ({ chat })],
    };
    const isOver = ({ code, message }: ChatCheckError) => {
      assert.equal(code, "CONVERSATION_TIMEOUT");
      assert.match(message, /^a talk took longer than its timeout \(60 s\)\./);
    };
    for (const [title, [step, control]] of Object.entries(controls)) {
      it(title, async () => {
        const { surroundings, hang } = deadline();
        const conversation = { ...talk("mute", step), stepTimeLimit: 1000 };
        isOver(await failure(conversation, steered(bank.emulator, control(hang)), { surroundings }));
      });
    }

    it("when a step does not fail by itself", async () => {
      const { surroundings, pass } = deadline();
      bank.emulator.once("subscribe", "ignore", { skip: 1, times: 1 });
      const failing = failure(talk("mute", { reconnect: true }), bank.target, { surroundings });
      while (bank.emulator.faults().length > 0) await new Promise((resolve) => setImmediate(resolve));
      pass();
      isOver(await failing);
    });

    it("when the target does not find the flow", async () => {
      const { surroundings, hang } = deadline();
      const target = { ...bank.target, contactFlowId: hang };
      isOver(await refusal(converse(talk("welcome", { say: "Hi" }), target, { surroundings }), ChatCheckError));
    });

    it("when its steps are many", async () => {
      const steps = Array.from({ length: 10_000 }, (): Step => ({ type: true }));
      const { code, details } = await failure({ ...talk("mute", ...steps), timeout: 1 });
      assert.equal(code, "CONVERSATION_TIMEOUT");
      assert.ok((details.step ?? 0) > 1);
    });
  });

  describe("ends the contact", () => {
    it("when it is told to stop, and says why", async () => {
      const aborting = new AbortController();
      const reason = new Error("enough");
      const target = steered(bank.emulator, {
        passTime() {
          aborting.abort(reason);
          return new Promise(() => {});
        },
      });
      const options = { signal: aborting.signal };
      const talking = converse(talk("mute", { expect: "Hi" }), target, options);
      await assert.rejects(talking, (error) => error === reason);
    });

    it("when it is told to stop for a reason that people read, with what was seen by then", async () => {
      const aborting = new AbortController();
      const reason = new ChatCheckError({ code: "DEADLINE_EXCEEDED", message: "Too late.", hint: "Be faster." });
      const talking = failure(
        talk("welcome", { expect: welcome }, { pause: 0 }, { type: true }),
        {
          ...bank.target,
          async passTime(contactId, milliseconds) {
            aborting.abort(reason);
            return bank.emulator.passTime(contactId, milliseconds);
          },
        },
        { signal: aborting.signal },
      );
      const { code, details } = await talking;
      assert.equal(code, "DEADLINE_EXCEEDED");
      assert.equal(details.cause, reason);
    });

    for (const [title, control] of [
      ["when the emulator fails to let time pass", { passTime: () => Promise.reject(new TypeError("not a function")) }],
      [
        "when the emulator fails to tell of the contact",
        { chat: () => Promise.reject(new TypeError("not a function")) },
      ],
    ] as const) {
      it(title, async () => {
        const target = steered(bank.emulator, control);
        await assert.rejects(converse(talk("mute", { expect: { queue: "Q" } }), target), /not a function/);
      });
    }

    it("when the process's own listener fails", async () => {
      const place = () => {
        throw new TypeError("no such place");
      };
      await assert.rejects(converse(talk("welcome", { expect: "Hi" }), bank.target, { place }), /no such place/);
    });

    it("that somebody opened, when it is closed", async () => {
      const chat = await open({ flow: "welcome" }, bank.target);
      assert.deepEqual(bank.open, [chat.contactId]);
      await chat.talk.step({ waitFor: { contains: "What" } });
      await refusal(chat.talk.step({ shout: "Hi" } as never), ChatCheckError);
      await chat.close();
      await chat.close();
    });
  });

  describe("finds what the socket loses", () => {
    for (const [title, steps, at, times] of [
      ["the only message", [{ expect: "Well?" }], "frame MESSAGE", 1],
      ["the first of two", [{ expect: welcome }, { expect: { contains: "What" } }], "frame MESSAGE", 1],
      [
        "all",
        [{ expect: welcome }, { expect: { contains: "What" } }, { say: "Hi" }, { expect: { contains: "4711" } }],
        "frame",
        50,
      ],
      ["one that must never be seen", [{ never: welcome }, { expect: { contains: "What" } }], "frame MESSAGE", 1],
    ] as const) {
      it(title, async () => {
        await using own = await Bank.open();
        own.emulator.load(greeting("ask", "Well?"));
        own.emulator.once(at, "lose", times);
        const flow = title === "the only message" ? "ask" : "welcome";
        const { surroundings, fired } = watched();
        const talking = converse(talk(flow, ...(steps as readonly Step[])), own.target, { surroundings });
        if (title === "one that must never be seen")
          assert.equal((await refusal(talking, ConversationFailure)).code, "FORBIDDEN");
        else await talking;
        assert.ok(fired.reduce((sum, milliseconds) => sum + milliseconds, 0) < 3_000, fired.join());
        assert.deepEqual(own.open, []);
      });
    }
  });

  it("hears what comes twice once", async () => {
    bank.emulator.every(1, "frame", "double");
    const { transcript } = await converse(
      talk(
        "welcome",
        { expect: welcome },
        { expect: { contains: "What" } },
        { say: "Hi" },
        { expect: { contains: "4711" } },
      ),
      bank.target,
    );
    assert.equal(transcript.length, 5);
  });

  it("finds what was said before the subscription, and at once", async () => {
    await using own = await Bank.open({ behaviour: { flowStart: "created" } });
    const { surroundings, fired } = watched();
    const conversation = talk("welcome", { expect: welcome }, { say: "Hi" }, { waitFor: { contains: "4711" } });
    await converse(conversation, own.target, { surroundings });
    assert.deepEqual(fired, []);
  });

  describe("with a function of the user's own at work", () => {
    after(removeHandlerFiles);

    const withHandler = (content: string) => {
      const handler = `${handlerFile("slow.mjs", `export const handler = ${content};`)}#handler`;
      return startEmulator({ flows: [asksFunction("slow")], instance: { lambda: [{ name: "slow", handler }] } });
    };

    it("waits for it, and lets no time pass meanwhile", async () => {
      await using emulator = await withHandler(
        '() => new Promise((done) => setTimeout(() => done({ word: "yes" }), 300))',
      );
      const held = await converse(
        talk("asks a function", { expect: "The function says yes." }),
        emulatorTarget(emulator, emulator),
      );
      const [first, last] = [held.transcript[0], held.transcript.at(-1)];
      assert.ok(Date.parse(last?.time ?? "") - Date.parse(first?.time ?? "") < 2_000);
    });

    it("waits for it in a pause", async () => {
      await using emulator = await withHandler(
        '() => new Promise((done) => setTimeout(() => done({ word: "yes" }), 200))',
      );
      const target = emulatorTarget(emulator, emulator);
      const { transcript } = await converse(
        talk("asks a function", { pause: 3 }, { expect: "The function says yes." }),
        target,
      );
      assert.equal(transcript.length, 2);
    });

    it("does not wait for ever", async () => {
      await using emulator = await withHandler("() => new Promise(() => {})");
      const target = emulatorTarget(emulator, emulator);
      const error = await failure(talk("asks a function", { expect: "Hi", timeLimit: 0.2 }), target);
      assert.equal(error.code, "NOT_IN_TIME");
    });
  });

  describe("held many at a time", () => {
    it("lets each chat have its own time", async () => {
      const seconds = [3, 60, 600, 1700];
      await Promise.all([
        ...seconds.map((pause) =>
          converse(talk("slow", { pause }, { never: "Still there?" }, { type: true }), bank.target),
        ),
        converse(talk("slow", { expect: "Still there?", timeLimit: 1800 }), bank.target),
        ...seconds.map(() => converse(talk("tired", { expect: "Still there?", within: 4 }), bank.target)),
        failure(talk("slow", { expect: "Still there?" })),
      ]);
    });

    it("keeps fifty apart", async () => {
      const conversation = (index: number): Conversation => ({
        ...talk(
          "welcome",
          { expect: `Hello ${index}, welcome to Example Bank.` },
          { expect: { contains: "What" } },
          { say: "Hi" },
          { expect: { contains: "4711" } },
        ),
        attributes: { customerName: String(index) },
      });
      const held = await Promise.all(
        Array.from({ length: 50 }, (_, index) => converse(conversation(index), bank.target)),
      );
      assert.equal(new Set(held.map(({ contactId }) => contactId)).size, 50);
    });
  });

  it("holds against a manual clock, which only the chat's own time moves", async () => {
    await using own = await Bank.open({ clock: manualClock() });
    await converse(talk("tired", { pause: 2 }, { expect: "Still there?", within: 2 }), own.target);
    assert.equal(own.emulator.contacts()[0]?.state, "ended");
  });

  it("steers an emulator of another process by its control paths", async () => {
    const target = emulatorTarget(bank.emulator, controlPaths(bank.emulator.url));
    const { state } = await converse(
      talk("steps", { expect: { attributes: { stage: "waited" } } }, { pause: 2 }, { expect: { flow: "steps" } }),
      target,
    );
    assert.equal(state?.attributes?.stage, "waited");
    const outcomes = { rest: { error: "NoMatchingError" } };
    await converse({ ...talk("tired", { expect: "Still there?", within: 0 }), outcomes }, target);
    assert.equal((await failure(talk("slow", { expect: "Still there?" }), target)).code, "NOT_IN_TIME");
    await assert.rejects(target.state("nobody"), /There is no contact nobody/);
    await assert.rejects(async () => target.passTime?.("nobody"), /There is no contact nobody/);
  });

  describe("against an instance, where time passes as it does", () => {
    const instance = () =>
      instanceTarget(
        bank.emulator.instanceId,
        { region: bank.emulator.region, endpoint: bank.emulator.url },
        processSurroundings,
      );

    it("holds the same conversation, and passes over what only an emulator can answer", async () => {
      const target = instance();
      try {
        const held = await converse(
          talk(
            "welcome",
            { expect: welcome },
            { expect: { flow: "welcome" } },
            { waitFor: { contains: "What" } },
            { never: { flow: "person" } },
            { expect: { attributes: { customerName: "Ada" } } },
            { say: "Hi" },
            { expect: { contains: "4711" }, within: 5 },
            { reconnect: true },
            { leave: true },
            { waitFor: { event: "ended" } },
          ),
          target,
        );
        assert.match(held.skipped ?? "", /^step 2: Only the emulator knows .*\. .*Only the emulator knows/);
        assert.equal(held.state, undefined);
      } finally {
        target.close();
      }
    });

    it("finds a flow by its name, id or ARN, and a queue by its name", async () => {
      const target = instance();
      try {
        const { id, arn } = bank.emulator.flow("person");
        for (const flow of ["person", id, arn]) {
          await converse(talk(flow, { expect: "One moment, please." }, { expect: { queue: "Advisers" } }), target);
        }
        const error = await refusal(converse(talk("nobody", { say: "Hi" }), target), ChatCheckError);
        assert.equal(error.code, "FLOW_NOT_FOUND");
        assert.equal(
          (await refusal(converse({ steps: [{ say: "Hi" }] }, target), ChatCheckError)).code,
          "FLOW_NOT_FOUND",
        );
      } finally {
        target.close();
      }
    });

    it("waits as long as the step says, and no longer", async () => {
      const target = instance();
      try {
        const began = Date.now();
        assert.equal((await failure(talk("mute", { expect: "Hi", timeLimit: 0.3 }), target)).code, "NOT_IN_TIME");
        assert.equal(
          (await failure(talk("mute", { expect: { queue: "Q" }, timeLimit: 0.3 }), target)).code,
          "NOT_IN_TIME",
        );
        await converse(talk("mute", { pause: 0.1 }, { type: true }), target);
        const elapsed = Date.now() - began;
        assert.ok(elapsed >= 700 && elapsed < 4_000, `${elapsed}`);
      } finally {
        target.close();
      }
    });

    it("finds in the transcript what the socket loses, before it fails", async () => {
      const target = instance();
      try {
        bank.emulator.once("frame MESSAGE", "lose", 1);
        await converse(talk("welcome", { expect: welcome }, { expect: { contains: "What" } }), target);
        bank.emulator.once("frame MESSAGE", "lose", { skip: 3, times: 1 });
        await converse(
          talk(
            "welcome",
            { expect: welcome },
            { expect: { contains: "What" } },
            { say: "Hi" },
            { expect: { contains: "4711" }, timeLimit: 0.5 },
          ),
          target,
        );
      } finally {
        target.close();
      }
    });
  });
});
