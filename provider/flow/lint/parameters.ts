import type { Parameter } from "../action-type.js";
import { misnamedParameters } from "../action-types.js";
import { type JsonNode, type JsonObject, memberOf } from "../json-tree.js";
import { nearest } from "../nearest.js";
import type { LintedAction } from "./linted-flow.js";
import { listed, named, quoted, type Rule } from "./rule.js";

/** Names of parameters: missing, too many, wrong. */
export const parameters: readonly Rule[] = [
  {
    id: "missing-parameter",
    severity: "error",
    description: "An action lacks a parameter that its type has to have",
    check({ actions }, report) {
      for (const action of actions) {
        const at = memberOf(action.node, "Parameters")?.keySpan ?? action.typeSpan;
        const missing = missingOf(action);
        if (missing.length > 0) {
          report(
            at,
            `${named(action)} has no ${listed(missing)}, which it has to have.`,
            `Add ${listed(missing)} to Parameters.`,
            action,
          );
        }
        for (const names of unmetAlternatives(action)) {
          report(at, `${named(action)} has none of ${listed(names)}.`, "Add one of them to Parameters.", action);
        }
      }
    },
  },
  {
    id: "conflicting-parameters",
    severity: "error",
    description: "An action has parameters of which its type takes one",
    check({ actions }, report) {
      for (const action of actions) {
        for (const { need, names } of action.form?.alternatives ?? []) {
          const given = names.filter((name) => memberOf(action.parameters, name));
          const second = memberOf(action.parameters, given[1] ?? "");
          if (need === "at least one" || !second) continue;
          report(
            second.keySpan,
            `${named(action)} has ${listed(given)}, and the service takes only one of them.`,
            `Leave one of them.`,
            action,
          );
        }
      }
    },
  },
  {
    id: "misnamed-parameter",
    severity: "error",
    description: "An action has a parameter that its type does not have, and it is clear which one is meant",
    check({ actions }, report) {
      for (const { action, path, key, node, meant } of strangers(actions)) {
        if (meant === undefined) continue;
        report(
          node,
          `${named(action)} has a parameter ${quoted([...path, key].join("."))}, which the service refuses.`,
          `Write ${quoted(meant)}.`,
          action,
        );
      }
    },
  },
  {
    id: "unknown-parameter",
    severity: "warning",
    description: "An action has a parameter that no source names for its type",
    check({ actions }, report) {
      for (const { action, path, key, node, meant, known } of strangers(actions)) {
        if (meant !== undefined || action.definition?.open) continue;
        report(
          node,
          `${named(action)} has a parameter ${quoted([...path, key].join("."))} that no source names; the service refuses names that it does not know.`,
          known.length === 0
            ? "Take it out; there are none here."
            : `Take it out, or write one of ${listed(known, "or")}.`,
          action,
        );
      }
    },
  },
  {
    id: "console-only-parameter",
    severity: "warning",
    description: "An action has a parameter that the console exports and the API is said to refuse",
    check({ actions }, report) {
      for (const action of actions) {
        for (const { key, keySpan } of action.parameters?.members ?? []) {
          if (!knownOf(action.form?.parameters, key)?.consoleOnly) continue;
          report(
            keySpan,
            `${named(action)} has ${key}, which the console exports and CreateContactFlow is reported to refuse.`,
            "Take it out before you publish the flow over the API.",
            action,
          );
        }
      }
    },
  },
];

function missingOf({ definition, form, parameters: given }: LintedAction): string[] {
  if (!form) return [];
  const isNewer = definition?.open && given?.members.some(({ key }) => !Object.hasOwn(form.parameters, key));
  return isNewer ? [] : missingIn(form.parameters, given, "");
}

function missingIn(known: Readonly<Record<string, Parameter>>, given: JsonObject | undefined, path: string): string[] {
  return Object.entries(known).flatMap(([name, parameter]) => {
    const value = memberOf(given, name)?.value;
    if (!value) return parameter.required ? [path + name] : [];
    if (parameter.kind !== "object" || value.kind !== "object") return [];
    return missingIn(parameter.parameters, value, `${path}${name}.`);
  });
}

function unmetAlternatives({ definition, form, parameters: given }: LintedAction): (readonly string[])[] {
  if (definition?.open) return [];
  return (form?.alternatives ?? [])
    .filter(({ need, names }) => need !== "at most one" && !names.some((name) => memberOf(given, name)))
    .map(({ names }) => names);
}

interface Stranger {
  readonly action: LintedAction;
  readonly path: readonly string[];
  readonly key: string;
  readonly node: { readonly start: number; readonly end: number };
  readonly meant?: string;
  readonly known: readonly string[];
}

function* strangers(actions: readonly LintedAction[]): Generator<Stranger> {
  for (const action of actions) {
    if (action.form && action.parameters) yield* strangersIn(action.form.parameters, action.parameters, [], action);
  }
}

function* strangersIn(
  known: Readonly<Record<string, Parameter>>,
  given: JsonObject,
  path: readonly string[],
  action: LintedAction,
): Generator<Stranger> {
  for (const { key, keySpan, value } of given.members) {
    const parameter = knownOf(known, key);
    if (parameter) {
      yield* strangersInside(parameter, value, [...path, key], action);
      continue;
    }
    const absent = Object.keys(known).filter((name) => !memberOf(given, name));
    const meant = misnamedParameters.get([action.type, ...path, key].join(".")) ?? nearest(key, absent);
    yield { action, path, key, node: keySpan, meant, known: absent };
  }
}

function* strangersInside(
  parameter: Parameter,
  value: JsonNode,
  path: readonly string[],
  action: LintedAction,
): Generator<Stranger> {
  if (parameter.kind === "object" && value.kind === "object") {
    yield* strangersIn(parameter.parameters, value, path, action);
  }
}

function knownOf(known: Readonly<Record<string, Parameter>> | undefined, key: string): Parameter | undefined {
  return known && Object.hasOwn(known, key) ? known[key] : undefined;
}
