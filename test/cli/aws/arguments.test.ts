import assert from "node:assert/strict";
import fc from "fast-check";
import { type Arity, parseArguments } from "../../../provider/cli/aws/arguments.js";

const options: ReadonlyMap<string, Arity> = new Map([
  ["instance-id", "value"],
  ["initial-message", "value"],
  ["types", "list"],
  ["generate-cli-skeleton", "optional"],
  ["debug", "switch"],
  ["cli", "value"],
  ["cli-input-json", "value"],
]);

const parsed = (...args: string[]) => {
  const { words, problems } = parseArguments(args, options);
  return { words: Object.fromEntries(words), problems };
};

describe("the words of a command line", () => {
  const good: readonly (readonly [title: string, args: readonly string[], words: Record<string, string[]>])[] = [
    ["nothing", [], {}],
    ["a value after the option", ["--instance-id", "i"], { "instance-id": ["i"] }],
    ["a value after an equals sign", ["--instance-id=i"], { "instance-id": ["i"] }],
    ["equals signs in a value", ["--initial-message=a=b=c"], { "initial-message": ["a=b=c"] }],
    ["an empty value", ["--instance-id", ""], { "instance-id": [""] }],
    ["an empty value after an equals sign", ["--instance-id="], { "instance-id": [""] }],
    [
      "a value that begins with dashes, after an equals sign",
      ["--instance-id=--debug"],
      { "instance-id": ["--debug"] },
    ],
    ["a negative number", ["--instance-id", "-5"], { "instance-id": ["-5"] }],
    ["a negative fraction", ["--instance-id", "-.5"], { "instance-id": ["-.5"] }],
    ["a dash alone", ["--instance-id", "-"], { "instance-id": ["-"] }],
    ["a dash in words with a space", ["--instance-id", "--x y"], { "instance-id": ["--x y"] }],
    ["spaces in a value after an equals sign", ["--initial-message=a b"], { "initial-message": ["a b"] }],
    [
      "spaces after the beginning of a name",
      ["--init=a b", "--types", "--x y"],
      { "initial-message": ["a b"], types: ["--x y"] },
    ],
    ["a list", ["--types", "a", "b", "--debug"], { types: ["a", "b"], debug: [] }],
    ["a list of nothing", ["--types", "--debug"], { types: [], debug: [] }],
    ["an option with or without a value", ["--generate-cli-skeleton"], { "generate-cli-skeleton": [] }],
    ["its value", ["--generate-cli-skeleton", "output"], { "generate-cli-skeleton": ["output"] }],
    ["the last of an option that is repeated", ["--types", "a", "b", "--types", "c"], { types: ["c"] }],
    ["the beginning of a name", ["--inst", "i", "--gen"], { "instance-id": ["i"], "generate-cli-skeleton": [] }],
    ["a whole name that another one begins with", ["--cli", "x"], { cli: ["x"] }],
  ];
  for (const [title, args, words] of good) {
    it(`may be ${title}`, () => assert.deepEqual(parsed(...args), { words, problems: [] }));
  }

  const bad: readonly (readonly [title: string, args: readonly string[], ...problems: string[]])[] = [
    ["an operand", ["here", "--debug"], "There is no operand: here"],
    ["a value too many", ["--instance-id", "i", "j"], "There is no operand: j"],
    ["an option without its value", ["--instance-id"], "--instance-id needs a value"],
    ["an option in the place of a value", ["--instance-id", "--debug"], "--instance-id needs a value"],
    ["a value for a switch", ["--debug=yes"], "--debug takes no value"],
    ["an unknown option, with what belongs to it", ["--nope", "a", "b"], "There is no option --nope"],
    ["an unknown option with a value", ["--nope=a"], "There is no option --nope"],
    ["an option of one dash", ["-d", "x"], "There is no option -d"],
    ["the beginning of two names", ["--in", "x"], "--in may be --instance-id or --initial-message"],
    ["two dashes alone", ["--"], "There is no option --"],
    ["a name that every object has", ["--constructor", "--__proto__"], ...nameless("constructor", "__proto__")],
    ["all of that", ["x", "--nope", "--in", "--instance-id"], ...everything()],
  ];
  for (const [title, args, ...problems] of bad) {
    it(`may not be ${title}`, () => assert.deepEqual(parsed(...args).problems, problems));
  }

  it("go on after a problem", () => {
    assert.deepEqual(parsed("--nope", "a", "--instance-id", "i").words, { "instance-id": ["i"] });
  });

  it("give options and problems for anything", () => {
    const word = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("--", "--=", "-", "--types", "--cli-input-j"));
    fc.assert(
      fc.property(fc.array(word), (args) => {
        const { words, problems } = parseArguments(args, options);
        for (const name of words.keys()) assert.ok(options.has(name));
        for (const problem of problems) assert.equal(typeof problem, "string");
      }),
    );
  });
});

function nameless(...names: string[]): string[] {
  return names.map((name) => `There is no option --${name}`);
}

function everything(): string[] {
  return [
    "There is no operand: x",
    "There is no option --nope",
    "--in may be --instance-id or --initial-message",
    "--instance-id needs a value",
  ];
}
