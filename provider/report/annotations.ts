import { isAbsolute, relative, resolve, sep } from "node:path";
import type { TestResult } from "./test-results.js";

/** Absolute. */
interface Folders {
  /** That paths of the results are relative to. */
  readonly folder: string;
  /** That GitHub shows paths of; default `folder`. */
  readonly workspace?: string | undefined;
}

/** Lines that GitHub Actions shows as errors in the files of a change. */
export function annotations(results: readonly TestResult[], folders: Folders): string {
  return results
    .filter(({ status }) => status === "failed")
    .map(({ titles, file, failure }) => {
      const { file: named = file, line, column } = failure?.place ?? {};
      const properties = Object.entries({
        file: inWorkspace(named, folders),
        line,
        col: column,
        title: titles.slice(-1)[0],
      })
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => `${name}=${property(String(value))}`);
      return `::error ${properties.join(",")}::${data(failure?.report ?? "")}\n`;
    })
    .join("");
}

/** Of what is not in the workspace, the path as it is. */
function inWorkspace(file: string | undefined, { folder, workspace }: Folders): string | undefined {
  if (file === undefined || !workspace) return file;
  const path = relative(workspace, resolve(folder, file));
  return path.split(sep)[0] === ".." || isAbsolute(path) ? file : path.replaceAll("\\", "/");
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
