import assert from "node:assert/strict";
import { Faults } from "../../provider/emulator/faults.js";

describe("faults on demand", () => {
  it("happen at their point only, as often as asked for, in order", () => {
    const faults = new Faults();
    faults.add("SendMessage", "drop", 2);
    faults.add("SendMessage", "no answer", 1);
    faults.add("frame", "lose", 1);
    const taken = [1, 2, 3, 4].map(() => faults.take("SendMessage"));
    assert.deepEqual(taken, ["drop", "drop", "no answer", undefined]);
    assert.equal(faults.take("StartChatContact"), undefined);
    assert.equal(faults.take("frame"), "lose");
  });

  it("are forgotten together", () => {
    const faults = new Faults();
    faults.add("frame", "lose", 5);
    faults.clear();
    assert.equal(faults.take("frame"), undefined);
  });
});
