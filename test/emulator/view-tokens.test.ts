import assert from "node:assert/strict";
import { identifiers } from "../../provider/emulator/identifiers.js";
import { ViewTokens } from "../../provider/emulator/view-tokens.js";
import { greeting } from "../flows.js";
import { contactFor } from "./contact-in-flow.js";

describe("ViewTokens", () => {
  const { contact, instance } = contactFor(greeting());
  const { contact: other } = contactFor(greeting());
  const form = instance.views.find("form") ?? assert.fail();

  it("give a view to the participants of the chat that the token was made for", () => {
    const tokens = new ViewTokens(identifiers(1));
    const [first, second] = [tokens.token(contact, form), tokens.token(contact, form)];
    assert.notEqual(first, second);
    assert.equal(tokens.view(contact.customer, first), form);
    assert.equal(tokens.view(contact.system, second), form);
  });

  it("give nothing for a token of nobody, or of another chat", () => {
    const tokens = new ViewTokens(identifiers(1));
    assert.equal(tokens.view(contact.customer, "x"), undefined);
    assert.equal(tokens.view(contact.customer, tokens.token(other, form)), undefined);
  });

  it("are short enough for the participant service", () => {
    assert.ok(new ViewTokens(identifiers()).token(contact, form).length <= 1000);
  });
});
