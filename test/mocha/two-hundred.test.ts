import assert from "node:assert/strict";
import { join } from "node:path";
import { type Emulator, type Fault, type FaultPoint, startEmulator } from "../../provider/emulator/index.js";
import { Project, verdicts } from "./project.js";
import { twoHundred } from "./two-hundred.js";

const inParallel = ["--parallel", "--jobs", "2"];

describe("two hundred conversations", function () {
  this.timeout(300_000);

  it("have the same results one after the other and in parallel", async () => {
    using project = new Project("commonjs", twoHundred());
    const isPending = (title: string) => title.endsWith("(skipped: not yet)");
    const serial = await project.report();
    const parallel = await project.report(inParallel);
    assert.deepEqual(verdicts(parallel, isPending), verdicts(serial, isPending));
    const { passes, failures, pending } = serial.stats;
    assert.deepEqual([serial.tests.length, passes, failures, pending], [200, 160, 20, 20]);
    assert.ok(
      verdicts(serial)
        .filter((verdict) => verdict.includes("failed"))
        .every((verdict) => verdict.endsWith("failed OTHER_MESSAGE")),
    );
  });

  /** Everything that can go wrong on the way, each so often that it meets many of the conversations. */
  const faults: readonly (readonly [every: number, at: FaultPoint, fault: Fault])[] = [
    [11, "StartChatContact", "drop answer"],
    [13, "StartChatContact", { error: "InternalServiceException" }],
    [12, "CreateParticipantConnection", { error: "ThrottlingException" }],
    [14, "CreateParticipantConnection", { error: "AccessDeniedException" }],
    [9, "socket open", "refuse"],
    [16, "socket open", { delayMilliseconds: 40 }],
    [10, "subscribe", "refuse"],
    [21, "subscribe", { closeAfter: 1001 }],
    [8, "frame MESSAGE", "lose"],
    [7, "frame", "double"],
    [29, "frame", "drop"],
    [5, "GetTranscript", { error: "InternalServerException" }],
    [6, "SendMessage", "half answer"],
    [11, "SendMessage", { error: "ValidationException" }],
    [3, "DisconnectParticipant", "drop"],
    [4, "StopContact", { error: "InternalServiceException" }],
    [15, "StopContact", "drop answer"],
  ];

  for (const mode of [[], inParallel]) {
    it(`never hang and leave no contact open, whatever goes wrong${mode.length > 0 ? ", in parallel" : ""}`, async () => {
      using project = new Project("commonjs", twoHundred(2));
      await using emulator = await startEmulator({ instance: join(project.folder, "instance.yaml") });
      for (const [every, at, fault] of faults) emulator.every(every, at, fault);
      for (const at of ["socket open", "subscribe"]) emulator.once(at, "ignore", { skip: 21, every: 30, times: 2 });
      for (const at of ["SendMessage", "StopContact"])
        emulator.once(at, "no answer", { skip: 11, every: 20, times: 1 });
      const { tests, stats } = await project.report(mode, { CHAT_CHECK_EMULATOR_URL: emulator.url });
      assert.deepEqual([tests.length, open(emulator)], [200, []]);
      assert.ok(stats.failures > 30 && stats.passes > 30, JSON.stringify(stats));
      for (const { happened, at } of emulator.faults()) assert.ok(happened > 0, at);
    });
  }
});

function open(emulator: Emulator): string[] {
  return emulator.contacts().flatMap(({ id, state }) => (state === "open" ? [id] : []));
}
