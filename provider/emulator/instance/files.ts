import { accessSync, constants, readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join, resolve } from "node:path";
import { isFlowFile } from "../../flow/flow-file.js";

/** The files that an instance names, relative to its own. */
export class Files {
  constructor(private readonly directory = ".") {}

  path(written: string): string {
    return resolve(this.directory, written);
  }

  /** Throws when there is no such file, or when it may not be read. */
  readable(written: string): void {
    accessSync(this.path(written), constants.R_OK);
  }

  /** The path itself, or of a folder the flows among its .json files and those without an extension, by name. */
  flowFiles(written: string): string[] {
    const path = this.path(written);
    if (!statSync(path).isDirectory()) return [path];
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /^(\.json)?$/i.test(extname(entry.name)) && !entry.name.startsWith("."))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => !/[/\\](\.|node_modules[/\\])/.test(file.slice(path.length)))
      .filter((file) => {
        const bytes = readFileSync(file);
        return (extname(file) !== "" || /^\uFEFF?\s*\{/.test(bytes.toString())) && isFlowFile(bytes);
      })
      .sort();
  }

  /** JSON as it is, or that of a file; throws when there is none. */
  json(written: string | object): unknown {
    return typeof written === "string" ? JSON.parse(readFileSync(this.path(written), "utf8")) : written;
  }
}
