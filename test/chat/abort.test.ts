import assert from "node:assert/strict";
import { paused, untilAborted, within } from "../../provider/chat/abort.js";
import { processSurroundings, type Surroundings } from "../../provider/chat/surroundings.js";

const timers = () => {
  const waiting = new Set<() => void>();
  const surroundings: Surroundings = {
    ...processSurroundings,
    after(_milliseconds, action) {
      waiting.add(action);
      return () => waiting.delete(action);
    },
  };
  return { surroundings, waiting, fire: () => [...waiting].forEach((action) => void action()) };
};
const never = () => new Promise<never>(() => {});

describe("waiting", () => {
  it("ends with the signal's reason, before or after it began", async () => {
    const controller = new AbortController();
    const waiting = untilAborted(never(), controller.signal);
    controller.abort(new Error("enough"));
    await assert.rejects(waiting, /^Error: enough$/);
    await assert.rejects(untilAborted(never(), controller.signal), /^Error: enough$/);
  });

  it("for a time answers what came in it, and keeps no timer", async () => {
    const { surroundings, waiting } = timers();
    assert.equal(await within(1, new Error("late"), surroundings, async () => "in time"), "in time");
    assert.equal(waiting.size, 0);
  });

  it("for a time rejects after it, and tells the work by its signal", async () => {
    const { surroundings, fire } = timers();
    let told: AbortSignal | undefined;
    const late = within(1, new Error("late"), surroundings, (signal) => {
      told = signal;
      return never();
    });
    fire();
    await assert.rejects(late, /^Error: late$/);
    assert.equal(told?.aborted, true);
  });

  it("as a pause tells whether it came to its end, and keeps no timer when it did not", async () => {
    const { surroundings, waiting, fire } = timers();
    const whole = paused(1, surroundings);
    fire();
    assert.equal(await whole, true);
    waiting.clear();
    const controller = new AbortController();
    const cut = paused(1, surroundings, controller.signal);
    controller.abort();
    assert.deepEqual([await cut, waiting.size], [false, 0]);
    assert.deepEqual([await paused(1, surroundings, controller.signal), waiting.size], [false, 0]);
  });
});
