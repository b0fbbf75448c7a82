import assert from "node:assert/strict";
import { LexSession } from "../../../provider/emulator/lex/session.js";
import { menuBot } from "../bots.js";

const session = (attributes: Readonly<Record<string, string>> = {}) => new LexSession(menuBot, attributes);
/** What the bot says to each thing that is said, until it closes. */
function talk(one: LexSession, ...texts: readonly string[]): string[] {
  return texts.flatMap((text) => {
    const heard = one.hear(text);
    const { messages, action } = one.next();
    return [...heard, ...messages, ...(action.type === "Close" ? one.fulfil() : [])];
  });
}

describe("LexSession", () => {
  it("fulfils an intent that needs nothing more", () => {
    const one = session();
    assert.deepEqual(talk(one, "agent"), ["One moment."]);
    assert.deepEqual([one.intent?.name, one.state, one.action.type], ["TalkToAgent", "Fulfilled", "Close"]);
  });

  it("asks for the required slots in their order, and fills them into what it says", () => {
    const one = session();
    assert.deepEqual(talk(one, "refund", "50", "large"), ["Which order?", "50 in which size?", "Refund for 50."]);
    assert.deepEqual(one.slots, { order: "50", size: "L", reason: undefined });
  });

  it("asks for no slot that the utterance brought", () => {
    assert.deepEqual(talk(session(), "refund for 50"), ["50 in which size?"]);
  });

  it("asks again as often as it may, and then takes FallbackIntent", () => {
    const one = session();
    assert.deepEqual(talk(one, "refund", "none"), ["Which order?", "Which order?"]);
    talk(one, "still none");
    assert.deepEqual([one.intent?.name, one.state], ["FallbackIntent", "Fulfilled"]);
    const patient = session();
    talk(patient, "refund for 50", "XL", "XL");
    assert.equal(patient.intent?.name, "Refund");
    talk(patient, "XL");
    assert.equal(patient.intent?.name, "FallbackIntent");
  });

  it("counts anew for each slot", () => {
    const one = session();
    talk(one, "refund", "none", "50", "XL", "XL");
    assert.equal(one.intent?.name, "Refund");
  });

  it("takes FallbackIntent for what it does not understand, its own or the bot's", () => {
    const one = session();
    talk(one, "tomatoes");
    assert.equal(one.intent?.name, "FallbackIntent");
    const own = new LexSession({ name: "b", intents: [{ name: "FallbackIntent", says: "Sorry?" }] }, {});
    assert.deepEqual(talk(own, "tomatoes"), ["Sorry?"]);
  });

  it("asks for a confirmation, and fails the intent at a no", () => {
    const asked = session();
    assert.deepEqual(talk(asked, "cancel", "Yes."), ["Cancel everything?"]);
    assert.deepEqual([asked.state, asked.confirmation], ["Fulfilled", "Confirmed"]);
    const denied = session();
    assert.deepEqual(talk(denied, "cancel", "no"), ["Cancel everything?", "Nothing is cancelled."]);
    assert.deepEqual([denied.state, denied.confirmation], ["Failed", "Denied"]);
    const unclear = session();
    assert.deepEqual(talk(unclear, "cancel", "maybe", "perhaps"), Array(3).fill("Cancel everything?"));
    talk(unclear, "who knows");
    assert.equal(unclear.intent?.name, "FallbackIntent");
  });

  it("fails an intent that is said not to be fulfilled", () => {
    const one = session();
    talk(one, "break");
    assert.equal(one.state, "Failed");
  });

  it("begins with the attributes of the bot, over them those of the block, over them those of the intent", () => {
    const one = session({ from: "block", tool: "none" });
    assert.deepEqual(one.attributes, { from: "block", shop: "main", tool: "none" });
    talk(one, "refund for 50", "S");
    assert.deepEqual(one.attributes, { from: "block", shop: "main", tool: "Complete" });
  });

  it("begins with another intent by its name, one that the bot does not have included", () => {
    const one = session();
    talk(one, "refund for 50");
    one.switchTo("Refund");
    assert.equal(one.slots.order, "50");
    one.switchTo("TalkToAgent");
    assert.deepEqual([one.intent?.name, one.state, one.slots], ["TalkToAgent", "InProgress", {}]);
    one.switchTo("Unknown");
    assert.equal(one.intent?.name, "Unknown");
  });
});
