import assert from "node:assert/strict";
import { logContacts } from "../../provider/emulator/log.js";
import { disconnect, flow, say, wait } from "../flows.js";
import { contactFor, runFlow } from "./contact-in-flow.js";

describe("logContacts", () => {
  it("writes a line for each contact that begins and ends, and a record for each action in between", () => {
    const { contact, contacts, clock } = contactFor(
      flow("main", say("hello", "Hello $.Attributes.gone", "wait"), wait("wait", 60, "end"), disconnect("end")),
    );
    const lines: string[] = [];
    logContacts(contacts, (line) => lines.push(line));
    contact.join();
    runFlow(contact);
    clock.advance(60_000);
    const records = lines.filter((line) => line.startsWith("{")).map((line) => JSON.parse(line));
    assert.deepEqual(
      records.map(({ ContactFlowModuleType, Identifier }) => `${ContactFlowModuleType} ${Identifier}`),
      ["PlayPrompt hello", "Wait wait", "Disconnect end"],
    );
    assert.equal(records[1].Timestamp, "2026-01-01T00:01:00.000Z");
    assert.equal(records[1].Results, "WaitCompleted");
    const { id } = contact;
    assert.deepEqual(
      lines.filter((line) => !line.startsWith("{")),
      [
        `contact ${id} begins with the flow main`,
        `contact ${id}: hello: $.Attributes.gone has no value; it is read as empty.`,
        `contact ${id} ended: CONTACT_FLOW_DISCONNECT`,
      ],
    );
  });

  it("tells contacts apart, and each one's end once", () => {
    const { contact, contacts, chat } = contactFor(flow("main", disconnect("end")));
    const lines: string[] = [];
    logContacts(contacts, (line) => lines.push(line));
    const transferred = chat.next(contact.flow, "TRANSFER");
    const next = chat.next(contact.flow, "DISCONNECT", "AGENT_DISCONNECT");
    chat.end("API");
    next.touch();
    assert.deepEqual(
      lines.sort(),
      [
        `contact ${contact.id} begins with the flow main`,
        `contact ${contact.id} ended: the chat goes on in a next one`,
        `contact ${transferred.id} begins with the flow main`,
        `contact ${transferred.id} ended: AGENT_DISCONNECT`,
        `contact ${next.id} begins with the flow main`,
        `contact ${next.id} ended: API`,
      ].sort(),
    );
  });
});
