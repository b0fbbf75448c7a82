import assert from "node:assert/strict";
import { manualClock } from "../../provider/emulator/index.js";
import { disconnect, flow, say, wait } from "../flows.js";
import { Customer } from "./customer.js";

describe("a chat as it stands", () => {
  it("tells the action that the flow waits in, until that is over and in the trace", async () => {
    const clock = manualClock();
    const flows = [flow("greeting", say("hello", "Hello", "rest"), wait("rest", 60, "end"), disconnect())];
    await using customer = await Customer.of({ clock, flows, behaviour: { flowStart: "created" } });
    const { ContactId = "" } = await customer.chat();
    const view = () => customer.emulator.chat(ContactId);
    assert.deepEqual([view()?.pending?.action, view()?.pending?.result], ["rest", "waits"]);
    assert.deepEqual(
      view()?.trace.map(({ action }) => action),
      ["hello"],
    );
    clock.advance(60_000);
    assert.equal(view()?.pending, undefined);
    assert.deepEqual(
      view()?.trace.map(({ action }) => action),
      ["hello", "rest", "end"],
    );
  });
});
