import { parseArgs } from "node:util";
import { ChatCheckError, problemList } from "../errors.js";
import { type Command, type CommandIo, exitCodes } from "./command.js";

/** An option of a command: a value, a list of values, or a switch where `value` is absent. */
export interface Option {
  /** What stands for the value in the help, such as `SECONDS`. */
  readonly value?: string;
  /** Whether it may be given more than once. */
  readonly multiple?: boolean;
  readonly choices?: readonly string[];
  /** One sentence, without the full stop. */
  readonly description: string;
}

export type Options = Readonly<Record<string, Option>>;

/** The values of options by name; absent where not given. */
export type OptionValues<O extends Options> = {
  readonly [Name in keyof O]?: O[Name] extends { readonly value: string }
    ? O[Name] extends { readonly multiple: true }
      ? readonly string[]
      : string
    : boolean;
};

interface CommandDefinition<O extends Options> {
  readonly name: string;
  /** What it does, a sentence or two. */
  readonly description: string;
  /** The operands of the command line, such as `[CONTACT_ID]`; empty where there are none. */
  readonly operands?: string;
  readonly options: O;
  /** Command lines that show its use. */
  readonly examples?: readonly string[];
  run(values: OptionValues<O>, operands: readonly string[], io: CommandIo): Promise<number>;
}

/** A command whose options are parsed, and whose help is written, from one record. */
export function defineCommand<const O extends Options>(definition: CommandDefinition<O>): Command {
  const { name, options, operands = "", run } = definition;
  return {
    name,
    help: () => helpOf(definition),
    async run(args, io) {
      if (args.includes("--help") || args.includes("-h")) {
        io.out(helpOf(definition));
        return exitCodes.held;
      }
      const { values, positionals, problems } = parsed(args, options);
      if (operands === "" && positionals.length > 0) problems.push(`There is no operand: ${positionals.join(" ")}`);
      if (problems.length > 0) throw wrongUse(name, problems);
      return run(values as OptionValues<O>, positionals, io);
    },
  };
}

/** One error with everything that is wrong with a command line. */
export function wrongUse(command: string, problems: readonly string[]): ChatCheckError {
  return new ChatCheckError({
    code: "WRONG_USE",
    message: problemList("The command line is not valid", problems),
    hint: `See chat-check ${command} --help.`,
  });
}

interface Parsed {
  readonly values: Readonly<Record<string, string | boolean | string[]>>;
  readonly positionals: readonly string[];
  readonly problems: string[];
}

function parsed(args: readonly string[], options: Options): Parsed {
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      Object.entries(options).map(([name, { value }]) => [name, { type: value ? "string" : "boolean" } as const]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const values: Record<string, string | boolean | string[]> = {};
  const positionals: string[] = [];
  const problems: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (!option) {
      problems.push(`There is no option ${token.rawName}`);
    } else if (!option.value) {
      if (token.value === undefined) values[token.name] = true;
      else problems.push(`${token.rawName} takes no value`);
    } else if (token.value === undefined || (token.value.startsWith("--") && !token.inlineValue)) {
      problems.push(`${token.rawName} needs a value`);
    } else if (option.choices && !option.choices.includes(token.value)) {
      problems.push(`${token.rawName} is one of ${option.choices.join(", ")}, not ${token.value}`);
    } else if (option.multiple) {
      values[token.name] = [...((values[token.name] as string[] | undefined) ?? []), token.value];
    } else if (values[token.name] !== undefined) {
      problems.push(`${token.rawName} stands there twice`);
    } else {
      values[token.name] = token.value;
    }
  }
  return { values, positionals, problems };
}

const column = 30;
const width = 100;

function helpOf<O extends Options>(definition: CommandDefinition<O>): string {
  const { name, description, operands = "", options, examples = [] } = definition;
  const usage = `Usage: chat-check ${[name, operands, "[options]"].filter(Boolean).join(" ")}`;
  const all: [string, Option][] = [...Object.entries<Option>(options), ["help", { description: "Print this" }]];
  const lines = all.map(([option, { value, choices, description: text }]) => {
    const head = `  --${option}${value ? ` ${choices ? choices.join("|") : value}` : ""}`;
    return entry(head, text);
  });
  const shown = examples.length > 0 ? ["", "Examples:", ...examples.map((line) => `  ${line}`)] : [];
  return `${[usage, "", ...wrapped(description, width), "", "Options:", ...lines, ...shown].join("\n")}\n`;
}

/** A name and what it means, in two columns. */
export function entry(head: string, text: string): string {
  const [first = "", ...rest] = wrapped(text, width - column);
  const begin = head.length < column - 1 ? head.padEnd(column) + first : `${head}\n${" ".repeat(column)}${first}`;
  return [begin, ...rest.map((line) => " ".repeat(column) + line)].join("\n");
}

/** Lines of at most `most` characters, broken at spaces. */
export function wrapped(text: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
