import { readdirSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";

/** Files that operands name, by path and each once, and what is wrong with the operands. */
export interface NamedFiles {
  readonly files: readonly string[];
  /** The conversations that are wanted of a file; files that are not here are wanted as a whole. */
  readonly names: ReadonlyMap<string, readonly string[]>;
  readonly problems: readonly string[];
}

const conversationFile = /\.chat\.ya?ml$/;

/**
 * Files as they are, conversations as `FILE#NAME`, the files of conversations in folders, and what patterns match; no
 * operand is the folder itself.
 */
export function conversationFiles(operands: readonly string[], folder: string): NamedFiles {
  const whole = new Set<string>();
  const names = new Map<string, string[]>();
  const files = new Set<string>();
  const problems: string[] = [];
  for (const operand of operands.length === 0 ? ["."] : operands) {
    const { path: written, name } = namedIn(operand, folder);
    const path = resolve(folder, written);
    const stats = statSync(path, { throwIfNoEntry: false });
    const found = stats?.isFile() ? [path] : stats ? filesIn(path).filter(isConversation) : matching(operand, folder);
    if (found.length === 0) problems.push(noneOf(written, stats !== undefined));
    for (const file of found) {
      files.add(file);
      if (name === undefined) whole.add(file);
      else names.set(file, [...(names.get(file) ?? []), name]);
    }
  }
  for (const file of whole) names.delete(file);
  return { files: [...files], names, problems };
}

/** What an operand names: a path or a pattern, and the conversation of a file. */
export function namedIn(operand: string, folder: string): { readonly path: string; readonly name?: string } {
  const [, path, name] = /^(.*\.chat\.ya?ml)#(.+)$/s.exec(operand) ?? [];
  const isFile = statSync(resolve(folder, operand), { throwIfNoEntry: false }) !== undefined;
  return path === undefined || name === undefined || isFile ? { path: operand } : { path, name };
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
      // A link to a folder may lead in a circle.
      const isFile = entry.isSymbolicLink() ? statSync(path, { throwIfNoEntry: false })?.isFile() : entry.isFile();
      return isFile ? [path] : [];
    });
}

function matching(pattern: string, folder: string): string[] {
  const [, before = "", rest = ""] = /^((?:[^*?{]*\/)?)([^/]*[*?{].*)$/s.exec(pattern) ?? [];
  const base = resolve(folder, before);
  if (rest === "" || !statSync(base, { throwIfNoEntry: false })?.isDirectory()) return [];
  const expression = expressionOf(rest);
  return filesIn(base).filter((file) => expression.test(relative(base, file).replaceAll("\\", "/")));
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
