import assert from "node:assert/strict";
import fc from "fast-check";
import { defineCommand, entry, wrapped, wrongUse } from "../../provider/cli/options.js";
import { ChatCheckError } from "../../provider/errors.js";
import { Terminal } from "./terminal.js";

const given: unknown[] = [];
const paint = defineCommand({
  name: "paint",
  description: "Paints.",
  operands: "[FILE]",
  options: {
    colour: { value: "COLOUR", choices: ["red", "blue"], description: "What to paint with; default red" },
    layer: { value: "NAME", multiple: true, description: "A layer" },
    wet: { description: "Leaves it wet" },
    title: { value: "TEXT", description: "What to call it" },
  },
  examples: ["chat-check paint a.png"],
  async run(values, operands) {
    given.push({ ...values }, operands);
    return 7;
  },
});
const bare = defineCommand({ name: "bare", description: "Nothing.", options: {}, run: async () => 0 });

describe("a command of one record", () => {
  beforeEach(() => void given.splice(0));

  const run = async (...args: string[]) => {
    using io = new Terminal();
    const code = await paint.run(args, io);
    return { code, written: io.written };
  };
  const refusal = async (command: typeof paint, args: string[]) => {
    using io = new Terminal();
    const error = await command.run(args, io).then(
      () => assert.fail("It runs."),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof ChatCheckError, String(error));
    return error;
  };

  it("is given its options by name, and its operands", async () => {
    const { code } = await run("--colour", "blue", "a.png", "--layer=one", "--layer", "two=2", "--wet");
    assert.equal(code, 7);
    assert.deepEqual(given, [{ colour: "blue", layer: ["one", "two=2"], wet: true }, ["a.png"]]);
  });

  it("takes a value that begins with a dash after an equals sign alone, and everything after --", async () => {
    await run("--title=--wet", "--", "--colour");
    assert.deepEqual(given, [{ title: "--wet" }, ["--colour"]]);
  });

  it("is not given what was not asked for", async () => {
    await run();
    assert.deepEqual(given, [{}, []]);
  });

  it("refuses everything that is wrong at once", async () => {
    const error = await refusal(paint, [
      ...["--colour", "green", "--wet=no", "--nope", "--title", "--layer", "x", "--title=a", "--title=b", "-x"],
    ]);
    assert.equal(error.code, "WRONG_USE");
    assert.equal(error.hint, "See chat-check paint --help.");
    assert.equal(
      error.message,
      [
        "The command line is not valid:",
        "- --colour is one of red, blue, not green",
        "- --wet takes no value",
        "- There is no option --nope",
        "- --title needs a value",
        "- --title stands there twice",
        "- There is no option -x",
      ].join("\n"),
    );
    assert.deepEqual(given, []);
  });

  it("refuses operands where there are none, in a sentence", async () => {
    const { message } = await refusal(bare, ["a", "b"]);
    assert.equal(message, "The command line is not valid: There is no operand: a b.");
  });

  it("knows no option by a name that every object has", async () => {
    for (const name of ["constructor", "__proto__", "toString", "hasOwnProperty"]) {
      assert.match((await refusal(paint, [`--${name}`])).message, /There is no option --/);
    }
  });

  it("prints its help, whatever else is asked", async () => {
    const { code, written } = await run("--nope", "--help");
    assert.equal(code, 0);
    assert.equal(
      written,
      [
        "Usage: chat-check paint [FILE] [options]",
        "",
        "Paints.",
        "",
        "Options:",
        "  --colour red|blue           What to paint with; default red",
        "  --layer NAME                A layer",
        "  --wet                       Leaves it wet",
        "  --title TEXT                What to call it",
        "  --help                      Print this",
        "",
        "Examples:",
        "  chat-check paint a.png",
        "",
      ].join("\n"),
    );
    assert.equal(paint.help(), written);
  });

  it("runs, or is refused with a sentence, whatever the words", async () => {
    const words = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom(
        "--colour",
        "--layer=",
        "--wet",
        "--title",
        "--",
        "-",
        "--=",
        "--no-wet",
        "-wet",
        "--__proto__=1",
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(words), async (args) => {
        using io = new Terminal();
        const code = await paint.run(args, io).catch((error: unknown) => {
          assert.ok(error instanceof ChatCheckError, String(error));
          assert.match(error.message, /^The command line is not valid:/);
          return 2;
        });
        assert.ok([0, 2, 7].includes(code));
      }),
    );
  });
});

describe("the error of wrong use", () => {
  it("cuts a problem that is too long to be read", () => {
    const { message } = wrongUse("paint", [`There is no option ${"x".repeat(1_000_000)}`]);
    assert.ok(message.length < 1_100);
    assert.match(message, /x…\.$/);
  });

  it("counts the problems that it leaves out", () => {
    const { message } = wrongUse("paint", Array(10_000).fill("There is no operand: something or other"));
    assert.ok(message.length < 20_000);
    const [, left] = /\n- … and (\d+) more$/.exec(message) ?? [];
    assert.equal(message.split("\n").length - 2 + Number(left), 10_000);
  });
});

describe("the columns of a help", () => {
  it("break at spaces, and keep a word that is too long whole", () => {
    assert.deepEqual(wrapped("a bb ccc dddddddd e", 5), ["a bb", "ccc", "dddddddd", "e"]);
  });

  it("begin the text on a line of its own where the head is long", () => {
    assert.equal(entry(`  --${"x".repeat(40)}`, "Text"), `  --${"x".repeat(40)}\n${" ".repeat(30)}Text`);
  });
});
