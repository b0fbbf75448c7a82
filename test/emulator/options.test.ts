import assert from "node:assert/strict";
import { type EmulatorOptions, startEmulator } from "../../provider/emulator/index.js";

describe("the emulator's options", () => {
  it("are refused when they do not exist or cannot be, all at once", async () => {
    const options = {
      flow: [],
      clock: "fast",
      behaviour: { hours: 1, flowStart: "never" },
    } as unknown as EmulatorOptions;
    await assert.rejects(startEmulator(options), {
      name: "TypeError",
      message:
        "The emulator's options are not valid: There is no option flow. There is no behaviour hours. flowStart is one of subscribed, created. clock is real, instant, manual or a clock.",
    });
  });

  it("are refused when a number is none, or a choice is another", async () => {
    const behaviour = { socketIdleMinutes: -1, attachmentUrlSeconds: "five", attachmentScan: "MAYBE" };
    const options = { behaviour } as unknown as EmulatorOptions;
    await assert.rejects(startEmulator(options), {
      name: "TypeError",
      message:
        "The emulator's options are not valid: attachmentScan is one of APPROVED, REJECTED. socketIdleMinutes is a number from 0 up. attachmentUrlSeconds is a number from 0 up.",
    });
  });

  it("refuse a fault that could never happen", async () => {
    await using emulator = await startEmulator();
    assert.throws(() => emulator.once("StartChatContactt", "drop"), /Nothing goes wrong at StartChatContactt: /);
    assert.throws(
      () => emulator.once("StartChatContact", "lose"),
      /At StartChatContact there is no fault lose; there are drop,/,
    );
    assert.throws(
      () => emulator.once("frame", "drop answer"),
      /At frame there is no fault drop answer; there are lose, double, drop, close, closeAfter, delayMilliseconds\./,
    );
  });
});
