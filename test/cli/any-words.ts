import fc from "fast-check";
import { requestMembers } from "../../provider/chat/request-shapes.js";
import { memberOptions } from "../../provider/cli/aws/member-options.js";

/** Texts that somebody might hand over by mistake or on purpose: of any size, in any writing, of any depth. */
const texts = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string(),
  fc.constantFrom(
    ...["", " ", "-", "--", "=", ",", "{}", "[]", "null", "0", "-1", "1e999", "NaN", "'", '"', "\\", "\0", "\n"],
    ...["a=", "a=b", "a={", "a=[", "a=[b,", "a='", 'a="b', "a=b,", "=b", "a=b,a=c", "a@=file://none", "{a=b}", "[a,b]"],
    ...["file://", "file://none", "fileb://.", "file://~", "file://$HOME/x", "https://127.0.0.1:1/", "__proto__=x"],
    ...["\uD800", "\uDC00x", "\u202Egnp", "🏳️‍🌈", "é", "e\u0301", "\uFEFF{}", "%s", "*", "arn:aws:connect:x:1:y/z"],
    ...["&a [*a]", "a: &a [*a]", "!!binary x", "<<: *x", "? x", "- - -", "a: 'b", "2026-01-01", "a:\n\t- b"],
  ),
);

const json = fc.json({ maxDepth: 5 });
const deep = fc
  .tuple(
    fc.nat(2_000),
    fc.constantFrom(
      ...([
        ["[", "]"],
        ['{"a":', "}"],
        ['{"ValueMap":{"a":', "}}"],
        ['{"ValueList":[', "]}"],
        ["a={", "}"],
        ["a=[", "]"],
        ["- ", ""],
      ] as const),
    ),
  )
  .map(([depth, [open, close]]) => `${open.repeat(depth)}1${close.repeat(depth)}`);

/** A request with members of any type. */
const requests = fc
  .dictionary(
    fc.oneof(fc.constantFrom(...requestMembers), fc.constantFrom("a", "toString", "__proto__")),
    fc.jsonValue(),
    {
      maxKeys: 5,
    },
  )
  .map((request) => JSON.stringify(request));

const values = fc.oneof(texts, json, deep, requests, fc.nat().map(String));

/** The words of a command line: options of every kind, whole, begun and misspelt, with values that fit or do not. */
export function commandLines(own: readonly string[]): fc.Arbitrary<string[]> {
  const names = [...memberOptions.map(({ name }) => name), "cli-input-json", "cli-input-yaml", "region", ...own];
  const option = fc.oneof(
    fc.constantFrom(...names),
    fc.constantFrom(...names).chain((name) => fc.nat(name.length).map((length) => name.slice(0, length))),
    texts,
  );
  const worded = fc.oneof(
    { weight: 6, arbitrary: fc.tuple(option, values).map(([name, value]) => [`--${name}`, value]) },
    { weight: 1, arbitrary: fc.tuple(option, values).map(([name, value]) => [`--${name}=${value}`]) },
    { weight: 1, arbitrary: option.map((name) => [`--${name}`]) },
    { weight: 1, arbitrary: values.map((value) => [value]) },
  );
  return fc.array(worded, { maxLength: 6 }).map((words) => words.flat());
}

/** Single values of a size that no list of random ones comes to. */
export const hugeLines: readonly (readonly string[])[] = [
  ["x".repeat(1_000_000)],
  [`--${"x".repeat(1_000_000)}`],
  ["--attributes", `a=${"é".repeat(500_000)}`],
  ["--attributes", `${"k".repeat(1_000_000)}=v`],
  ["--attributes", "a={".repeat(300_000)],
  ["--initial-message", `ContentType=text/plain,Content='${"\u202E".repeat(300_000)}'`],
  [
    "--participant-details",
    `{"DisplayName":"${"\u0000".repeat(10)}${"x".repeat(1_000_000)}"}`.replaceAll("\0", "\\u0000"),
  ],
  ["--client-token", "🏳️".repeat(250_000)],
  ["--segment-attributes", `${'{"a":{"ValueMap":'.repeat(2_000)}{}${"}}".repeat(2_000)}`],
  ["--cli-input-json", "[".repeat(1_000_000)],
  ["--cli-input-json", `{"Attributes":{${Array.from({ length: 50_000 }, (_, key) => `"k ${key}":"v"`).join(",")}}}`],
  ["--cli-input-yaml", "[".repeat(100_000)],
  ["--cli-input-yaml", `a: &a [${"x,".repeat(100_000)}]\n`],
  ["--supported-messaging-content-types", ...Array<string>(50_000).fill("text/plain")],
  ["--chat-duration-in-minutes", "9".repeat(1_000_000)],
  Array<string>(100_000).fill("--nope"),
];
