import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { processSurroundings } from "../../provider/chat/surroundings.js";
import { converse } from "../../provider/conversation/converse.js";
import { ConversationFailure } from "../../provider/conversation/failure.js";
import type { Step } from "../../provider/conversation/step.js";
import type { Fault, FaultPoint, Schedule } from "../../provider/emulator/index.js";
import { ChatCheckError } from "../../provider/errors.js";
import { useStateFolder } from "../chat/state-folder.js";
import { assertNoToken } from "../project/tokens.js";
import { Bank, talk } from "./bank.js";

/** Time flies ten times as fast for whoever waits. */
const surroundings = {
  ...processSurroundings,
  after: (milliseconds: number, action: () => void) => processSurroundings.after(milliseconds / 10, action),
};

const operations = [
  ...["StartChatContact", "CreateParticipantConnection", "GetTranscript", "SendMessage", "SendEvent"],
  ...["StartAttachmentUpload", "CompleteAttachmentUpload", "DisconnectParticipant", "StopContact"],
];
const refused = (error: string, status: number): Fault => ({ error, status });
const operationFaults: readonly Fault[] = [
  "drop",
  "drop answer",
  "half answer",
  "no answer",
  refused("ValidationException", 400),
  refused("AccessDeniedException", 403),
  refused("ResourceNotFoundException", 404),
  refused("ThrottlingException", 429),
  refused("LimitExceededException", 429),
  refused("InternalServerException", 500),
  { delayMilliseconds: 40 },
];
const socketFaults: Readonly<Record<string, readonly Fault[]>> = {
  "socket open": ["refuse", "ignore", "drop", { close: 1011 }, { delayMilliseconds: 40 }],
  subscribe: ["refuse", "ignore", "drop", { close: 1011 }, { closeAfter: 1001 }, { delayMilliseconds: 40 }],
  heartbeat: ["ignore", "drop", { close: 1011 }, { delayMilliseconds: 40 }],
  ping: ["ignore", "drop", { close: 1011 }, { delayMilliseconds: 40 }],
};
const frameFaults: readonly Fault[] = [
  ...(["lose", "double", "drop"] as const),
  { close: 1011 },
  { closeAfter: 1001 },
  { delayMilliseconds: 40 },
];
const points: Readonly<Record<string, readonly Fault[]>> = {
  ...Object.fromEntries(operations.map((operation) => [operation, operationFaults])),
  ...socketFaults,
  ...Object.fromEntries(
    ["frame", "frame MESSAGE", "frame EVENT", "frame chat.ended"].map((point) => [point, frameFaults]),
  ),
};
const schedules: Readonly<Record<string, Schedule>> = {
  once: { times: 1 },
  "the second time": { skip: 1, times: 1 },
  always: { every: 1 },
};

/** What a client goes on after, when it befalls one call or frame. */
function isHarmless(at: FaultPoint, fault: Fault, schedule: string): boolean {
  if (schedule !== "once") return false;
  if (typeof fault === "object") {
    if ("delayMilliseconds" in fault) return true;
    if (!("error" in fault) || fault.error === "LimitExceededException") return false;
    return fault.status === 429 || fault.status === 500;
  }
  if (operations.includes(at)) return fault !== "no answer";
  if (at === "heartbeat" || at === "ping") return fault === "ignore";
  return fault === "double" || (fault === "lose" && at !== "frame chat.ended");
}

describe("a conversation with a fault", function () {
  this.timeout(60_000);
  useStateFolder();
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "chat-check-faults-"));
    writeFileSync(join(folder, "proof.txt"), "It is true.");
  });
  after(() => rmSync(folder, { recursive: true }));

  const steps: readonly Step[] = [
    { expect: { contains: "Hello" } },
    { expect: { contains: "What" } },
    { type: true },
    { say: "Hi" },
    { expect: "One." },
    { attach: "proof.txt" },
    { expect: "Two." },
    { reconnect: true },
    { say: "Bye" },
    { waitFor: "Three." },
    { leave: true },
    { waitFor: { event: "ended" } },
  ];
  /** Everything that is done before the chat is over. */
  const unfinished: readonly Step[] = steps.slice(0, -2);

  async function tried(at: FaultPoint, fault: Fault, schedule: string, done: readonly Step[]): Promise<string> {
    await using bank = await Bank.open();
    const { times = 1, ...when } = schedules[schedule] ?? {};
    bank.emulator.once(at, fault, schedule === "always" ? { every: 1 } : { times, ...when });
    const conversation = { ...talk("patient", ...done), timeout: 40, stepTimeLimit: 20 };
    const began = Date.now();
    const error = await converse(conversation, bank.target, { surroundings, folder }).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    const title = `${at}, ${JSON.stringify(fault)}, ${schedule}`;
    assert.ok(Date.now() - began < 10_000, `${title} took its time`);
    assert.ok(error === undefined || error instanceof ChatCheckError, `${title}: ${(error as Error)?.stack}`);
    const told = `${error?.message} ${error?.hint}`;
    assertNoToken(told);
    if (isHarmless(at, fault, schedule)) assert.equal(error, undefined, `${title}: ${error?.message}`);
    const stays = told.includes("could not be ended");
    if (!stays) assert.deepEqual(bank.open, [], `${title} leaves a contact open: ${told}`);
    if (error instanceof ConversationFailure) assert.ok(error.details.contactId, title);
    return error?.code ?? "holds";
  }

  for (const [at, faults] of Object.entries(points)) {
    it(`of ${at} never hangs, and leaves no contact open without saying so`, async () => {
      const runs = faults.flatMap((fault) => [
        () => tried(at, fault, "once", steps),
        () => tried(at, fault, "the second time", unfinished),
        () => tried(at, fault, "always", steps),
        () => tried(at, fault, "always", unfinished),
      ]);
      const outcomes: string[] = [];
      const next = async () => {
        for (let run = runs.pop(); run; run = runs.pop()) outcomes.push(await run());
      };
      await Promise.all(Array.from({ length: 11 }, next));
      assert.ok(outcomes.includes("holds"), outcomes.join());
    });
  }
});
