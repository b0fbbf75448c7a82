import assert from "node:assert/strict";
import { StageClock } from "../../provider/check/stages.js";

describe("the clock of stages", () => {
  it("measures each stage, also one that fails, and the whole", async () => {
    let now = 1000;
    const clock = new StageClock(() => now);
    const taking = (milliseconds: number) => async () => {
      now += milliseconds;
      return milliseconds;
    };
    assert.equal(await clock.measure("start", taking(20)), 20);
    await assert.rejects(
      clock.measure("connect", async () => {
        now += 5;
        throw new Error("no");
      }),
    );
    assert.deepEqual(clock.durations, { start: 20, connect: 5 });
    assert.equal(clock.current, "connect");
    assert.equal(clock.elapsed, 25);
  });
});
