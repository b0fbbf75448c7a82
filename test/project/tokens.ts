import assert from "node:assert/strict";

/** Holds that a text has no token of the protocol and no socket URL in it. */
export function assertNoToken(text: string): void {
  assert.deepEqual(text.match(/emulated_token\w*|wss?:\/\/[^\s"']+\/chat\//g) ?? [], []);
}
