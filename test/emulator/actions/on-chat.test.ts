import assert from "node:assert/strict";
import { withoutEffect } from "../../../provider/emulator/actions/without-effect.js";
import { action, disconnect, flow } from "../../flows.js";
import { contactInFlow, said } from "../contact-in-flow.js";

const parameters: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  UpdateContactRecordingBehavior: { RecordingBehavior: { RecordedParticipants: ["Agent", "Customer"] } },
  UpdateFlowLoggingBehavior: { FlowLoggingBehavior: "Enabled" },
};

describe("an action without effect", () => {
  it("has parameters here, each of them", () => {
    assert.deepEqual(Object.keys(parameters).sort(), Object.keys(withoutEffect).sort());
  });

  for (const type of Object.keys(withoutEffect)) {
    it(`goes on and changes nothing: ${type}`, () => {
      const { contact } = contactInFlow(
        flow(
          "quiet",
          action("quiet", type, parameters[type], { next: "end", errors: { NoMatchingError: "error" } }),
          disconnect(),
          disconnect("error"),
        ),
      );
      assert.equal(contact.trace[0]?.result, "success");
      assert.deepEqual(contact.trace[0]?.branch, { kind: "next", label: "", nextAction: "end" });
      assert.deepEqual(contact.trace[0]?.warnings, []);
      assert.deepEqual(said(contact), []);
      assert.deepEqual([...contact.attributes], []);
      assert.deepEqual(contact.data, {});
    });
  }
});
