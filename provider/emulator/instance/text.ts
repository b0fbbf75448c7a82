import * as v from "valibot";
import { type Document, isAlias, isMap, isSeq, LineCounter, type Node, parseDocument, type YAMLMap } from "yaml";
import { definitionSchema, type InstanceDefinition } from "./definition.js";
import { findings } from "./meaning.js";
import { type Problem, pathText } from "./problem.js";

export interface ReadDefinition {
  /** Absent when there is a problem. */
  readonly definition?: InstanceDefinition;
  /** All of them, in the order of the text. */
  readonly problems: readonly Problem[];
  /** Where the value at a path stands, or its name. */
  readonly at: (path: readonly PropertyKey[], part?: "name" | "value") => Omit<Problem, "message">;
}

/** Reads the text of an instance file, YAML or JSON. */
export function readDefinitionText(text: string, file?: string): ReadDefinition {
  const lines = new LineCounter();
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: "error" });
  const at: ReadDefinition["at"] = (path, part = "value") => ({
    ...place(offsetOf(document, path, part)),
    path: pathText(path),
  });
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) {
    const problems = faults.map(({ pos, message }) => ({ ...place(pos[0]), path: "", message: sentence(message) }));
    return { problems, at };
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    return { problems: [{ ...place(0), path: "", message: sentence((error as Error).message) }], at };
  }
  return { ...readDefinitionValue(value, at), at };
}

/** Checks a definition that is there already. */
export function readDefinitionValue(
  value: unknown,
  at: ReadDefinition["at"] = (path) => ({ path: pathText(path) }),
): ReadDefinition {
  const { success, output, issues } = v.safeParse(definitionSchema, value);
  const found = success
    ? findings(output).map((finding) => ({ ...finding, part: "value" as const }))
    : issues.map(({ path = [], message }) => ({
        path: path.map(({ key }) => key as PropertyKey),
        message: sentence(message),
        part: path.at(-1)?.origin === "key" ? ("name" as const) : ("value" as const),
      }));
  const problems = found
    .map(({ path, message, part }) => ({ ...at(path, part), message }))
    .sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
  return success && problems.length === 0 ? { definition: output, problems, at } : { problems, at };
}

/** The offset of what a path leads to, or of the deepest node on the way to it. */
function offsetOf(document: Document, path: readonly PropertyKey[], part: "name" | "value"): number {
  let node = document.contents as Node | null;
  let offset = node?.range?.[0] ?? 0;
  for (const [index, key] of path.entries()) {
    if (isAlias(node)) node = (node.resolve(document) as Node | undefined) ?? null;
    if (isMap(node)) {
      const pair = (node as YAMLMap<Node, Node | null>).items.find((item) => String(item.key) === String(key));
      if (!pair) return offset;
      node = pair.value;
      const named = part === "name" && index === path.length - 1;
      offset = (named ? pair.key : (node ?? pair.key)).range?.[0] ?? offset;
    } else if (isSeq(node)) {
      node = (node.items[Number(key)] as Node | undefined) ?? null;
      offset = node?.range?.[0] ?? offset;
    } else {
      return offset;
    }
  }
  return offset;
}

function sentence(message: string): string {
  const text = message.trim();
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
