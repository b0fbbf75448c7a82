import type { FlowDocument } from "../../flow/document.js";
import type { MissingReference } from "../instance.js";
import type { InstanceDefinition, LexBotDefinition } from "./definition.js";
import { functionName } from "./furnish.js";
import type { ReferenceKind } from "./references.js";

/** A flow or module, by name, for what its actions tell of the things that they use. */
interface NamedDocument {
  readonly name: string;
  readonly document: FlowDocument;
}

/**
 * A first instance definition: everything that flows refer to and that there is not, under the name that the exports
 * give it. Flows, modules and agents that are missing cannot be made up and are left to the reader.
 */
export function draftDefinition(
  missing: readonly MissingReference[],
  documents: readonly NamedDocument[],
): Pick<
  InstanceDefinition,
  "instance" | "values" | "queues" | "hoursOfOperation" | "prompts" | "views" | "lambda" | "lex" | "cases"
> {
  const named = (kind: ReferenceKind) => namedThings(missing.filter((reference) => reference.kind === kind));
  const lambda = unique(
    missing.filter(({ kind }) => kind === "lambda").map(({ reference }) => functionName(reference)),
  );
  const placeholders = unique(
    missing.filter(({ kind }) => kind === "placeholder").map(({ reference }) => bare(reference)),
  );
  const templates = named("caseTemplate");
  return onlyFilled({
    instance: instanceOf(missing),
    values: Object.fromEntries(placeholders.map((name) => [name, ""])),
    queues: named("queue"),
    hoursOfOperation: named("hoursOfOperation").map((hours) => ({
      ...hours,
      timeZone: "Etc/UTC",
      config: "open" as const,
    })),
    prompts: named("prompt"),
    views: named("view"),
    lambda: lambda.map((name) => ({ ...lambdaNames(name), answer: {} })),
    lex: named("lex").map((bot) => ({ ...bot, intents: intentsFor(bot.id, documents) })),
    cases: templates.length > 0 ? { templates } : {},
  });
}

/** The instance that the flows were exported from, where all that they refer to is of one. */
function instanceOf(missing: readonly MissingReference[]): { id?: string; region?: string } {
  const places = missing.flatMap(
    ({ reference }) =>
      /^arn:[\w-]+:connect:([a-z0-9-]+):\d+:instance\/([A-Za-z0-9-]+)\//.exec(reference)?.slice(1, 3) ?? [],
  );
  const [region, id] = places;
  const isOne = places.every((part, index) => part === (index % 2 === 0 ? region : id));
  return isOne && id !== undefined ? { id, region } : {};
}

/** A template may have words where the function's ARN is to go: they are its id then. */
function lambdaNames(written: string): { name: string; id?: string } {
  const name = written.replace(/[^A-Za-z0-9_-]+/g, "-");
  return name === written ? { name } : { name, id: written };
}

/** One entry for each id, its name unique among its kind. */
function namedThings(references: readonly MissingReference[]): { name: string; id: string }[] {
  const byId = new Map<string, string>();
  const taken = new Set<string>();
  for (const { reference, name } of references) {
    if (byId.has(reference)) continue;
    const wanted = name ?? reference.slice(reference.lastIndexOf("/") + 1);
    let free = wanted;
    for (let count = 2; taken.has(free); count++) free = `${wanted} ${count}`;
    taken.add(free);
    byId.set(reference, free);
  }
  return [...byId].map(([id, name]) => ({ name, id }));
}

/** The intents that flows branch on after a bot, each with an utterance to begin with. */
function intentsFor(alias: string, documents: readonly NamedDocument[]): NonNullable<LexBotDefinition["intents"]> {
  const actions = documents
    .flatMap(({ document }) => [...document.actions.values()])
    .filter(
      ({ type, parameters }) => type === "ConnectParticipantWithLexBot" && JSON.stringify(parameters).includes(alias),
    );
  const names = unique(
    actions.flatMap(({ transitions }) => transitions.conditions.map(({ operands }) => operands[0] ?? "")),
  );
  return names
    .filter((name) => name !== "" && name !== "FallbackIntent")
    .map((name) => ({ name, utterances: [words(name)] }));
}

/** `TalkToAgent` is said as `talk to agent`. */
function words(name: string): string {
  return name
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, "$1 $2")
    .replace(/[_-]+/g, " ")
    .toLowerCase();
}

/** Without what marks a placeholder. */
function bare(placeholder: string): string {
  return placeholder.replace(/^(\$\{|\{\{|<<|%)\s*|\s*(\}\}?|>>|%)$/g, "");
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}

function onlyFilled<T extends Readonly<Record<string, object>>>(sections: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(sections).filter(([, section]) => Object.keys(section).length > 0),
  ) as Partial<T>;
}
