import type { InstanceDefinition, TextMatcher } from "./definition.js";
import { isTimeZone } from "./hours.js";

/** A problem at a path of the definition. */
export interface Finding {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

type Report = (message: string, ...path: readonly PropertyKey[]) => void;

/** What a schema cannot say: names that are taken twice, names of nothing, time zones, dates, regular expressions. */
export function findings(definition: InstanceDefinition): Finding[] {
  const found: Finding[] = [];
  const report: Report = (message, ...path) => found.push({ path, message });
  namesOnce(definition, report);
  queues(definition, report);
  hours(definition, report);
  agents(definition, report);
  lambda(definition, report);
  lex(definition, report);
  views(definition, report);
  tags(definition, report);
  for (const [index, { queue, agent }] of (definition.metrics ?? []).entries()) {
    if (queue !== undefined) known(definition, "queues", queue, report, "metrics", index, "queue");
    if (agent !== undefined) known(definition, "agents", agent, report, "metrics", index, "agent");
  }
  for (const [index, { template }] of (definition.cases?.cases ?? []).entries()) {
    const names = definition.cases?.templates?.flatMap(({ name, id }) => [name, id]) ?? [];
    if (template !== undefined && !names.includes(template)) {
      report(`There is no case template ${template}.`, "cases", "cases", index, "template");
    }
  }
  return found;
}

const kinds = {
  queues: "queue",
  hoursOfOperation: "hours of operation",
  prompts: "prompt",
  views: "view",
  agents: "agent",
  lambda: "Lambda function",
  lex: "Lex bot",
} as const;

type Kind = keyof typeof kinds;

function entriesOf(definition: InstanceDefinition, kind: Kind): { readonly name: string; readonly id?: string }[] {
  return (definition[kind] ?? []).map((entry) => (typeof entry === "string" ? { name: entry } : entry));
}

function namesOnce(definition: InstanceDefinition, report: Report): void {
  for (const [kind, word] of Object.entries(kinds) as [Kind, string][]) {
    const seen = new Set<string>();
    for (const [index, { name, id }] of entriesOf(definition, kind).entries()) {
      if (seen.has(name)) report(`There are two of the kind ${word} named ${name}.`, kind, index, "name");
      if (id !== undefined && seen.has(`id ${idText(id)}`)) {
        report(`There are two of the kind ${word} with the id ${idText(id)}.`, kind, index, "id");
      }
      seen.add(name);
      if (id !== undefined) seen.add(`id ${idText(id)}`);
    }
  }
}

function known(
  definition: InstanceDefinition,
  kind: Kind,
  reference: string,
  report: Report,
  ...path: readonly PropertyKey[]
): void {
  const entries = entriesOf(definition, kind);
  if (entries.some(({ name, id }) => name === reference || (id !== undefined && idText(id) === idText(reference))))
    return;
  const names = entries.map(({ name }) => name).join(", ");
  const article = kind === "hoursOfOperation" ? "There are no" : "There is no";
  report(`${article} ${kinds[kind]} ${reference}; there are: ${names || "none"}.`, ...path);
}

function queues(definition: InstanceDefinition, report: Report): void {
  for (const [index, { hours, agents = [] }] of (definition.queues ?? []).entries()) {
    if (hours !== undefined) known(definition, "hoursOfOperation", hours, report, "queues", index, "hours");
    for (const [at, agent] of agents.entries())
      known(definition, "agents", agent, report, "queues", index, "agents", at);
  }
}

function hours(definition: InstanceDefinition, report: Report): void {
  for (const [index, { timeZone, overrides = [] }] of (definition.hoursOfOperation ?? []).entries()) {
    const at = ["hoursOfOperation", index] as const;
    if (!isTimeZone(timeZone)) report(`There is no time zone ${timeZone}.`, ...at, "timeZone");
    for (const [place, { from, till = from }] of overrides.entries()) {
      if (!isDate(from)) report(`There is no date ${from}.`, ...at, "overrides", place, "from");
      else if (!isDate(till)) report(`There is no date ${till}.`, ...at, "overrides", place, "till");
      else if (till < from)
        report(`The last date ${till} is before the first, ${from}.`, ...at, "overrides", place, "till");
    }
  }
}

function agents(definition: InstanceDefinition, report: Report): void {
  for (const [index, { script = [] }] of (definition.agents ?? []).entries()) {
    for (const [at, step] of script.entries()) {
      const path = ["agents", index, "script", at] as const;
      if ("waitFor" in step && typeof step.waitFor === "object") {
        matcher(step.waitFor.message, report, ...path, "waitFor", "message");
      }
      if (!("transfer" in step)) continue;
      const { transfer } = step;
      if ("queue" in transfer) known(definition, "queues", transfer.queue, report, ...path, "transfer", "queue");
      else known(definition, "agents", transfer.agent, report, ...path, "transfer", "agent");
    }
  }
}

function lambda(definition: InstanceDefinition, report: Report): void {
  for (const [index, entry] of (definition.lambda ?? []).entries()) {
    if (!("answers" in entry)) continue;
    for (const [at, { when = {} }] of entry.answers.entries()) {
      for (const [part, matchers] of Object.entries(when)) {
        for (const [key, value] of Object.entries(matchers ?? {})) {
          matcher(value, report, "lambda", index, "answers", at, "when", part, key);
        }
      }
    }
  }
}

function lex(definition: InstanceDefinition, report: Report): void {
  for (const [index, { intents = [], codeHook }] of (definition.lex ?? []).entries()) {
    if (typeof codeHook === "object")
      known(definition, "lambda", codeHook.lambda, report, "lex", index, "codeHook", "lambda");
    const names = new Set<string>();
    for (const [at, { name, utterances = [], slots = [] }] of intents.entries()) {
      const path = ["lex", index, "intents", at] as const;
      if (names.has(name)) report(`There are two intents named ${name}.`, ...path, "name");
      names.add(name);
      for (const [place, { name: slot, prompt, required = true, pattern }] of slots.entries()) {
        if (slots.findIndex((other) => other.name === slot) < place) {
          report(`There are two slots named ${slot}.`, ...path, "slots", place, "name");
        }
        if (required && prompt === undefined) {
          report(`The slot ${slot} is required and has no prompt.`, ...path, "slots", place);
        }
        if (pattern !== undefined) regularExpression(pattern, undefined, report, ...path, "slots", place, "pattern");
      }
      for (const [place, utterance] of utterances.entries()) {
        for (const [, slot] of utterance.matchAll(/\{([^{}]*)\}/g)) {
          if (slots.some((other) => other.name === slot)) continue;
          report(`The intent ${name} has no slot ${slot}.`, ...path, "utterances", place);
        }
      }
    }
  }
}

function views(definition: InstanceDefinition, report: Report): void {
  for (const [index, { name }] of (definition.views ?? []).entries()) {
    const pattern = /^[\p{L}\p{N}_.:/=+\-@()'][\p{L}\p{Z}\p{N}_.:/=+\-@()']{0,254}$/u;
    if (!pattern.test(name))
      report("AWS takes letters, digits, blanks and _.:/=+-@()' in a view's name.", "views", index, "name");
  }
}

function tags(definition: InstanceDefinition, report: Report): void {
  const check = (tags: Readonly<Record<string, string>> = {}, ...path: readonly PropertyKey[]) => {
    for (const [key, value] of Object.entries(tags)) {
      if (!/^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u.test(key)) {
        report(
          "AWS takes 1 to 128 letters, digits, blanks and _.:/=+-@ in a tag's key, not aws: at its start.",
          ...path,
          key,
        );
      } else if ([...value].length > 256) {
        report("AWS takes 256 characters in a tag's value.", ...path, key);
      }
    }
    if (Object.keys(tags).length > 50) report("AWS takes 50 tags of a resource.", ...path);
  };
  check(definition.instance?.tags, "instance", "tags");
  for (const kind of ["flows", "modules", "queues", "hoursOfOperation", "prompts", "views", "agents"] as const) {
    const entries = definition[kind];
    if (!Array.isArray(entries)) continue;
    for (const [index, entry] of entries.entries()) {
      if (typeof entry !== "string") check(entry.tags, kind, index, "tags");
    }
  }
}

function matcher(value: TextMatcher, report: Report, ...path: readonly PropertyKey[]): void {
  if (typeof value === "object" && "pattern" in value) {
    regularExpression(value.pattern, value.flags, report, ...path, "pattern");
  }
}

function regularExpression(
  pattern: string,
  flags: string | undefined,
  report: Report,
  ...path: readonly PropertyKey[]
): void {
  try {
    new RegExp(pattern, flags);
  } catch (error) {
    report(`It is no regular expression of JavaScript: ${(error as Error).message}.`, ...path);
  }
}

function isDate(date: string): boolean {
  const time = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}

function idText(reference: string): string {
  return reference.slice(reference.lastIndexOf("/") + 1);
}
