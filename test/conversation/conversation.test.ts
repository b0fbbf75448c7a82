import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { toJsonSchema } from "@valibot/to-json-schema";
import * as v from "valibot";
import { fileSchema } from "../../provider/conversation/conversation.js";
import { root } from "../project/root.js";

const file = join(root, "provider/conversation/conversation.schema.json");
const generated = () => ({
  ...toJsonSchema(fileSchema, { errorMode: "ignore" }),
  title: "Conversations for chat-check",
});

const accepted = (value: unknown) => v.safeParse(fileSchema, value).success;

describe("the schema of a file of conversations", () => {
  it("is published as JSON Schema, as the code has it (UPDATE_GOLDEN=1 writes it)", () => {
    if (process.env.UPDATE_GOLDEN) writeFileSync(file, `${JSON.stringify(generated(), null, 2)}\n`);
    assert.deepEqual(JSON.parse(readFileSync(file, "utf8")), JSON.parse(JSON.stringify(generated())));
  });

  it("takes one conversation, and several with what they have in common", () => {
    assert.equal(accepted({ steps: [{ say: "Hi" }, { expect: { contains: "Hello" }, within: 2 }] }), true);
    assert.equal(accepted({ flow: "f", conversations: [{ name: "a", steps: [{ leave: true }] }] }), true);
  });

  it("refuses a capture beside what becomes of the contact, which has no text", () => {
    const capture = { a: true };
    for (const verb of ["expect", "waitFor"]) {
      assert.equal(accepted({ steps: [{ [verb]: { contains: "Hi" }, capture }] }), true, verb);
      for (const contact of [{ attributes: { a: "b" } }, { queue: "q" }, { flow: "f" }]) {
        assert.equal(accepted({ steps: [{ [verb]: contact, within: 1 }] }), true, verb);
        assert.equal(accepted({ steps: [{ [verb]: contact, capture }] }), false, verb);
      }
    }
  });

  it("refuses a step without a verb, with two, or with a property of another", () => {
    for (const step of [{}, { hello: 1 }, { say: "a", expect: "b" }, { say: "a", within: 1 }, "say"]) {
      assert.equal(accepted({ steps: [step] }), false, JSON.stringify(step));
    }
  });
});
