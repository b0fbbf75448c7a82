import assert from "node:assert/strict";
import { instantClock, manualClock, realClock } from "../../provider/emulator/clock.js";

const hour = 3_600_000;

describe("realClock", () => {
  it("tells the time of the machine", () => {
    const before = Date.now();
    const now = realClock().now();
    assert(before <= now && now <= Date.now());
  });

  it("runs an action once its time has come", async () => {
    const clock = realClock();
    const start = performance.now();
    await new Promise<void>((resolve) => clock.after(5, "flow", resolve));
    assert(performance.now() - start >= 4);
  });

  it("runs no action that was cancelled, or dropped with every other", async () => {
    const [clock, other] = [realClock(), realClock()];
    const ran: string[] = [];
    clock.after(0, "flow", () => ran.push("cancelled"))();
    other.after(0, "limit", () => ran.push("dropped"));
    other.stop();
    await new Promise<void>((resolve) => clock.after(2, "flow", resolve));
    assert.deepEqual(ran, []);
  });

  it("does not run an action at once that is due in a year", async () => {
    const clock = realClock();
    const ran: string[] = [];
    clock.after(365 * 24 * hour, "limit", () => ran.push("a year"));
    await new Promise<void>((resolve) => clock.after(5, "limit", resolve));
    assert.deepEqual(ran, []);
    clock.stop();
  });
});

describe("manualClock", () => {
  it("stands still", () => {
    const clock = manualClock(1000);
    assert.equal(clock.now(), 1000);
    clock.advance(1);
    assert.equal(clock.now(), 1001);
  });

  it("runs the actions on the way in order, each at its own time", () => {
    const clock = manualClock(0);
    const ran: [string, number][] = [];
    const note = (name: string) => () => ran.push([name, clock.now()]);
    clock.after(30, "flow", note("late"));
    clock.after(10, "limit", note("early"));
    clock.after(30, "limit", note("late too"));
    clock.after(31, "flow", note("not yet"));
    clock.advance(30);
    assert.deepEqual(ran, [
      ["early", 10],
      ["late", 30],
      ["late too", 30],
    ]);
  });

  it("runs an action that was set on the way when it is due", () => {
    const clock = manualClock(0);
    const times: number[] = [];
    const again = () => {
      times.push(clock.now());
      clock.after(10, "flow", again);
    };
    clock.after(10, "flow", again);
    clock.advance(35);
    assert.deepEqual(times, [10, 20, 30]);
    assert.equal(clock.now(), 35);
  });

  it("runs an action once", () => {
    const clock = manualClock();
    let count = 0;
    clock.after(1, "flow", () => count++);
    clock.advance(1);
    clock.advance(hour);
    assert.equal(count, 1);
  });

  it("runs no action that was cancelled, even on the way, and none after it was stopped", () => {
    const clock = manualClock();
    const ran: string[] = [];
    const cancel = clock.after(2, "flow", () => ran.push("cancelled"));
    clock.after(1, "flow", cancel);
    clock.advance(3);
    clock.after(1, "flow", () => ran.push("stopped"));
    clock.stop();
    clock.advance(hour);
    assert.deepEqual(ran, []);
  });
});

describe("instantClock", () => {
  it("jumps to a flow's timer as soon as nothing else is to do", async () => {
    const clock = instantClock();
    const start = clock.now();
    await new Promise<void>((resolve) => clock.after(hour, "flow", resolve));
    const passed = clock.now() - start;
    assert(passed >= hour && passed < hour + 10_000, `${passed}`);
  });

  it("runs the flows' timers in the order in which they are due", async () => {
    const clock = instantClock();
    const ran: string[] = [];
    clock.after(2 * hour, "flow", () => ran.push("two hours"));
    clock.after(hour, "flow", () => ran.push("one hour"));
    await new Promise<void>((resolve) => clock.after(3 * hour, "flow", resolve));
    assert.deepEqual(ran, ["one hour", "two hours"]);
  });

  it("does not jump to a limit that no flow's timer is behind", async () => {
    const clock = instantClock();
    const ran: string[] = [];
    clock.after(2 * hour, "limit", () => ran.push("limit"));
    await new Promise<void>((resolve) => clock.after(hour, "flow", resolve));
    assert.deepEqual(ran, []);
    clock.stop();
  });

  it("runs a limit that is due on the way to a flow's timer", async () => {
    const clock = instantClock();
    const ran: string[] = [];
    const start = clock.now();
    clock.after(60_000, "limit", () => ran.push(`limit after ${Math.round((clock.now() - start) / 60_000)} min`));
    await new Promise<void>((resolve) => clock.after(hour, "flow", resolve));
    assert.deepEqual(ran, ["limit after 1 min"]);
    clock.stop();
  });

  it("runs a limit once its time has come", async () => {
    const clock = instantClock();
    await new Promise<void>((resolve) => clock.after(1, "limit", resolve));
    clock.stop();
  });

  it("does not jump to a timer that was cancelled", async () => {
    const clock = instantClock();
    const start = clock.now();
    clock.after(hour, "flow", () => assert.fail("It was cancelled."))();
    await new Promise<void>((resolve) => clock.after(1000, "flow", resolve));
    assert(clock.now() - start < hour);
  });

  it("runs nothing after it was stopped", async () => {
    const clock = instantClock();
    const ran: string[] = [];
    clock.after(hour, "flow", () => ran.push("flow"));
    clock.after(0, "limit", () => ran.push("limit"));
    clock.stop();
    await new Promise<void>((resolve) => realClock().after(5, "flow", resolve));
    assert.deepEqual(ran, []);
  });
});
