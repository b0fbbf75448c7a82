import type { TestResult } from "./test-results.js";

/** Lines that GitHub Actions shows as errors in the files of a change. */
export function annotations(results: readonly TestResult[]): string {
  return results
    .filter(({ status }) => status === "failed")
    .map(({ titles, file, failure }) => {
      const { file: named = file, line, column } = failure?.place ?? {};
      const properties = Object.entries({ file: named, line, col: column, title: titles.slice(-1)[0] })
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => `${name}=${property(String(value))}`);
      return `::error ${properties.join(",")}::${data(failure?.report ?? "")}\n`;
    })
    .join("");
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
