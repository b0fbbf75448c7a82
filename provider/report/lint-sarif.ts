import { isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import type { Finding, Rule } from "../flow/lint/index.js";
import type { LintedFile } from "./lint.js";

interface SarifOptions {
  /** The rules that were on. */
  readonly rules: readonly Rule[];
  /** Of this package. */
  readonly version: string;
}

/** SARIF 2.1.0, as GitHub code scanning and editors read it. */
export function lintSarif(files: readonly LintedFile[], { rules, version }: SarifOptions): string {
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "chat-check", semanticVersion: version, rules: rules.map(reportingDescriptor) } },
        columnKind: "utf16CodeUnits",
        results: files.flatMap(({ file, findings }) =>
          findings.map((finding) => result(finding, file, indexes.get(finding.rule))),
        ),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function reportingDescriptor({ id, severity, description, optional }: Rule) {
  return {
    id,
    shortDescription: { text: description },
    fullDescription: { text: `${description}.` },
    help: { text: `${description}. Switched off with: chat-check lint --disable ${id}` },
    defaultConfiguration: { level: severity, enabled: !optional },
    properties: { "problem.severity": severity === "note" ? "recommendation" : severity },
  };
}

function result({ rule, severity, message, hint, action, region }: Finding, file: string, ruleIndex?: number) {
  return {
    ruleId: rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: severity,
    message: { text: `${message} ${hint}` },
    locations: [
      {
        physicalLocation: { artifactLocation: artifactLocation(file), region },
        ...(action === undefined ? {} : { logicalLocations: [{ name: action, kind: "object" }] }),
      },
    ],
  };
}

function artifactLocation(file: string) {
  if (isAbsolute(file)) return { uri: pathToFileURL(file).href };
  return { uri: file.split("/").map(encodeURIComponent).join("/"), uriBaseId: "%SRCROOT%" };
}
