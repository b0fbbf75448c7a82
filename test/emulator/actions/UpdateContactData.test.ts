import assert from "node:assert/strict";
import { action, disconnect, flow, greeting, say } from "../../flows.js";
import { contactFor, contactInFlow, runFlow, said } from "../contact-in-flow.js";

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

  it("sets it for the related contact where the target says so, and takes the error branch where there is none", () => {
    const { contact: related, contacts } = contactFor(greeting());
    const { instance, request } = related;
    const data = action(
      "data",
      "UpdateContactData",
      { Name: "n", TargetContact: "Related" },
      { next: "end", errors: { NoMatchingError: "error" } },
    );
    const started = instance.load(flow("related", data, disconnect("end"), disconnect("error")));
    const { contact } = contacts.start(instance, started, request, Number.POSITIVE_INFINITY, related);
    runFlow(contact);
    assert.deepEqual([related.data, contact.data], [{ Name: "n" }, {}]);
    const { contact: alone } = contacts.start(instance, started, request);
    runFlow(alone);
    assert.equal(alone.trace[0]?.branch?.nextAction, "error");
    assert.deepEqual(alone.data, {});
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
