import assert from "node:assert/strict";
import { StageClock, type StageEvent } from "../../provider/check/stages.js";

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

  it("tells of each stage as it begins and as it is over", async () => {
    let now = 0;
    const told: StageEvent[] = [];
    const clock = new StageClock(
      () => now,
      (event) => told.push(event),
    );
    await clock.measure("start", async () => {
      assert.deepEqual(told, [{ stage: "start", state: "begun" }]);
      now += 7.4;
    });
    await assert.rejects(clock.measure("connect", () => Promise.reject(new Error("no"))));
    assert.deepEqual(told.slice(1), [
      { stage: "start", state: "done", milliseconds: 7 },
      { stage: "connect", state: "begun" },
      { stage: "connect", state: "failed", milliseconds: 0 },
    ]);
  });

  it("takes a stage for failed whose result is not good", async () => {
    const told: StageEvent[] = [];
    const clock = new StageClock(
      () => 0,
      (event) => told.push(event),
    );
    const notEnded = new Error("no");
    assert.equal(
      await clock.measure(
        "end",
        async () => notEnded,
        (result) => result === undefined,
      ),
      notEnded,
    );
    assert.deepEqual(told.at(-1), { stage: "end", state: "failed", milliseconds: 0 });
  });
});
