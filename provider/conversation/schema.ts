import * as v from "valibot";
import { nearest } from "../flow/nearest.js";

type Run = v.GenericSchema["~run"];

export const text = v.string("Expected a text");

/** A text that is not empty. */
export const someText = v.pipe(text, v.minLength(1, "Expected a text that is not empty"));

/** What an editor shows. */
export const about = <Schema extends v.GenericSchema>(description: string, schema: Schema) =>
  v.pipe(schema, v.description(description));

/**
 * An object with these properties and no others, in words that a user understands; unlike valibot's own it is no list,
 * and every unknown property is told.
 */
export function exactly<const Entries extends v.ObjectEntries>(
  entries: Entries,
  unknown: (name: string) => string = (name) => noSuchProperty(name, Object.keys(entries)),
) {
  const schema = v.strictObject(entries, ({ expected, input }) => {
    if (expected === "never") return unknown(String(input));
    return expected === "Object" ? "Expected an object" : "Expected a value; it is missing";
  });
  const run: Run = (dataset, config) => {
    const { value } = dataset;
    if (Array.isArray(value)) return refused(value, "Expected an object, not a list");
    const result = schema["~run"](dataset as never, config);
    if (typeof value !== "object" || value === null) return result;
    const strangers = Object.entries(value)
      .filter(([key]) => !Object.hasOwn(entries, key))
      .map(([key, input]) =>
        issueOf(key, unknown(key), [{ type: "object", origin: "key", input: value, key, value: input }]),
      );
    const isTold = (name: string) =>
      !Object.hasOwn(entries, name) ||
      (!Object.hasOwn(value, name) && strangers.some(({ message }) => message.endsWith(didYouMean(name))));
    const own = (result.issues ?? []).filter(({ path }) => path?.length !== 1 || !isTold(String(path[0]?.key)));
    if (own.length + strangers.length === 0) return result;
    return { typed: strangers.length === 0 && result.typed, value, issues: [...own, ...strangers] } as ReturnType<Run>;
  };
  return { ...schema, "~run": run } as typeof schema;
}

/** Any number of named values; unlike valibot's own it is no list, and passes over no name. */
export function named<Key extends v.GenericSchema<string>, Value extends v.GenericSchema>(key: Key, value: Value) {
  const schema = v.record(key, value, "Expected an object");
  const run: Run = (dataset, config) => {
    const { value: given } = dataset;
    if (Array.isArray(given)) return refused(given, "Expected an object, not a list");
    if (typeof given !== "object" || given === null) return schema["~run"](dataset as never, config);
    const issues = Object.entries(given).flatMap(([name, entry]) => {
      const found = [
        ...(key["~run"]({ value: name }, config).issues ?? []).map((issue) => ({ ...issue, origin: "key", path: [] })),
        ...(value["~run"]({ value: entry }, config).issues ?? []).map((issue) => ({ ...issue, origin: "value" })),
      ];
      return found.map(({ origin, path = [], ...issue }) => ({
        ...issue,
        path: [{ type: "object", origin, input: given, key: name, value: entry }, ...path],
      }));
    });
    return { typed: issues.length === 0, value: given, ...(issues.length > 0 ? { issues } : {}) } as never;
  };
  return { ...schema, "~run": run } as typeof schema;
}

/** `There is no such property; did you mean expect?` */
export function noSuchProperty(name: string, known: readonly string[], what = "property"): string {
  const meant = nearest(name, known);
  return `There is no such ${what}${meant === undefined ? "" : didYouMean(meant)}`;
}

const didYouMean = (name: string) => `; did you mean ${name}?`;

/** A schema that refuses everything, with one sentence. */
export function refusing(message: (value: unknown) => string): v.GenericSchema {
  const run: Run = ({ value }) => refused(value, message(value));
  return { ...v.never(), "~run": run } as unknown as v.GenericSchema;
}

function refused(value: unknown, message: string): ReturnType<Run> {
  return { typed: false, value, issues: [issueOf(value, message)] } as ReturnType<Run>;
}

function issueOf(input: unknown, message: string, path?: readonly object[]) {
  return { kind: "schema", type: "strict_object", input, expected: "never", received: "", message, path };
}
