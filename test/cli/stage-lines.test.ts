import assert from "node:assert/strict";
import { StageLines } from "../../provider/cli/stage-lines.js";
import { manualClock } from "../../provider/emulator/index.js";
import { timeOf } from "../chat/surroundings.js";
import { Terminal } from "./terminal.js";

const clear = "\r\u001B[K";

describe("the lines of stages", () => {
  it("tell each stage as it is over, with its time", () => {
    using io = new Terminal();
    const lines = new StageLines(io);
    lines.tell({ stage: "start", state: "begun" });
    assert.equal(io.written, "");
    lines.tell({ stage: "start", state: "done", milliseconds: 42 });
    lines.tell({ stage: "connect", state: "begun" });
    lines.tell({ stage: "connect", state: "failed", milliseconds: 12_345 });
    lines.stop();
    assert.equal(io.written, "ok         42 ms  StartChatContact\nFAILED  12345 ms  CreateParticipantConnection\n");
    assert.equal(io.told, "");
  });

  it("spin on a terminal while a stage lasts, and take their traces away", () => {
    const clock = manualClock();
    using io = new Terminal({}, true, timeOf(clock));
    const lines = new StageLines(io);
    lines.tell({ stage: "subscribe", state: "begun" });
    assert.equal(io.told, `${clear}⠋ the WebSocket subscription …`);
    clock.advance(80);
    assert.ok(io.told.endsWith(`${clear}⠙ the WebSocket subscription …`));
    clock.advance(80 * 9);
    assert.ok(io.told.endsWith(`${clear}⠋ the WebSocket subscription …`));
    lines.tell({ stage: "subscribe", state: "done", milliseconds: 800 });
    assert.ok(io.told.endsWith(`…${clear}`));
    const before = io.told;
    clock.advance(1_000);
    assert.equal(io.told, before);
    assert.equal(io.written, "ok        800 ms  the WebSocket subscription\n");
  });

  it("stop spinning when they are told to, in the middle of a stage", () => {
    const clock = manualClock();
    using io = new Terminal({}, true, timeOf(clock));
    const lines = new StageLines(io);
    lines.tell({ stage: "start", state: "begun" });
    clock.advance(160);
    lines.stop();
    lines.stop();
    const before = io.told;
    clock.advance(1_000);
    assert.equal(io.told, before);
    assert.ok(before.endsWith(`…${clear}`));
  });
});
