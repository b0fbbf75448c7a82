import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { requestShape, shapeOf } from "../../../provider/chat/request-shapes.js";
import { optionValue, parseShorthand, type ReadFile, ShorthandError } from "../../../provider/cli/aws/shorthand.js";
import { awsCliReads, type Reading } from "./awscli.js";
import { edited, members, shorthand, soup, withFile } from "./shorthand-texts.js";

/** What AWS CLI 1.46.3 and 2.36.12 make of a text. */
const taken: readonly (readonly [text: string, value: unknown])[] = [
  ["a=b", { a: "b" }],
  ["a=b,c=d", { a: "b", c: "d" }],
  ["a=b,c,d=e", { a: ["b", "c"], d: "e" }],
  ["a=b,c", { a: ["b", "c"] }],
  ["a=", { a: "" }],
  ["a=,b=", { a: "", b: "" }],
  ["=b", { "": "b" }],
  ["a = b", { a: "b" }],
  ["a=b ", { a: "b" }],
  ["a=b c,d=e", { a: "b c", d: "e" }],
  ["a=b , c = d", { a: "b", c: "d" }],
  ['a="b, c"', { a: "b, c" }],
  ["a='it\\'s'", { a: "it's" }],
  ['a="say \\"hi\\""', { a: 'say "hi"' }],
  ["a='say \"hi\"'", { a: 'say "hi"' }],
  ["a='\\\\'", { a: "\\" }],
  ["a='b\\'", { a: "b\\" }],
  ["a='b\\\\'", { a: "b\\" }],
  ["a='b\\\\c\\d'", { a: "b\\c\\d" }],
  ["a=b\\,c", { a: "b,c" }],
  ["a=b\\,c,d", { a: ["b,c", "d"] }],
  ["a=b\\c", { a: "b\\c" }],
  ["a=\\,", { a: "," }],
  ["a=[b,c]", { a: ["b", "c"] }],
  ["a=[ b , c ]", { a: ["b", "c"] }],
  ["a=[b,]", { a: ["b"] }],
  ["a=[]", { a: [] }],
  ["a=[ ]", { a: [] }],
  ["a=[,]", { a: [""] }],
  ["a=[b]", { a: ["b"] }],
  ["a=[[b],[c,d]]", { a: [["b"], ["c", "d"]] }],
  ["a=[{b=c},{b=d}]", { a: [{ b: "c" }, { b: "d" }] }],
  ["a={b=c}", { a: { b: "c" } }],
  ["a={b=c,d=e}", { a: { b: "c", d: "e" } }],
  ["a={b = c , d = e}", { a: { b: "c", d: "e" } }],
  ["a={b=c,}", { a: { b: "c" } }],
  ["a={}", { a: {} }],
  ['a={b=[c,{d=e}],f="g h"}', { a: { b: ["c", { d: "e" }], f: "g h" } }],
  ["a={b=c,b=d}", { a: { b: "d" } }],
  ["a={b=[]}", { a: { b: [] } }],
  ["a={b=c=d}", { a: { b: "c=d" } }],
  ["a=b=c", { a: "b=c" }],
  ["a=b,c=d=e", { a: "b", c: "d=e" }],
  ["a=]", { a: "]" }],
  ["a=b,}", { a: ["b", "}"] }],
  ["a='b',\"c\",d", { a: ["b", "c", "d"] }],
  ["a=b,,c=d", { a: "b", c: "d" }],
  ["a=b,c=", { a: "b", c: "" }],
  ["a=b,c,=d", { a: ["b", "c"], "": "d" }],
  ["a=é,ü", { a: ["é", "ü"] }],
  ["a=日本 語,b=c", { a: "日本 語", b: "c" }],
  ["a='😀'", { a: "😀" }],
  ["connect:Subtype={ValueString=connect:Guide}", { "connect:Subtype": { ValueString: "connect:Guide" } }],
  ["a-b_c.d#e/f:g=h", { "a-b_c.d#e/f:g": "h" }],
  ["a={=b}", { a: { "": "b" } }],
  ["a=[[]]", { a: [[]] }],
  ["a=<b>&|!~^$*()%+;?@", { a: "<b>&|!~^$*()%+;?@" }],
  ["a=@b", { a: "@b" }],
  ["a@=b", { a: "b" }],
  ["a @ = b", { a: "b" }],
  ["__proto__=a", { ["__proto__"]: "a" }],
  ["a={__proto__=b}", { a: { ["__proto__"]: "b" } }],
  ["a=1,b=true,c=null", { a: "1", b: "true", c: "null" }],
  ['a="\tb"', { a: "\tb" }],
  ["a=b\tc", { a: "b\tc" }],
  ["a=b\nc", { a: "b\nc" }],
  ["a=b,\n c=d", { a: "b", c: "d" }],
  ["a=b\u00a0", { a: "b" }],
  ["a=\u00a0b", { a: "\u00a0b" }],
  ["a=b\u2028", { a: "b" }],
  ["a=b\ufeff", { a: "b\ufeff" }],
  ["a=b\u0085", { a: "b" }],
  ["a=\tb", { a: "b" }],
];

const refused: readonly string[] = [
  "a={b=}",
  "a={b,c",
  "a=b{c}",
  "a=b],c}",
  "a='b','c'=d",
  "a=b,'c",
  "a='b'c",
  "a=b'c'",
  'a=b"c',
  "a=b,,c",
  "a=b,",
  "a=😀",
  "a=b😀",
  "é=b",
  "a b=c",
  " a=b",
  "a=b,a=c",
  "a",
  "a:b",
  "a=[b",
  "a=[b c",
  "a=[b}",
  "a={b",
  "a={b=c",
  "a={b=c]",
  "a={b:c}",
  "a='b",
  "a@@=b",
  "",
  "a=[b] ",
  "a=\u0001",
];

/** Of these the member's shape decides; so it does in the AWS CLI. */
const shapedRows: readonly (readonly [member: string, text: string, value: unknown])[] = [
  ["ParticipantDetails", "DisplayName=Ada", { DisplayName: "Ada" }],
  ["ParticipantDetails", "DisplayName=Ada,Lovelace", { DisplayName: ["Ada", "Lovelace"] }],
  ["ParticipantDetails", "Nope=1", { Nope: "1" }],
  [
    "PersistentChat",
    "RehydrationType=FROM_SEGMENT,SourceContactId=c",
    { RehydrationType: "FROM_SEGMENT", SourceContactId: "c" },
  ],
  ["Attributes", "a=1,b=c,d", { a: "1", b: ["c", "d"] }],
  ["SegmentAttributes", "k={ValueInteger=5}", { k: { ValueInteger: 5 } }],
  ["SegmentAttributes", "k={ValueInteger= -7 }", { k: { ValueInteger: -7 } }],
  ["SegmentAttributes", "k={ValueInteger='+1_000'}", { k: { ValueInteger: 1000 } }],
  ["SegmentAttributes", "k={ValueList=a}", { k: { ValueList: ["a"] } }],
  ["SegmentAttributes", "k={ValueList={ValueInteger=5}}", { k: { ValueList: [{ ValueInteger: "5" }] } }],
  ["SegmentAttributes", "k={ValueList=[{ValueInteger=5}]}", { k: { ValueList: [{ ValueInteger: 5 }] } }],
  ["SegmentAttributes", "k={ValueList=[]}", { k: { ValueList: [] } }],
  [
    "SegmentAttributes",
    "k={ValueMap={x={ValueMap={y={ValueInteger=6}}}}}",
    { k: { ValueMap: { x: { ValueMap: { y: { ValueInteger: 6 } } } } } },
  ],
  ["SegmentAttributes", "k={ValueMap=a}", { k: { ValueMap: "a" } }],
  ["SegmentAttributes", "k=a,b", { k: ["a", "b"] }],
  [
    "SegmentAttributes",
    "k={ValueString=[a],Nope=1,valueInteger=5}",
    { k: { ValueString: ["a"], Nope: "1", valueInteger: "5" } },
  ],
];

const noFile = (url: string): string => assert.fail(`${url} is not to be read`);
const parsed = (text: string) => parseShorthand(text, noFile);
const shapeOfMember = (member: string) => shapeOf(requestShape)?.members?.[member]?.shape ?? "";
const optionOf = (member: string, ...words: string[]) => optionValue(shapeOfMember(member), words, noFile);

function errorOf(work: () => unknown): ShorthandError {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof ShorthandError, String(error));
    return error;
  }
  return assert.fail("It is taken");
}

describe("shorthand", () => {
  it("reads what the AWS CLI reads, to the same values", () => {
    for (const [text, value] of taken) assert.deepEqual(parsed(text), value, JSON.stringify(text));
  });

  it("refuses what the AWS CLI refuses", () => {
    for (const text of refused) errorOf(() => parsed(text));
  });

  it("points to the place, and says what was expected and found", () => {
    assert.equal(
      errorOf(() => parsed("DisplayName:Ada")).message,
      [
        "It is not the AWS CLI's shorthand:",
        "    DisplayName:Ada",
        '                   ^ expected "=" after DisplayName:Ada, found the end',
      ].join("\n"),
    );
    const reasons = (text: string) => {
      const { position, reason } = errorOf(() => parsed(text));
      return `${position}: ${reason}`;
    };
    assert.equal(reasons(""), "0: expected a key, found the end");
    assert.equal(reasons("a=b,"), "4: expected a value or a key after the comma, found the end");
    assert.equal(reasons("a b=c"), '2: expected "=" after a, found b');
    assert.equal(reasons("a=😀"), '2: expected "," and the next key, found 😀; an emoji needs quotes around the value');
    assert.equal(reasons("a='b"), "2: the quote ' is not closed");
    assert.equal(reasons("a=[b"), '4: expected "," or "]", found the end');
    assert.equal(reasons("a={b=c"), '6: expected "," or "}", found the end');
    assert.equal(reasons("a=b,a=c"), "4: the key a stands there twice");
    assert.equal(reasons('a=b"c'), '3: expected "," and the next key, found "; a quote stands around a whole value');
  });

  it("shows the line of the place alone, cut where it is long, without control characters", () => {
    const lines = (text: string) =>
      errorOf(() => parsed(text))
        .message.split("\n")
        .slice(1);
    assert.deepEqual(lines("a=b,\n=c,\nd e=f,\ng=h"), ["    d e=f,", '      ^ expected "=" after d, found e']);
    assert.deepEqual(lines("a=\u001bb"), ["    a= b", '      ^ expected "," and the next key, found \u001b']);
    const [line, caret] = lines(`a=${"é".repeat(500)}😀${"ü".repeat(500)}`);
    assert.equal(line, `    …${"é".repeat(60)}😀${"ü".repeat(59)}…`);
    assert.match(caret ?? "", /^ {65}\^ expected/);
  });

  it("reads a file after @=, until the next key, in quotes as well", () => {
    const read: string[] = [];
    const readFile = (url: string) => {
      read.push(url);
      return "[from] {file}";
    };
    const text = "a@=file://x,b=file://y,c={d@='file://z',e=file://w},f@=[file://v,g]";
    assert.deepEqual(parseShorthand(text, readFile), {
      a: "[from] {file}",
      b: "file://y",
      c: { d: "[from] {file}", e: "file://w" },
      f: ["[from] {file}", "g"],
    });
    assert.deepEqual(read, ["file://x", "file://z", "file://v"]);
    assert.match(errorOf(() => parseShorthand("a@=fileb://x", readFile)).message, /a file of bytes is no text/);
    const lost = new Error("There is no such file");
    assert.throws(
      () =>
        parseShorthand("a@=file://x", () => {
          throw lost;
        }),
      lost,
    );
  });

  it("throws nothing but its own error, whatever the text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), soup), fc.constantFrom(...members), (text, member) => {
        for (const work of [() => parsed(text), () => optionOf(member, text)]) {
          try {
            work();
          } catch (error) {
            if (!(error instanceof ShorthandError)) throw error;
            assert.ok(error.position >= 0 && error.position <= text.length);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("comes to an end with texts as long as a command line takes", () => {
    for (const part of [
      "a=b,",
      "[",
      "a={",
      "a=b,'c",
      "'a\\'",
      "a=b,c",
      "\\,",
      " ",
      "a=b,'c,d'=",
      "a=[b],",
      '"',
      "=",
      ",",
      "a\\,=,",
    ]) {
      for (const before of ["", "a=", "a=b,", "a=[", "a='"]) {
        try {
          parsed(before + part.repeat(131_072 / part.length));
        } catch (error) {
          assert.ok(error instanceof ShorthandError, String(error));
        }
      }
    }
  });

  it("reads back what is written in it", () => {
    fc.assert(
      fc.property(shorthand, ({ text, value }) => assert.deepEqual(parsed(text), value)),
      { numRuns: 1000 },
    );
  });
});

describe("an option's value", () => {
  it("follows the shape of its member, as with the AWS CLI", () => {
    for (const [member, text, value] of shapedRows) assert.deepEqual(optionOf(member, text), value, text);
  });

  it("is JSON where it begins as JSON does", () => {
    assert.deepEqual(optionOf("Attributes", ' {"a":"b=c"}'), { a: "b=c" });
    assert.deepEqual(optionOf("SupportedMessagingContentTypes", '["text/plain"]'), ["text/plain"]);
    assert.deepEqual(optionOf("Attributes", "[]"), []);
    assert.equal(
      errorOf(() => optionOf("Attributes", '{"a":b}')).message,
      ["It begins as JSON does, and is not JSON:", '    {"a":b}', "         ^ Unexpected token 'b'"].join("\n"),
    );
  });

  it("is a list of the words where texts are listed", () => {
    assert.deepEqual(optionOf("SupportedMessagingContentTypes", "text/plain", "text/markdown"), [
      "text/plain",
      "text/markdown",
    ]);
    assert.deepEqual(optionOf("SupportedMessagingContentTypes", "text/plain,text/markdown"), [
      "text/plain,text/markdown",
    ]);
    assert.deepEqual(optionOf("DisconnectOnCustomerExit", "AGENT"), ["AGENT"]);
    assert.deepEqual(optionOf("DisconnectOnCustomerExit"), []);
    assert.deepEqual(optionOf("DisconnectOnCustomerExit", "[", "]"), ["[", "]"]);
  });

  it("is the word itself where a text is expected, and a number where one is", () => {
    assert.equal(optionOf("CustomerId", "{a=b"), "{a=b");
    assert.equal(optionOf("ChatDurationInMinutes", "60"), 60);
    assert.equal(errorOf(() => optionOf("ChatDurationInMinutes", "1.5")).reason, "expected a whole number");
  });

  it("has no number that JavaScript cannot hold", () => {
    const { position, reason } = errorOf(() => optionOf("SegmentAttributes", "k={ValueInteger=12345678901234567890}"));
    assert.deepEqual([position, reason], [16, "the number is too large"]);
    assert.equal(errorOf(() => optionOf("SegmentAttributes", "k={ValueInteger=1.5}")).position, 16);
    assert.equal(
      errorOf(() => optionOf("SegmentAttributes", "k={ValueInteger=[1]}")).reason,
      "expected a whole number",
    );
  });
});

describe("shorthand beside the AWS CLI", () => {
  const aws = process.env.CHAT_CHECK_AWS_CLI_1;
  if (!aws) {
    it("IS NOT COMPARED, because CHAT_CHECK_AWS_CLI_1 does not name the program aws", function () {
      this.skip();
    });
    return;
  }

  it("reads 1,000 random texts to the same values, or refuses them as well", () => {
    const folder = mkdtempSync(join(tmpdir(), "chat-check-shorthand-"));
    try {
      const file = `file://${join(folder, "value.txt")}`;
      writeFileSync(join(folder, "value.txt"), "from a file, {é}\n");
      const readFile = (url: string) => {
        try {
          return readFileSync(url.slice("file://".length), "utf8");
        } catch (cause) {
          throw new Unreadable(url, { cause });
        }
      };
      const texts = fc.oneof(soup, withFile(file), edited(withFile(file)));
      const rows = fc.sample(fc.tuple(fc.constantFrom(...members), texts), 1000);
      const readings = awsCliReads(aws, rows);
      for (const [index, [member, text]] of rows.entries()) {
        const ours = readingOf(member, text, readFile);
        assert.deepEqual(ours, readings[index], `${member} ${JSON.stringify(text)}`);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

class Unreadable extends Error {}

function readingOf(member: string, text: string, readFile: ReadFile): Reading {
  const read: unknown[] = [];
  try {
    read.push(parseShorthand(text, readFile));
    read.push(optionValue(shapeOfMember(member), [text], readFile));
  } catch (error) {
    if (!(error instanceof ShorthandError || error instanceof Unreadable)) throw error;
  }
  return JSON.parse(JSON.stringify(read)) as Reading;
}
