import assert from "node:assert/strict";
import { converse } from "../../provider/conversation/converse.js";
import { emulatorTarget } from "../../provider/conversation/emulator-target.js";
import { ConversationFailure } from "../../provider/conversation/failure.js";
import { flowEvidence } from "../../provider/conversation/flow-evidence.js";
import { startEmulator } from "../../provider/emulator/index.js";
import { useStateFolder } from "../chat/state-folder.js";
import { refusal } from "../emulator/customer.js";
import { disconnect, flow, say } from "../flows.js";
import { talk } from "./bank.js";

const taken = (type: string, warnings: readonly string[] = []) => ({
  flow: "f",
  action: type.toLowerCase(),
  type,
  result: "success",
  warnings,
});

describe("what a failure tells of the flow", () => {
  useStateFolder();

  it("is the last action that it took, or the bot or view that it waits in", () => {
    const trace = [taken("MessageParticipant")];
    assert.equal(flowEvidence({ trace, pending: taken("Wait") }).lastAction?.type, "MessageParticipant");
    assert.equal(flowEvidence({ trace, pending: taken("ShowView") }).lastAction?.type, "ShowView");
    assert.deepEqual(flowEvidence(), { lastAction: undefined, warnings: [] });
  });

  it("is each warning once, and at most five", () => {
    const many = Array.from({ length: 9 }, (_, index) => taken("Loop", [`${index % 7}`]));
    assert.deepEqual(flowEvidence({ trace: [...many, taken("Wait", ["1"])] }).warnings, ["0", "2", "3", "4", "5"]);
  });

  it("reaches the report, where an action before the last one was warned of", async () => {
    const asks = flow("asks", say("ask", "Hello $.Attributes.nobody", "bye"), say("bye", "Bye", "end"), disconnect());
    await using emulator = await startEmulator({ flows: [asks] });
    const failing = converse(talk("asks", { expect: "Hello Ada" }), emulatorTarget(emulator, emulator));
    const { message } = await refusal(failing, ConversationFailure);
    assert.match(message, /\nlast action: Disconnect.*\nwarning: .*\$\.Attributes\.nobody/s);
  });
});
