import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Arguments } from "../../../provider/cli/aws/arguments.js";
import { missingOptions, writtenRequest } from "../../../provider/cli/aws/request.js";
import { Terminal } from "../terminal.js";

const line = (words: Readonly<Record<string, readonly string[]>>): Arguments => ({
  words: new Map(Object.entries(words)),
  problems: [],
});

describe("the request of a command line", () => {
  let io: Terminal;

  beforeEach(() => {
    io = new Terminal({ WHERE: "there", EMPTY: "" });
  });
  afterEach(() => io[Symbol.dispose]());

  const written = (words: Readonly<Record<string, readonly string[]>>) => writtenRequest(line(words), io);

  it("is made of its options", async () => {
    assert.deepEqual(
      await written({
        "instance-id": ["i"],
        "contact-flow-id": ["f"],
        attributes: ["a=1,b=two"],
        "participant-details": ['{"DisplayName":"Ada"}'],
        "chat-duration-in-minutes": ["60"],
        "supported-messaging-content-types": ["text/plain", "text/markdown"],
        "segment-attributes": ["connect:Subtype={ValueString=connect:Guide}"],
      }),
      {
        request: {
          InstanceId: "i",
          ContactFlowId: "f",
          Attributes: { a: "1", b: "two" },
          ParticipantDetails: { DisplayName: "Ada" },
          ChatDurationInMinutes: 60,
          SupportedMessagingContentTypes: ["text/plain", "text/markdown"],
          SegmentAttributes: { "connect:Subtype": { ValueString: "connect:Guide" } },
        },
        problems: [],
      },
    );
  });

  it("begins with a document, which options override member by member", async () => {
    const document = JSON.stringify({ InstanceId: "i", Attributes: { a: "1", b: "2" }, ClientToken: "t" });
    assert.deepEqual((await written({ "cli-input-json": [document], attributes: ["c=3"] })).request, {
      InstanceId: "i",
      Attributes: { c: "3" },
      ClientToken: "t",
    });
  });

  it("reads a document in YAML", async () => {
    const { request } = await written({ "cli-input-yaml": ["InstanceId: i\nAttributes:\n  a: '1'\n"] });
    assert.deepEqual(request, { InstanceId: "i", Attributes: { a: "1" } });
  });

  describe("reads a file", () => {
    it("by a relative path, and by a whole one", async () => {
      io.file("request.json", '{"InstanceId":"i"}');
      const names = ["file://request.json", `file://${join(io.folder, "request.json")}`];
      for (const name of names) {
        assert.deepEqual(await written({ "cli-input-json": [name] }), { request: { InstanceId: "i" }, problems: [] });
      }
    });

    it("for an option's text, whole", async () => {
      io.file("message", "Content='a\nb',ContentType=text/plain");
      const { request } = await written({ "initial-message": ["file://message"] });
      assert.deepEqual(request, { InitialMessage: { Content: "a\nb", ContentType: "text/plain" } });
    });

    it("in the home folder, and where a variable tells", async () => {
      mkdirSync(join(io.folder, "there"));
      io.file("there/id", "i");
      const braced = "$" + "{WHERE}";
      for (const name of ["file://~/there/id", "file://$WHERE/id", `file://${braced}/id`, "fileb://there/id"]) {
        assert.deepEqual((await written({ "instance-id": [name] })).request, { InstanceId: "i" }, name);
      }
    });

    it("whose name has a dollar sign that names no variable", async () => {
      io.file("$nobody", "i");
      assert.deepEqual((await written({ "instance-id": ["file://$nobody"] })).request, { InstanceId: "i" });
    });
  });

  const bad: readonly (readonly [title: string, words: Record<string, string[]>, ...problems: RegExp[]])[] = [
    [
      "both documents",
      { "cli-input-json": ["{}"], "cli-input-yaml": ["{}"] },
      /^--cli-input-json and --cli-input-yaml exclude each other$/,
    ],
    ["no JSON", { "cli-input-json": ["{a}"] }, /^--cli-input-json: ./],
    ["no YAML", { "cli-input-yaml": ["a: b: c"] }, /^--cli-input-yaml: ./],
    ["a list", { "cli-input-json": ["[]"] }, /^--cli-input-json: It must hold an object with members of the request$/],
    ["a text in YAML", { "cli-input-yaml": ["text"] }, /^--cli-input-yaml: It must hold an object/],
    ["nothing", { "cli-input-json": [""] }, /^--cli-input-json: ./],
    [
      "a file that is not there",
      { "cli-input-json": ["file://no.json"] },
      /^--cli-input-json: The file no\.json cannot be read \(ENOENT\)$/,
    ],
    ["a folder", { attributes: ["file://."] }, /^--attributes: The file \. cannot be read \(EISDIR\)$/],
    [
      "a file's name with a zero",
      { attributes: ["file://a\0b"] },
      /^--attributes: The file a\0b cannot be read \(ERR_/,
    ],
    ["no number", { "chat-duration-in-minutes": ["soon"] }, /^--chat-duration-in-minutes: /],
    ["no shorthand", { attributes: ["a"] }, /^--attributes: /],
    [
      "everything at once",
      { "cli-input-yaml": ["- 1"], attributes: ["a"], "initial-message": ["file://none"] },
      /^--cli-input-yaml: /,
      /^--attributes: /,
      /^--initial-message: /,
    ],
  ];
  for (const [title, words, ...problems] of bad) {
    it(`is no request of ${title}`, async () => {
      const found = await written({ ...words, "client-token": ["t"] });
      assert.equal(found.problems.length, problems.length, found.problems.join("\n"));
      for (const [index, problem] of problems.entries()) assert.match(found.problems[index] ?? "", problem);
      assert.deepEqual(found.request, { ClientToken: "t" });
    });
  }

  it("is no request of a file that is not UTF-8", async () => {
    io.file("latin", Uint8Array.of(0xe9));
    const { problems } = await written({ "instance-id": ["file://latin"] });
    assert.deepEqual(problems, ["--instance-id: The file latin is not UTF-8"]);
  });

  it("leaves out what is nested too deep, from wherever it comes", async () => {
    const deep = `${'{"a":{"ValueMap":'.repeat(80)}{}${"}}".repeat(80)}`;
    io.file("deep.json", `{"SegmentAttributes": ${deep}, "ClientToken": "t"}`);
    for (const [name, value] of [
      ["cli-input-json", "file://deep.json"],
      ["segment-attributes", deep],
    ] as const) {
      const { request, problems } = await written({ "client-token": ["t"], [name]: [value] });
      assert.deepEqual(problems, ["--segment-attributes: Expected values nested no more than 100 deep"]);
      assert.deepEqual(request, { ClientToken: "t" });
    }
  });

  it("lacks the options of required members, unless a document may have them", () => {
    assert.deepEqual(missingOptions(line({ "contact-flow-id": ["f"] })), ["--instance-id", "--participant-details"]);
    for (const name of ["cli-input-json", "cli-input-yaml"])
      assert.deepEqual(missingOptions(line({ [name]: ["{}"] })), []);
  });
});
