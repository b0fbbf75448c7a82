import { type Dirent, readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";

export interface LintFile {
  /** As the user named it, with forward slashes. */
  readonly file: string;
  readonly source: Uint8Array;
  /** Whether the user named it, and not a folder that it is in. */
  readonly isNamed: boolean;
}

interface LintFiles {
  readonly files: readonly LintFile[];
  /** Sentences without their full stop, about what cannot be read. */
  readonly problems: readonly string[];
}

/** The files that are named, and every `*.json` of the folders that are; without node_modules and hidden folders. */
export function lintFiles(operands: readonly string[], folder: string): LintFiles {
  const files = new Map<string, LintFile>();
  const problems: string[] = [];
  for (const operand of operands) {
    const path = resolve(folder, operand);
    const kind = statSync(path, { throwIfNoEntry: false });
    if (!kind) {
      problems.push(`There is no file or folder ${operand}`);
      continue;
    }
    const isNamed = !kind.isDirectory();
    try {
      for (const name of isNamed ? [""] : jsonFilesIn(path)) {
        const whole = join(path, name);
        if (files.has(whole) && !isNamed) continue;
        const file = join(operand, name)
          .replaceAll("\\", "/")
          .replace(/(.)\/$/, "$1");
        files.set(whole, { file, source: readFileSync(whole), isNamed });
      }
    } catch (error) {
      problems.push(`${operand} cannot be read: ${(error as Error).message}`);
    }
  }
  return { files: [...files.values()], problems };
}

function jsonFilesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      if (entry.isDirectory()) {
        if (entry.name === "node_modules" || entry.name.startsWith(".")) return [];
        return jsonFilesIn(join(folder, entry.name)).map((name) => join(entry.name, name));
      }
      return /\.json$/i.test(entry.name) && isFile(entry, folder) ? [entry.name] : [];
    });
}

function isFile(entry: Dirent, folder: string): boolean {
  if (!entry.isSymbolicLink()) return entry.isFile();
  return statSync(join(folder, entry.name), { throwIfNoEntry: false })?.isFile() ?? false;
}
