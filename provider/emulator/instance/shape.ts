import * as v from "valibot";

type Run = v.GenericSchema["~run"];

/** An object with these members and no others; unlike valibot's own it is no list, and every unknown member is told. */
export function members<const Entries extends v.ObjectEntries>(entries: Entries) {
  const schema = v.strictObject(entries, ({ expected }) => {
    if (expected === "never") return "There is no such property";
    return expected === "Object" ? "Expected properties" : "Expected a value; it is missing";
  });
  const run: Run = (dataset, config) => {
    const { value } = dataset;
    const result = schema["~run"](Array.isArray(value) ? { value: null } : { value }, config);
    const told = new Set(result.issues?.map((issue) => issue.path?.[0]?.key));
    for (const key of Object.keys(isMap(value) ? value : {})) {
      if (Object.hasOwn(entries, key) || told.has(key)) continue;
      const alone = schema["~run"]({ value: { [key]: null } }, config);
      const unknown = alone.issues?.find((issue) => issue.path?.[0]?.key === key);
      if (unknown) result.issues?.push(unknown as never);
    }
    return result;
  };
  return { ...schema, "~run": run } as typeof schema;
}

/** One of several shapes; a value that is none is told in the words of the shape that it comes nearest to. */
export function either<const Options extends v.UnionOptions>(options: Options, message: string) {
  const schema = v.union(options, message);
  const run: Run = (dataset, config) => {
    const results = options.map((option) => (option as v.GenericSchema)["~run"]({ value: dataset.value }, config));
    const valid = results.find(({ issues }) => !issues);
    if (valid) return valid;
    const near = results
      .filter(({ typed, issues }) => typed || issues?.some((issue) => issue.path))
      .sort((a, b) => (a.issues?.length ?? 0) - (b.issues?.length ?? 0))[0];
    return near ?? schema["~run"](dataset as never, config);
  };
  return { ...schema, "~run": run } as typeof schema;
}

/** Any number of named values; unlike valibot's own it is no list. */
export function named<Value extends v.GenericSchema>(value: Value) {
  const schema = v.record(v.string(), value, "Expected names with their values");
  const run: Run = (dataset, config) =>
    schema["~run"](Array.isArray(dataset.value) ? { value: null } : (dataset as never), config);
  return { ...schema, "~run": run } as typeof schema;
}

export const listOf = <Entry extends v.GenericSchema>(entry: Entry) => v.array(entry, "Expected a list");

export const text = v.pipe(
  v.string("Expected a text; put a number in quotes"),
  v.minLength(1, "Expected a text that is not empty"),
);

export const flag = v.boolean("Expected true or false");

export const anything = v.unknown();

export const oneOf = <const Values extends readonly string[]>(...values: Values) =>
  v.picklist(values, `Expected one of ${values.join(", ")}`);

export const count = (least = 0, most = Number.MAX_SAFE_INTEGER) =>
  v.pipe(
    v.number("Expected a number"),
    v.integer("Expected a whole number"),
    v.minValue(least, `Expected ${least} or more`),
    v.maxValue(most, `Expected ${most} or less`),
  );

/** Up to the seven days that a chat can last. */
export const seconds = v.pipe(
  v.number("Expected a number of seconds"),
  v.minValue(0, "Expected 0 or more seconds"),
  v.maxValue(604_800, "Expected 604800 seconds (seven days) or less"),
);

/** What an editor shows. */
export const about = <Schema extends v.GenericSchema>(description: string, schema: Schema) =>
  v.optional(v.pipe(schema, v.description(description)));

/** As `about`, for a member that must be there. */
export const needed = <Schema extends v.GenericSchema>(description: string, schema: Schema) =>
  v.pipe(schema, v.description(description));

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
