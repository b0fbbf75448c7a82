import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import ts from "typescript";
import { actionTypes as emulatedTypes } from "../../provider/emulator/actions/index.js";
import { type ServiceName, services } from "../../provider/emulator/model/model.js";
import { operations } from "../../provider/emulator/operations/index.js";
import { defaultBehaviour } from "../../provider/emulator/options.js";
import { actionTypes } from "../../provider/flow/action-types.js";
import { root } from "./root.js";

const begin = "<!-- support matrix: `UPDATE_README=1 npm test -- test/project/support-matrix.test.ts` writes it -->";
const end = "<!-- end of the support matrix -->";

/** A text with the support matrix in place of the one that it has; `undefined` where there is no place for it. */
export function withSupportMatrix(readme: string): string | undefined {
  const [from, to] = [readme.indexOf(begin), readme.indexOf(end)];
  if (from < 0 || to < from) return undefined;
  return `${readme.slice(0, from)}${begin}\n\n${supportMatrix()}\n\n${readme.slice(to)}`;
}

function supportMatrix(): string {
  return [operationLists(), actionLists(), behaviourList()].join("\n\n");
}

function operationLists(): string {
  const lists = (Object.keys(operations) as ServiceName[]).map((service) => {
    const names = Object.keys(operations[service]).sort();
    return `Operations of ${service}, ${names.length}: ${names.join(", ")}.`;
  });
  const partial = (Object.keys(operations) as ServiceName[]).flatMap((service) =>
    partialOperations(service).map(([name, sentence]) => `- partial: \`${name}\`. ${sentence}`),
  );
  const others = Object.values(services).reduce((sum, { routes }) => sum + Object.keys(routes).length, 0);
  const refused = `The ${others} other operations of AWS's model are answered with 501 and their name.`;
  return [...lists, partial.join("\n"), refused].map(filled).join("\n\n");
}

/** Operations whose file says, with `@partial`, what is not as AWS has it. */
export function partialOperations(service: ServiceName): [name: string, sentence: string][] {
  return Object.keys(operations[service])
    .sort()
    .flatMap((name) => {
      const source = parsed(`provider/emulator/operations/${service}/${name}.ts`);
      const declared = source.statements.filter(ts.isFunctionDeclaration).find((one) => one.name?.text === name);
      const tags = declared ? ts.getJSDocTags(declared) : [];
      return tags
        .filter(({ tagName }) => tagName.text === "partial")
        .map(({ comment }): [string, string] => [name, oneLine(ts.getTextOfJSDocComment(comment) ?? "")]);
    });
}

/** What becomes of each action type on chat, in words. */
const onChat = {
  works: "Actions with an effect",
  unseen: "that succeed, since a chat shows nothing of them",
  "no effect": "that succeed, and set what chat does not have",
  "error branch": "that take their error branch on chat",
  "voice only": "that AWS's documentation has for voice alone, and that take their error branch",
};

function actionLists(): string {
  const types = [...emulatedTypes.keys()].sort();
  const lists = Object.entries(onChat).map(([support, words]) => {
    const names = types.filter((type) => (actionTypes.get(type)?.chat ?? "works") === support);
    const subject = words.startsWith("Actions") ? words : `Actions ${words}`;
    return names.length === 0 ? "" : `${subject}, ${names.length}: ${names.join(", ")}.`;
  });
  return lists
    .filter((list) => list !== "")
    .map(filled)
    .join("\n\n");
}

interface BehaviourOption {
  readonly name: keyof typeof defaultBehaviour;
  readonly description: string;
  /** The literals of its type; absent where it is a number of any size. */
  readonly choices?: readonly unknown[];
}

/** The members of `Behaviour` as they are written, with what is said of each. */
export function behaviourOptions(): BehaviourOption[] {
  const source = parsed("provider/emulator/options.ts");
  const declared = source.statements.filter(ts.isInterfaceDeclaration).find(({ name }) => name.text === "Behaviour");
  const members = declared ? [...declared.members].flatMap((one) => (ts.isPropertySignature(one) ? [one] : [])) : [];
  return members.map((member) => ({
    name: (member.name as ts.Identifier).text as keyof typeof defaultBehaviour,
    description: ts
      .getJSDocCommentsAndTags(member)
      .map((comment) => oneLine(ts.getTextOfJSDocComment(comment.comment) ?? ""))
      .join(" "),
    choices: choicesOf(member.type?.getText(source) ?? ""),
  }));
}

function choicesOf(type: string): unknown[] | undefined {
  if (type === "boolean") return [true, false];
  if (type === "number") return undefined;
  return type.split("|").map((literal) => JSON.parse(literal.trim()));
}

function behaviourList(): string {
  const lines = behaviourOptions().map(({ name, description, choices = [] }) => {
    const value = defaultBehaviour[name];
    const values = [value, ...choices.filter((choice) => choice !== value)];
    const sentence = description.replace(/ Default (`[^`]*`|\w+)\.$/, "");
    return `- \`${name}\` (${values.map((one) => `\`${JSON.stringify(one)}\``).join(" or ")}): ${sentence}`;
  });
  const head = "Where no source says what AWS does, an option of `behaviour` decides; the first value is the default:";
  return [head, lines.join("\n")].map(filled).join("\n\n");
}

function parsed(file: string): ts.SourceFile {
  return ts.createSourceFile(basename(file), readFileSync(join(root, file), "utf8"), ts.ScriptTarget.Latest, true);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

const width = 120;

/** Broken into lines as the rest of the README is. */
function filled(text: string): string {
  return text
    .split("\n")
    .map((paragraph) => {
      const lines: string[] = [];
      for (const word of paragraph.split(" ")) {
        const last = lines.at(-1);
        if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
        else lines.push(last !== undefined && paragraph.startsWith("- ") ? `  ${word}` : word);
      }
      return lines.join("\n");
    })
    .join("\n");
}
