import { relative } from "node:path";

/** As it is told in reports: relative to the working directory, with forward slashes. */
export function shownFile(file: string): string {
  return relative(".", file).replaceAll("\\", "/");
}
