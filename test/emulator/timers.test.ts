import assert from "node:assert/strict";
import fc from "fast-check";
import { Timers } from "../../provider/emulator/timers.js";

const none = () => {};

describe("Timers", () => {
  it("come in the order in which they are due, and of two at once the first one set", () => {
    const dues = fc.array(fc.record({ due: fc.nat(20), cancelled: fc.boolean() }), { maxLength: 200 });
    fc.assert(
      fc.property(dues, (wanted) => {
        const timers = new Timers();
        const taken: number[] = [];
        const cancels = wanted.map(({ due }, index) =>
          timers.add({ due, kind: "limit", action: () => taken.push(index) }),
        );
        for (const [index, { cancelled }] of wanted.entries()) if (cancelled) cancels[index]?.();
        for (let timer = timers.take(); timer; timer = timers.take()) timer.action();
        const expected = wanted
          .map(({ due, cancelled }, index) => ({ due, cancelled, index }))
          .filter(({ cancelled }) => !cancelled)
          .sort((a, b) => a.due - b.due || a.index - b.index);
        assert.deepEqual(
          taken,
          expected.map(({ index }) => index),
        );
      }),
    );
  });

  it("know whether a flow waits for one of them", () => {
    const timers = new Timers();
    timers.add({ due: 1, kind: "limit", action: none });
    assert.equal(timers.hasFlow, false);
    const cancel = timers.add({ due: 2, kind: "flow", action: none });
    timers.add({ due: 3, kind: "flow", action: none });
    cancel();
    cancel();
    assert.equal(timers.hasFlow, true);
    timers.take();
    timers.take();
    assert.equal(timers.hasFlow, false);
  });

  it("can be cancelled after they are all gone", () => {
    const timers = new Timers();
    const cancel = timers.add({ due: 1, kind: "flow", action: none });
    timers.clear();
    timers.add({ due: 5, kind: "flow", action: none });
    cancel();
    assert.equal(timers.next?.due, 5);
    assert.equal(timers.hasFlow, true);
  });
});
