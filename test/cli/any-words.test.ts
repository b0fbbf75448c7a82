import assert from "node:assert/strict";
import fc from "fast-check";
import { unendedContacts } from "../../provider/chat/unended.js";
import { check } from "../../provider/cli/check.js";
import type { Command } from "../../provider/cli/command.js";
import { startChatContact } from "../../provider/cli/start-chat-contact.js";
import { type Emulator, startEmulator } from "../../provider/emulator/index.js";
import { ChatCheckError } from "../../provider/errors.js";
import { useCleanEnvironment } from "../chat/environment.js";
import { openContacts } from "../chat/talk.js";
import { greeting } from "../flows.js";
import { commandLines, hugeLines } from "./any-words.js";
import { Terminal } from "./terminal.js";

const mostMilliseconds = 20_000;
const stack = /^ +at .+:\d+:\d+\)?$/m;

describe("any words at all", function () {
  this.timeout(240_000);
  useCleanEnvironment();
  let emulator: Emulator;

  before(async () => {
    emulator = await startEmulator({ flows: [greeting()] });
  });
  beforeEach(() => {
    emulator.reset({ contacts: true });
    process.env.AWS_ENDPOINT_URL_STS = "http://127.0.0.1:1";
    process.env.AWS_EC2_METADATA_DISABLED = "true";
  });
  after(() => emulator.close());

  const whole = () => [
    ...["--instance-id", emulator.instanceId, "--contact-flow-id", emulator.flows[0]?.id ?? ""],
    ...["--participant-details", "DisplayName=Ada"],
  ];

  /** Runs a command with these words, to the emulator and nowhere else, and answers how it ended. */
  const ended = async (
    command: Command,
    words: readonly string[],
    judge: (ended: number | unknown, io: Terminal) => void,
  ) => {
    using io = new Terminal({ AWS_REGION: "us-east-1" });
    const began = performance.now();
    const code = await command.run([...words, "--endpoint-url", emulator.url], io).catch((error: unknown) => error);
    assert.ok(performance.now() - began < mostMilliseconds);
    assert.doesNotMatch(io.written + io.told, stack);
    judge(code, io);
    emulator.reset({ contacts: true });
  };

  const ofAnyLine = (own: readonly string[], holds: (words: string[]) => Promise<void>) =>
    fc.assert(
      fc.asyncProperty(commandLines(own), fc.boolean(), (words, good) => holds(good ? [...whole(), ...words] : words)),
      { numRuns: 400 },
    );

  describe("after start-chat-contact", () => {
    const own = ["generate-cli-skeleton", "query", "output", "color", "ca-bundle", "no-paginate", "profile", "debug"];
    const judge = (code: unknown, { written, told }: Terminal) => {
      assert.ok(code === 0 || code === 252 || code === 253 || code === 254 || code === 255, String(code));
      if (code === 0) return;
      assert.equal(written, "");
      assert.match(told, /^code: [A-Z_]+\nto do: \S.+\.\n$/m);
      if (code === 252) assert.match(told, /^The command line is not valid:( .+|\n- .+)/m);
      assert.ok(told.length < 25_000);
      assert.deepEqual(emulator.contacts(), []);
    };

    it("come to an answer or to a refusal in a sentence, and no contact of what is refused", () =>
      ofAnyLine(own, (words) => ended(startChatContact, words, judge)));

    for (const [index, words] of hugeLines.entries()) {
      it(`are taken or refused at any size (${index + 1}: ${words.join(" ").slice(0, 40)}…)`, () =>
        ended(startChatContact, [...whole(), ...words], judge));
    }
  });

  describe("after check", () => {
    const own = [
      ...["connect-within", "timeout", "expect-first-message", "allow-end", "on-failure", "retries", "retry-delay"],
      ...["assume-role-arn", "json", "profile"],
    ];
    const judge = (code: unknown, io: Terminal) => {
      if (code instanceof Error) {
        assert.ok(code instanceof ChatCheckError, code.stack);
        assert.equal(code.code, "WRONG_USE");
        assert.match(code.message, /^The command line is not valid:( .+|\n- .+)/s);
        assert.ok(code.message.length < 25_000);
        assert.deepEqual([io.written, emulator.contacts()], ["", []]);
        return;
      }
      assert.ok(code === 0 || code === 1, String(code));
      assert.deepEqual([openContacts(emulator), unendedContacts(io.surroundings)], [[], []]);
    };

    it("come to a verdict or to a refusal in a sentence, and leave no contact open", () =>
      ofAnyLine(own, (words) => ended(check, words, judge)));

    for (const [index, words] of hugeLines.entries()) {
      it(`are taken or refused at any size (${index + 1}: ${words.join(" ").slice(0, 40)}…)`, () =>
        ended(check, [...whole(), ...words], judge));
    }
  });
});
