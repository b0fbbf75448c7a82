/** Answers what a reference such as `$.Attributes.name` stands for; `undefined` when there is no value. */
export type Lookup = (path: readonly string[]) => unknown;

export interface ResolvedText {
  readonly text: string;
  /** References that had no value, as written. */
  readonly missing: readonly string[];
}

/** The first segments that make `$.x` a reference; any other `$` stays as it is written. */
export const namespaces: ReadonlySet<string> = new Set([
  ...["Attributes", "FlowAttributes", "SegmentAttributes", "External", "LambdaInvocation", "StoredCustomerInput"],
  ...["Lex", "Views", "Customer", "Case", "Queue", "CustomerEndpoint", "SystemEndpoint", "Agent", "Metrics"],
  ...["Channel", "ContactId", "InitialContactId", "PreviousContactId", "InitiationMethod", "InstanceARN", "AwsRegion"],
  ...["LanguageCode", "CustomerId", "Name", "Description", "References", "Tags", "Task", "Media", "Loop", "Modules"],
  ...["Wisdom", "DataTables", "DataTableList", "Email"],
]);

/** Documentation writes references to data tables in backticks, which are a part of them then. */
const tables: ReadonlySet<string> = new Set(["DataTables", "DataTableList"]);

const reference =
  /(`?)\$((?:\.?\[\s*(?:'[^']*'|"[^"]*"|\d+)\s*\]|\.[\p{L}\p{N}_-]+)(?:\.?\[\s*(?:'[^']*'|"[^"]*"|\d+)\s*\]|\.[\p{L}\p{N}_-]+)*)\1/gu;
const segment = /\.?\[\s*(?:'([^']*)'|"([^"]*)"|(\d+))\s*\]|\.([\p{L}\p{N}_-]+)/gu;

/** The path of a value that is one whole reference, or `undefined`. */
export function pathOf(value: string): readonly string[] | undefined {
  const trimmed = value.trim();
  const match = trimmed.matchAll(reference).next().value;
  if (!match || match[0] !== trimmed) return undefined;
  const path = segmentsOf(match[2] ?? "");
  const [namespace = ""] = path;
  return namespaces.has(namespace) && (match[1] === "" || tables.has(namespace)) ? path : undefined;
}

/** Replaces every reference in `text`; one without a value becomes empty and is reported. */
export function resolveText(text: string, lookup: Lookup): ResolvedText {
  const missing: string[] = [];
  const resolved = text.replace(reference, (written: string, tick: string, tail: string) => {
    const path = segmentsOf(tail);
    const [namespace = ""] = path;
    if (!namespaces.has(namespace)) return written;
    const quote = tables.has(namespace) ? "" : tick;
    const value = lookup(path);
    if (value !== undefined && value !== null) return quote + textOf(value) + quote;
    missing.push(quote === "" ? written : `$${tail}`);
    return quote + quote;
  });
  return { text: resolved, missing };
}

/**
 * Resolves keys and values of a parameter, however deep; what is not text stays as it is. With `structured` a value that
 * is one whole reference becomes what it stands for, an object or a number too, and its text otherwise.
 */
export function resolveParameters<T>(value: T, lookup: Lookup, missing: string[] = [], structured = false): T {
  if (typeof value === "string") {
    const found = structured ? whole(value, lookup) : undefined;
    if (found !== undefined) return found as T;
    const resolved = resolveText(value, lookup);
    missing.push(...resolved.missing);
    return resolved.text as T;
  }
  if (Array.isArray(value)) return value.map((entry) => resolveParameters(entry, lookup, missing, structured)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [
      resolveParameters(key, lookup, missing),
      resolveParameters(entry, lookup, missing, structured),
    ]),
  ) as T;
}

function whole(value: string, lookup: Lookup): unknown {
  const path = pathOf(value);
  return (path && lookup(path)) ?? undefined;
}

/** Walks into a value along a path: object keys, and numbers for lists. */
export function valueAt(value: unknown, path: readonly string[]): unknown {
  let current = value;
  for (const key of path) {
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, key)) return undefined;
    current = (current as Record<string, unknown>)[key];
  }
  return current;
}

function segmentsOf(tail: string): string[] {
  return [...tail.matchAll(segment)].map(
    ([, single, double, index, plain]) => single ?? double ?? index ?? plain ?? "",
  );
}

function textOf(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
