import type { TestResult } from "./test-results.js";

export interface JunitOptions {
  /** ISO 8601. */
  readonly startedAt: string;
}

/** JUnit's XML, as CI services read it: a suite for each file. */
export function junit(results: readonly TestResult[], { startedAt }: JunitOptions): string {
  const files = new Map<string, TestResult[]>();
  for (const result of results) {
    const file = result.file ?? result.titles[0] ?? "";
    files.set(file, [...(files.get(file) ?? []), result]);
  }
  const suites = [...files].map(([file, tests]) => suite(file, tests, startedAt));
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="chat-check"${counts(results)}>
${suites.join("\n")}
</testsuites>
`.replace("\n\n</testsuites>", "\n</testsuites>");
}

function suite(file: string, tests: readonly TestResult[], startedAt: string): string {
  return `  <testsuite name=${quoted(file)}${counts(tests)} timestamp=${quoted(startedAt)}>
${tests.map((test) => testCase(file, test)).join("\n")}
  </testsuite>`;
}

function testCase(file: string, { titles, status, reason, durationMilliseconds, failure }: TestResult): string {
  const name = (titles[0] === file ? titles.slice(1) : titles).join(" › ");
  const place = failure?.place?.line === undefined ? "" : ` line="${failure.place.line}"`;
  const head = `    <testcase name=${quoted(name)} classname=${quoted(file)} file=${quoted(file)}${place} time="${seconds(durationMilliseconds)}"`;
  if (status === "passed") return `${head}/>`;
  if (status === "skipped") {
    const message = reason === undefined ? "" : ` message=${quoted(reason)}`;
    return `${head}>\n      <skipped${message}/>\n    </testcase>`;
  }
  const { code = "FAILED", report = "" } = failure ?? {};
  return `${head}>
      <failure type=${quoted(code)} message=${quoted(report.split("\n")[0] ?? "")}>${escaped(report)}</failure>
    </testcase>`;
}

function counts(tests: readonly TestResult[]): string {
  const of = (status: TestResult["status"]) => tests.filter((test) => test.status === status).length;
  const time = tests.reduce((sum, { durationMilliseconds }) => sum + durationMilliseconds, 0);
  return ` tests="${tests.length}" failures="${of("failed")}" skipped="${of("skipped")}" time="${seconds(time)}"`;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\n": "&#10;",
  "\r": "&#13;",
  "\t": "&#9;",
};

/** For the content of an element. XML 1.0 has no way to write most control characters, nor halves of pairs. */
function escaped(text: string): string {
  return text
    .replace(/[\p{Surrogate}\p{Cc}\uFFFE\uFFFF]/gu, (character) =>
      "\t\n\r".includes(character) ? character : "\uFFFD",
    )
    .replace(/[&<>"\r]/g, (character) => entities[character] ?? character);
}

/** For the value of an attribute. */
function quoted(text: string): string {
  return `"${escaped(text).replace(/[\n\t]/g, (character) => entities[character] ?? character)}"`;
}
