import assert from "node:assert/strict";
import { action, disconnect, flow, say } from "../../flows.js";
import { contactInFlow, said } from "../contact-in-flow.js";

describe("UpdateContactData", () => {
  it("sets what later actions read", () => {
    const data = { Name: "Order $.Attributes.order", LanguageCode: "de-CH", CustomerId: "crm-2" };
    const { contact } = contactInFlow(
      flow(
        "data",
        action("data", "UpdateContactData", { ...data, TargetContact: "Current" }, { next: "say" }),
        say("say", "$.Name, $.LanguageCode, $.CustomerId", "end"),
        disconnect(),
      ),
      { request: { Attributes: { order: "7" }, CustomerId: "crm-1" } },
    );
    assert.deepEqual(said(contact), ["Order 7, de-CH, crm-2"]);
    assert.deepEqual(contact.data, { Name: "Order 7", LanguageCode: "de-CH", CustomerId: "crm-2" });
    assert.equal(contact.trace[0]?.branch?.nextAction, "say");
  });

  it("keeps what an earlier action set and a later one does not name", () => {
    const { contact } = contactInFlow(
      flow(
        "data",
        action("first", "UpdateContactData", { Name: "n", Description: "old" }, { next: "second" }),
        action("second", "UpdateContactData", { Description: "new" }, { next: "end" }),
        disconnect(),
      ),
    );
    assert.deepEqual(contact.data, { Name: "n", Description: "new" });
  });
});
