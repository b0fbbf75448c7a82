import { type Finding, type Severity, severities } from "../flow/lint/index.js";

/** What lint found in one file. */
export interface LintedFile {
  /** As the user named it, with forward slashes. */
  readonly file: string;
  readonly findings: readonly Finding[];
}

export type SeverityCounts = Readonly<Record<Severity, number>>;

export function countsOf(files: readonly LintedFile[]): SeverityCounts {
  const counts = { error: 0, warning: 0, note: 0 };
  for (const { findings } of files) {
    for (const { severity } of findings) counts[severity]++;
  }
  return counts;
}

/** A line for each finding, such as editors and terminals make links of; below it what to do. */
export function lintText(files: readonly LintedFile[]): string {
  const lines = files.flatMap(({ file, findings }) =>
    findings.flatMap(({ region, severity, message, hint, rule }) => [
      `${file}:${region.startLine}:${region.startColumn}: ${severity}: ${message} [${rule}]`,
      `    ${hint}`,
    ]),
  );
  return `${[...lines, summaryOf(files)].join("\n")}\n`;
}

function summaryOf(files: readonly LintedFile[]): string {
  const counts = countsOf(files);
  const told = severities.filter((severity) => counts[severity] > 0).map((name) => plural(counts[name], name));
  const flows = plural(files.length, "flow");
  return told.length === 0 ? `Nothing found in ${flows}.` : `${told.join(", ")} in ${flows}.`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** What `--format json` prints. Lines and columns count from 1, columns in UTF-16 code units; the end is not included. */
export interface LintJson {
  /** Of this form; a later one that breaks readers has another number. */
  readonly version: 1;
  /** How many flows were looked at. */
  readonly flows: number;
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
  readonly findings: readonly LintJsonFinding[];
}

export interface LintJsonFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The identifier of the action; absent where it is about the flow as a whole. */
  readonly action?: string;
  readonly message: string;
  readonly hint: string;
}

export function lintJson(files: readonly LintedFile[]): string {
  const { error: errors, warning: warnings, note: notes } = countsOf(files);
  const findings = files.flatMap(({ file, findings: found }) =>
    found.map(({ rule, severity, region, action, message, hint }): LintJsonFinding => {
      const { startLine: line, startColumn: column, endLine, endColumn } = region;
      return { rule, severity, file, line, column, endLine, endColumn, action, message, hint };
    }),
  );
  const json: LintJson = { version: 1, flows: files.length, errors, warnings, notes, findings };
  return `${JSON.stringify(json, null, 2)}\n`;
}
