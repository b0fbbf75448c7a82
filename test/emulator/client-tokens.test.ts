import assert from "node:assert/strict";
import { ClientTokens } from "../../provider/emulator/client-tokens.js";

describe("ClientTokens", () => {
  it("do a thing once for each token of each operation, and every time without one", () => {
    const tokens = new ClientTokens();
    let count = 0;
    const send = (operation: string, token?: string) => tokens.once(operation, token, () => ++count);
    assert.deepEqual([send("SendMessage", "a"), send("SendMessage", "b"), send("SendMessage", "a")], [1, 2, 1]);
    assert.deepEqual([send("SendEvent", "a"), send("SendEvent", "a")], [3, 3]);
    assert.deepEqual([send("SendMessage"), send("SendMessage", ""), send("SendMessage", "")], [4, 5, 6]);
  });

  it("are not used up by a failure", () => {
    const tokens = new ClientTokens();
    const fail = () => {
      throw new Error("no");
    };
    assert.throws(() => tokens.once("SendMessage", "a", fail));
    assert.equal(
      tokens.once("SendMessage", "a", () => "yes"),
      "yes",
    );
  });

  it("are forgotten", () => {
    const tokens = new ClientTokens();
    let count = 0;
    tokens.once("SendMessage", "a", () => ++count);
    tokens.clear();
    assert.equal(
      tokens.once("SendMessage", "a", () => ++count),
      2,
    );
  });
});
