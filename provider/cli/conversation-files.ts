import { readdirSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";

/** Files that operands name, by path and each once, and what is wrong with the operands. */
export interface NamedFiles {
  readonly files: readonly string[];
  readonly problems: readonly string[];
}

const conversationFile = /\.chat\.ya?ml$/;

/** Files as they are, the files of conversations in folders, and what patterns match; no operand is the folder itself. */
export function conversationFiles(operands: readonly string[], folder: string): NamedFiles {
  const files = new Set<string>();
  const problems: string[] = [];
  for (const operand of operands.length === 0 ? ["."] : operands) {
    const path = resolve(folder, operand);
    const stats = statSync(path, { throwIfNoEntry: false });
    const found = stats?.isFile() ? [path] : stats ? filesIn(path).filter(isConversation) : matching(operand, folder);
    if (found.length === 0) problems.push(noneOf(operand, stats !== undefined));
    for (const file of found) files.add(file);
  }
  return { files: [...files], problems };
}

/** Whether a file holds conversations as data. */
export function isConversation(file: string): boolean {
  return conversationFile.test(file);
}

function noneOf(operand: string, isFolder: boolean): string {
  return isFolder ? `${operand} has no file *.chat.yaml` : `There is no file ${operand}`;
}

/** All files below a folder, but those of packages and those that are hidden. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== "node_modules" && !name.startsWith("."))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesIn(path);
      return entry.isFile() ? [path] : [];
    });
}

function matching(pattern: string, folder: string): string[] {
  if (!/[*?{[]/.test(pattern)) return [];
  const expression = expressionOf(pattern.replace(/^\.\//, ""));
  return filesIn(folder).filter((file) => expression.test(relative(folder, file).replaceAll("\\", "/")));
}

/** `**` is any folders, `*` and `?` are inside a name, `{a,b}` is one of several. */
function expressionOf(pattern: string): RegExp {
  let depth = 0;
  const source = pattern.replace(/\*\*\/?|[*?{},]|[\\^$+.()|[\]]/g, (part) => {
    if (part.startsWith("**")) return part.endsWith("/") ? "(?:.*/)?" : ".*";
    if (part === "*") return "[^/]*";
    if (part === "?") return "[^/]";
    if (part === "{") depth += 1;
    if (part === "{") return "(?:";
    if (part === "}" && depth > 0) depth -= 1;
    else if (part === "," && depth > 0) return "|";
    else return `\\${part}`;
    return ")";
  });
  return new RegExp(`^${source}${")".repeat(depth)}$`);
}
