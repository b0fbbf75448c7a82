import { lintFlow, looksLikeFlow, type Rule, rules, usualRules } from "../flow/lint/index.js";
import { nearest } from "../flow/nearest.js";
import { countsOf, type LintedFile, lintJson, lintText } from "../report/lint.js";
import { lintSarif } from "../report/lint-sarif.js";
import { type Command, exitCodes } from "./command.js";
import { type LintFile, lintFiles } from "./lint-files.js";
import { defineCommand, entry, type OptionValues, wrongUse } from "./options.js";

const options = {
  format: {
    value: "FORMAT",
    choices: ["text", "json", "sarif"],
    description: "Default: text. sarif is what GitHub code scanning takes",
  },
  disable: {
    value: "RULE",
    multiple: true,
    description: "Switch a rule off, or all of them with all; may be repeated",
  },
  enable: { value: "RULE", multiple: true, description: "Switch a rule on, after --disable; may be repeated" },
  "max-warnings": { value: "N", description: "Fail on more than N warnings; without it they do not count" },
  rules: { description: "Print the rules, and lint nothing" },
} as const;

const command = defineCommand({
  name: "lint",
  description:
    "Finds in exported flows what CreateContactFlow would refuse (error), what would surprise on chat (warning), and what may be meant so (note). Takes files and folders, of which every *.json that is a flow. Exits with 0 if there is no error, 1 if there is one, 2 for wrong use.",
  operands: "FLOWS…",
  options,
  examples: [
    "chat-check lint flows/",
    "chat-check lint --format sarif flows/ > flows.sarif",
    "chat-check lint --disable unfilled-placeholder --max-warnings 0 flows/",
    "chat-check lint --disable all --enable endless-loop flows/main.json",
  ],
  async run(values, operands, io) {
    const problems: string[] = [];
    const on = chosenRules(values, problems);
    const most = values["max-warnings"];
    if (most !== undefined && !/^\d+$/.test(most)) problems.push(`--max-warnings is a whole number, not ${most}`);
    if (values.rules) {
      if (values.format === "sarif") problems.push("--rules is printed as text or json");
      if (problems.length > 0) throw wrongUse("lint", problems);
      io.out(values.format === "json" ? rulesJson() : rulesText());
      return exitCodes.held;
    }
    if (operands.length === 0) problems.push("A file or a folder with flows is missing");
    const { files, problems: unread } = lintFiles(operands, io.folder);
    problems.push(...unread);
    const linted = files.flatMap((file) => lintFile(file, on));
    if (problems.length === 0 && linted.length === 0) problems.push(`There is no flow in ${operands.join(", ")}`);
    if (problems.length > 0) throw wrongUse("lint", problems);
    io.out(formatted(linted, values.format, on));
    const { error, warning } = countsOf(linted);
    const isTooMuch = most !== undefined && warning > Number(most);
    return error > 0 || isTooMuch ? exitCodes.didNotHold : exitCodes.held;
  },
});

export const lint: Command = {
  name: command.name,
  help,
  async run(args, io) {
    if (!args.includes("--help") && !args.includes("-h")) return command.run(args, io);
    io.out(help());
    return exitCodes.held;
  },
};

function help(): string {
  return `${command.help()}\nRules:\n${rulesText()}`;
}

function chosenRules({ disable = [], enable = [] }: OptionValues<typeof options>, problems: string[]): Set<string> {
  const ids = rules.map(({ id }) => id);
  const named = (given: readonly string[]) =>
    given.flatMap((list) => list.split(",")).flatMap((id) => (id === "all" ? ids : [id]));
  for (const id of [...named(disable), ...named(enable)]) {
    if (ids.includes(id)) continue;
    const near = nearest(id, ids);
    problems.push(`There is no rule ${id}${near ? ` (there is ${near})` : ""}`);
  }
  const off = new Set(named(disable));
  return new Set([...[...usualRules].filter((id) => !off.has(id)), ...named(enable)]);
}

/** What is found in a file; nothing for a file of a folder that is no flow. */
function lintFile({ file, source, isNamed }: LintFile, on: ReadonlySet<string>): LintedFile[] {
  if (!isNamed && !looksLikeFlow(source)) return [];
  return [{ file, findings: lintFlow(source, { rules: on }) }];
}

function formatted(files: readonly LintedFile[], format: string | undefined, on: ReadonlySet<string>): string {
  if (format === "json") return lintJson(files);
  if (format !== "sarif") return lintText(files);
  const { version } = require("../../package.json") as { version: string };
  return lintSarif(files, { rules: rules.filter(({ id }) => on.has(id)), version });
}

function rulesText(): string {
  const line = ({ id, severity, description, optional }: Rule) =>
    entry(`  ${id}`, `${severity}${optional ? ", off unless enabled" : ""}: ${description}`);
  return `${rules.map(line).join("\n")}\n`;
}

function rulesJson(): string {
  const listed = rules.map(({ id, severity, description, optional }) => ({
    id,
    severity,
    description,
    enabled: !optional,
  }));
  return `${JSON.stringify(listed, null, 2)}\n`;
}
