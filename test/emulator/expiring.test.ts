import assert from "node:assert/strict";
import { manualClock } from "../../provider/emulator/clock.js";
import { Expiring } from "../../provider/emulator/expiring.js";

describe("Expiring", () => {
  it("has a value until its time is over, which the value can bring itself", () => {
    const clock = manualClock(0);
    const values = new Expiring<string>(clock, 100);
    assert.equal(values.put("a", "one"), 100);
    assert.equal(values.put("b", "two", 10), 10);
    clock.advance(9);
    assert.deepEqual([values.get("a"), values.get("b")], ["one", "two"]);
    clock.advance(1);
    assert.deepEqual([values.get("a"), values.get("b")], ["one", undefined]);
    clock.advance(90);
    assert.equal(values.get("a"), undefined);
  });

  it("begins a value's time anew when it is put again, and can forget it", () => {
    const clock = manualClock(0);
    const values = new Expiring<string>(clock, 100);
    values.put("a", "one");
    clock.advance(60);
    values.put("a", "two");
    clock.advance(60);
    assert.equal(values.get("a"), "two");
    values.delete("a");
    assert.equal(values.get("a"), undefined);
  });
});
