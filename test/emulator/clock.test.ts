import assert from "node:assert/strict";
import { instantClock, manualClock, realClock } from "../../provider/emulator/clock.js";
import { action, disconnect, flow, say } from "../flows.js";
import { Customer } from "./customer.js";

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

  it("runs actions in the order in which they are due, whenever they were set", async () => {
    const clock = realClock();
    const ran: number[] = [];
    await new Promise<void>((resolve) => {
      for (const time of [9, 3, 6, 1]) clock.after(time, "limit", () => ran.push(time));
      clock.after(10, "flow", resolve);
    });
    assert.deepEqual(ran, [1, 3, 6, 9]);
  });

  it("runs an action that an earlier one has set", async () => {
    const clock = realClock();
    await new Promise<void>((resolve) => clock.after(1, "flow", () => clock.after(1, "flow", resolve)));
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

  it("does not jump on when a limit on the way has ended the waiting", async () => {
    const clock = instantClock();
    const start = clock.now();
    const ran: string[] = [];
    const cancel = clock.after(2 * hour, "flow", () => ran.push("flow"));
    clock.after(hour, "limit", () => {
      ran.push("limit");
      cancel();
    });
    clock.after(90 * 60_000, "limit", () => ran.push("another limit"));
    await new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)));
    assert.deepEqual(ran, ["limit"]);
    assert(clock.now() - start < hour + 10_000);
    clock.stop();
  });

  it("runs a limit once its time has come", async () => {
    const clock = instantClock();
    await new Promise<void>((resolve) => clock.after(1, "limit", resolve));
    clock.stop();
  });

  it("waits for who did something, and may be about to go on", async () => {
    const clock = instantClock(30);
    const start = performance.now();
    clock.stir?.();
    await new Promise<void>((resolve) => clock.after(hour, "flow", resolve));
    assert(performance.now() - start >= 29);
    await new Promise<void>((resolve) => clock.after(hour, "flow", resolve));
    assert(performance.now() - start < 2000);
  });

  it("runs nothing that was cancelled while it waited", async () => {
    const clock = instantClock(5);
    clock.stir?.();
    const cancel = clock.after(hour, "flow", () => assert.fail("It was cancelled."));
    await new Promise<void>((resolve) => setImmediate(resolve));
    cancel();
    await new Promise<void>((resolve) => realClock().after(15, "flow", resolve));
    assert(clock.now() - Date.now() < hour);
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

  it("lets a customer answer before a flow's time is over, and does not wait for one who does not", async () => {
    const hurried = flow(
      "hurried",
      say("hello", "Hello?", "wait"),
      action(
        "wait",
        "Wait",
        { TimeLimitSeconds: "900", Events: ["CustomerReturned"] },
        {
          next: "late",
          when: { CustomerReturned: "thanks", WaitCompleted: "late" },
          errors: { NoMatchingError: "end" },
        },
      ),
      say("thanks", "Thank you", "end"),
      say("late", "Too late", "end"),
      disconnect(),
    );
    await using customer = await Customer.of({ clock: "instant", flows: [hurried] });
    const talking = await customer.chat();
    const frames = await customer.subscribe(talking.url);
    await frames.nextItem(({ Content }) => Content === "Hello?");
    await customer.say(talking.ConnectionToken, "Yes");
    await frames.nextItem(({ Content }) => Content === "Thank you");
    const start = performance.now();
    const silent = await customer.subscribe((await customer.chat()).url);
    await silent.nextItem(({ Content }) => Content === "Too late");
    assert(performance.now() - start < 5000);
  });
});
