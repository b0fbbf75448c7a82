import { actionNames } from "./action-names.js";
import { blanks } from "./blanks.js";
import { branches } from "./branches.js";
import { comparisons } from "./comparisons.js";
import { conditions } from "./conditions.js";
import { documentRules } from "./document.js";
import { identifiers } from "./identifiers.js";
import { lambdaChain } from "./lambda-chain.js";
import { limits } from "./limits.js";
import { readLintedFlow } from "./linted-flow.js";
import { loops } from "./loops.js";
import { parameterValues } from "./parameter-values.js";
import { parameters } from "./parameters.js";
import { placement } from "./placement.js";
import { queue } from "./queue.js";
import { references } from "./references.js";
import type { Finding, Rule, Severity } from "./rule.js";
import { transitions } from "./transitions.js";
import { unreadable } from "./unreadable.js";
import { voice } from "./voice.js";

export type { Finding, Region, Rule, Severity } from "./rule.js";

/** Every rule that there is, in the order in which they are listed. */
export const rules: readonly Rule[] = [
  ...unreadable,
  ...documentRules,
  ...identifiers,
  ...transitions,
  ...actionNames,
  ...placement,
  ...branches,
  ...conditions,
  ...comparisons,
  ...parameters,
  ...parameterValues,
  ...blanks,
  ...references,
  ...voice,
  ...queue,
  ...loops,
  ...lambdaChain,
  ...limits,
];

export const severities: readonly Severity[] = ["error", "warning", "note"];

export interface LintOptions {
  /** Ids of rules that are on; default: all but the optional ones. */
  readonly rules?: ReadonlySet<string>;
}

/** The ids of the rules that are on when nobody says which. */
export const usualRules: ReadonlySet<string> = new Set(rules.filter(({ optional }) => !optional).map(({ id }) => id));

/** What the rules find in the file of a flow, in the order of the file. Nothing that a file can hold makes this throw. */
export function lintFlow(source: string | Uint8Array, { rules: on = usualRules }: LintOptions = {}): Finding[] {
  const flow = readLintedFlow(source);
  const findings: (Finding & { readonly start: number })[] = [];
  for (const { id, severity, check } of rules) {
    if (!on.has(id)) continue;
    check(flow, (at, message, hint, action) => {
      const region = flow.regionOf(at);
      findings.push({ rule: id, severity, message, hint, action: action?.identifier, region, start: at.start });
    });
  }
  return findings
    .sort((one, other) => one.start - other.start || order(one) - order(other))
    .map(({ start: _, ...finding }) => finding);
}

function order({ severity }: Finding): number {
  return severities.indexOf(severity);
}

/** Whether a JSON file is meant to be a flow, which files of a folder need not be. */
export function looksLikeFlow(source: string | Uint8Array): boolean {
  const { unreadable: reason, content } = readLintedFlow(source);
  if (!reason || reason.rule === "legacy-format") return true;
  return reason.rule === "not-json" && /"(?:StartAction|Actions)"/.test(content);
}
