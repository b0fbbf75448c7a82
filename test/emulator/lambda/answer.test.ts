import assert from "node:assert/strict";
import { writtenAnswer } from "../../../provider/emulator/lambda/answer.js";

const event = {
  Details: {
    Parameters: { stage: "greet", count: 3 },
    ContactData: { Attributes: { plan: "gold" }, LanguageCode: "de-DE" },
  },
};
const none = { takesSeconds: 0, failure: "exception", message: "No answer is written for this event." };

describe("writtenAnswer", () => {
  it("is the same always, after so many seconds", () => {
    assert.deepEqual(writtenAnswer({ name: "f", answer: { a: 1 }, takesSeconds: 2 }, event), {
      takesSeconds: 2,
      answer: { a: 1 },
    });
    assert.deepEqual(writtenAnswer({ name: "f", answer: null }, undefined), { takesSeconds: 0, answer: null });
  });

  it("is a failure where one is written", () => {
    assert.deepEqual(writtenAnswer({ name: "f", error: "throttling" }, event), {
      takesSeconds: 0,
      failure: "throttling",
      message: "throttling",
    });
    assert.deepEqual(writtenAnswer({ name: "f", error: { message: "no" } }, event), {
      takesSeconds: 0,
      failure: "exception",
      message: "Error: no",
    });
    assert.deepEqual(writtenAnswer({ name: "f", error: { type: "TypeError", message: "no" } }, event), {
      takesSeconds: 0,
      failure: "exception",
      message: "TypeError: no",
    });
  });

  it("is the first whose condition holds; all that it names must match", () => {
    const answer = (...answers: Extract<Parameters<typeof writtenAnswer>[0], { answers: unknown }>["answers"]) =>
      writtenAnswer({ name: "f", answers }, event);
    const yes = { takesSeconds: 0, answer: "yes" };
    assert.deepEqual(answer({ when: { parameters: { stage: "bye" } }, answer: "no" }, { answer: "yes" }), yes);
    assert.deepEqual(answer({ when: { parameters: { stage: "greet", count: "3" } }, answer: "yes" }), yes);
    assert.deepEqual(answer({ when: { attributes: { plan: { contains: "ol" } } }, answer: "yes" }), yes);
    assert.deepEqual(
      answer({ when: { event: { "Details.ContactData.LanguageCode": { pattern: "^de-" } } }, answer: "yes" }),
      yes,
    );
    assert.deepEqual(
      answer({ when: { parameters: { stage: "greet" }, attributes: { plan: "iron" } }, answer: "no" }),
      none,
    );
    assert.deepEqual(answer({ when: { parameters: { gone: { pattern: "" } } }, answer: "no" }), none);
    assert.deepEqual(answer({ when: { event: { "Details.constructor": { pattern: "" } } }, answer: "no" }), none);
  });
});
