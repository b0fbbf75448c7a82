import assert from "node:assert/strict";
import { actionTypes as actionHandlers } from "../../../provider/emulator/actions/index.js";
import { onChat } from "../../../provider/emulator/actions/on-chat.js";
import { actionTypes } from "../../../provider/flow/action-types.js";
import { action, disconnect, flow } from "../../flows.js";
import { contactInFlow, said } from "../contact-in-flow.js";

const branches = { NoMatchingError: "error", InvalidCallbackNumber: "error" };

describe("an action that chat does not show, or does not have", () => {
  for (const [type, handler] of onChat) {
    if (actionHandlers.get(type) !== handler) continue;
    const succeeds = ["unseen", "no effect"].includes(actionTypes.get(type)?.chat ?? "");
    it(`${succeeds ? "goes on and changes nothing" : "takes the error branch"}: ${type}`, () => {
      const { contact } = contactInFlow(
        flow(
          "quiet",
          action("quiet", type, { Text: "Hello" }, { next: "end", errors: branches }),
          disconnect(),
          disconnect("error"),
        ),
      );
      assert.equal(contact.trace[0]?.branch?.nextAction, succeeds ? "end" : "error");
      const illegal = !(actionTypes.get(type)?.flowTypes ?? ["CONTACT_FLOW"]).includes("CONTACT_FLOW");
      assert.equal(contact.trace[0]?.warnings.length, (succeeds ? 0 : 1) + (illegal ? 1 : 0));
      assert.deepEqual(said(contact), []);
      assert.deepEqual([...contact.attributes], []);
    });
  }

  it("has an error of its own where the callback number is set", () => {
    const { contact } = contactInFlow(
      flow(
        "callback",
        action(
          "number",
          "UpdateContactCallbackNumber",
          {},
          { next: "end", errors: { InvalidCallbackNumber: "error" } },
        ),
        disconnect(),
        disconnect("error"),
      ),
    );
    assert.equal(contact.trace[0]?.result, "InvalidCallbackNumber");
  });
});
