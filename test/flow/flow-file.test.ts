import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isFlowFile } from "../../provider/flow/flow-file.js";
import { root } from "../project/root.js";

const is = (value: unknown) => isFlowFile(Buffer.from(typeof value === "string" ? value : JSON.stringify(value)));

describe("a file of a folder of flows", () => {
  const content = { Version: "2019-10-30", StartAction: "a", Actions: [] };
  for (const [title, value] of Object.entries({
    "a flow": content,
    "a flow without a start": { Actions: [] },
    "what describe-contact-flow prints": { ContactFlow: { Name: "x", Content: JSON.stringify(content) } },
    "what describe-contact-flow-module prints": { ContactFlowModule: { Content: JSON.stringify(content) } },
    "a flow of the legacy format": { modules: [], version: "1", start: "a" },
    "a flow of another version": { Version: "1" },
    "a template of a flow, which is no JSON yet": '{"Version": "2019-10-30", "Actions": [ <<more>> ]}',
    "a flow that is broken off": '{"StartAction": "a", ',
    "a flow after a mark of UTF-8": `\uFEFF${JSON.stringify(content)}`,
  })) {
    it(`is one where it holds ${title}`, () => {
      assert.equal(is(value), true);
    });
  }

  for (const [title, value] of Object.entries({
    "a package.json": { name: "x", version: "1.0.0", scripts: {} },
    "a view": { Head: {}, Body: [{ Content: [] }] },
    "a list": [content],
    "a text": '"Actions"',
    null: null,
    "a number": 1,
  })) {
    it(`is none where it holds ${title}`, () => {
      assert.equal(is(value), false);
    });
  }

  it("is one for every real export", function () {
    const corpus = join(root, "../shared/flows");
    if (!existsSync(corpus)) {
      console.error("      skipped: the folder ../shared/flows is absent");
      this.skip();
    }
    const files = readdirSync(corpus, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".json"));
    const others = files.filter((name) => !isFlowFile(readFileSync(join(corpus, name))));
    assert.ok(files.length > 80);
    assert.deepEqual(others, []);
  });
});
