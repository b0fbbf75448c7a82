import assert from "node:assert/strict";
import fc from "fast-check";
import { formatted, type OutputFormat } from "../../../provider/cli/aws/output.js";
import { outputSkeleton } from "../../../provider/cli/aws/skeleton.js";
import { skeletonOf } from "./awscli.js";
import said from "./awscli-output.json";

const formats: readonly OutputFormat[] = ["json", "yaml", "text"];

describe("formatted", () => {
  for (const { query, ...printed } of said.rows) {
    it(`prints ${query ? `what ${short(query)} finds` : "a response"} as AWS CLI 2.36.12 does`, async () => {
      for (const format of formats) {
        const expected = printed[format];
        if (expected === null) continue;
        assert.equal(await formatted(outputSkeleton(), format, query ?? undefined), expected, format);
      }
    });
  }

  it("prints nothing for an empty response", async () => {
    for (const format of formats) assert.equal(await formatted({}, format), "");
  });

  it("leaves out members that are undefined", async () => {
    for (const format of formats) assert.equal(await formatted({ a: undefined }, format), "");
  });

  it("prints a list of objects and other values as text, over which the AWS CLI fails", async () => {
    const mixed = [{ b: 1, c: [2] }, "x", { b: { d: true } }];
    assert.equal(await formatted(mixed, "text"), '1\nC\t2\nx\n{"d":true}\n');
  });

  it("rejects what is no query, and what the data does not fit", async () => {
    await assert.rejects(formatted({}, "json", "a."), { message: "The query ends too early, at character 3" });
    await assert.rejects(formatted({ ContactId: 1 }, "text", "length(ContactId)"), {
      name: "QueryError",
      message: /^The query cannot be answered from the data \(.*length.*\)$/,
    });
  });
});

describe("formatted beside the AWS CLI", () => {
  const aws = process.env.CHAT_CHECK_AWS_CLI_2;
  if (!aws) {
    it("IS NOT COMPARED, because CHAT_CHECK_AWS_CLI_2 does not name the program aws", function () {
      this.skip();
    });
    return;
  }

  for (const format of formats) {
    it(`prints 200 random values as the same ${format}`, async () => {
      const values = fc.sample(format === "text" ? rows : anything, 200);
      const named = Object.fromEntries(values.map((value, index) => [`value${index}`, value]));
      const query = `\`${JSON.stringify(named).replaceAll("`", "\\`")}\``;
      assert.equal(await formatted({}, format, query), skeletonOf(aws, "output", "--output", format, "--query", query));
    }).slow(5000);
  }
});

const text = fc.oneof(
  fc.constantFrom(
    "true",
    "-",
    "a: b",
    " #",
    "é 😀",
    "a\nb",
    "\u2028",
    "word ".repeat(25),
    "'",
    "0x1",
    "2020-01-01",
    "it's",
  ),
  fc.string({ unit: "binary", maxLength: 6 }),
);
const name = text.filter((key) => !/^(0|[1-9]\d*)$/.test(key));
const scalar = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null));

const { anything } = fc.letrec((tie) => ({
  anything: fc.oneof(
    { depthSize: "small" },
    scalar,
    fc.array(tie("anything"), { maxLength: 3 }),
    fc.dictionary(name, tie("anything"), { maxKeys: 3, noNullPrototype: true }),
  ),
}));

/** Without the lists over which the AWS CLI fails, and the objects that it writes in Python's words. */
const { rows } = fc.letrec((tie) => ({
  rows: fc.dictionary(name, fc.oneof({ depthSize: "small" }, scalar, fc.array(scalar, { maxLength: 3 }), tie("rows")), {
    maxKeys: 4,
    noNullPrototype: true,
  }),
}));

function short(query: string): string {
  return query.length > 60 ? `${query.slice(0, 60)}…` : query;
}
