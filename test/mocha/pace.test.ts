import assert from "node:assert/strict";
import { manualClock } from "../../provider/emulator/index.js";
import { Pace, type PaceLimits } from "../../provider/mocha/pace.js";
import { timeOf } from "../chat/surroundings.js";

function paceOf(limits: Partial<PaceLimits>) {
  const clock = manualClock(0);
  const pace = new Pace({ perSecond: 5, burst: 3, parallel: 100, ...limits }, timeOf(clock));
  const began: number[] = [];
  const turns: (() => void)[] = [];
  const ask = (signal?: AbortSignal) =>
    pace.turn(signal).then(
      (end) => {
        began.push(clock.now());
        turns.push(end);
      },
      (reason: Error) => void began.push(Number.NaN, Number(reason.message)),
    );
  const pass = async (milliseconds: number) => {
    clock.advance(milliseconds);
    await settled();
  };
  return { ask, began, turns, pass };
}

/** Everything that is resolved has been noticed. */
const settled = () => new Promise<void>((resolve) => void setImmediate(resolve));

describe("the pace towards an instance", () => {
  it("lets a burst begin at once, and the others one after the other", async () => {
    const { ask, began, pass } = paceOf({});
    for (let count = 0; count < 6; count++) void ask();
    await settled();
    assert.deepEqual(began, [0, 0, 0]);
    for (let count = 0; count < 12; count++) await pass(50);
    assert.deepEqual(began, [0, 0, 0, 200, 400, 600]);
  });

  it("never lets more begin in any time than its quota has", async () => {
    const { ask, began, pass } = paceOf({ perSecond: 5, burst: 8 });
    for (let count = 0; count < 40; count++) void ask();
    await settled();
    for (let count = 0; count < 400; count++) await pass(20);
    assert.equal(began.length, 40);
    for (const [index, first] of began.entries()) {
      for (const [offset, last] of began.slice(index).entries()) {
        assert.ok(offset + 1 <= 8 + ((last - first) / 1000) * 5 + 1e-9, `${offset + 1} from ${first} to ${last}`);
      }
    }
  });

  it("holds no more at once than is wanted, and goes on when one ends", async () => {
    const { ask, began, turns, pass } = paceOf({ parallel: 2 });
    for (let count = 0; count < 3; count++) void ask();
    await pass(5000);
    assert.equal(began.length, 2);
    turns[0]?.();
    turns[0]?.();
    void ask();
    await settled();
    assert.equal(began.length, 3);
  });

  it("forgets who goes away while waiting", async () => {
    const { ask, began, turns } = paceOf({ parallel: 1 });
    const gone = new AbortController();
    void ask();
    void ask(gone.signal);
    void ask();
    await settled();
    gone.abort(new Error("7"));
    turns[0]?.();
    await settled();
    assert.deepEqual(began, [0, Number.NaN, 7, 0]);
    void ask(AbortSignal.abort(new Error("8")));
    await settled();
    assert.equal(began.at(-1), 8);
  });
});
