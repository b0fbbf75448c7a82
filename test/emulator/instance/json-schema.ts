/** Whether a value holds against a JSON Schema. Throws at a keyword that it does not know, so that none goes unchecked. */
export function holds(schema: unknown, value: unknown, root: unknown = schema): boolean {
  return Object.entries(schema as object).every(([keyword, operand]) => {
    const check = keywords[keyword];
    if (!check) throw new Error(`There is no check of the keyword ${keyword}.`);
    return check(operand as never, value, schema as Schema, root as Schema);
  });
}

type Schema = Readonly<Record<string, unknown>>;
type Check = (operand: never, value: unknown, schema: Schema, root: Schema) => boolean;

const always = () => true;

const keywords: Readonly<Record<string, Check>> = {
  $schema: always,
  description: always,
  title: always,
  $defs: always,
  $ref(path: string, value, _schema, root) {
    const target = path
      .split("/")
      .slice(1)
      .reduce<unknown>((part, key) => (part as Schema)[key], root);
    return holds(target, value, root);
  },
  format: (format: string, value) => format === "regex" && (typeof value !== "string" || isRegularExpression(value)),
  type: (type: string, value) => kindOf(value) === type || (type === "number" && kindOf(value) === "integer"),
  enum: (values: readonly unknown[], value) => values.includes(value),
  const: (wanted: unknown, value) => wanted === value,
  pattern: (pattern: string, value) => typeof value !== "string" || new RegExp(pattern, "u").test(value),
  minLength: (least: number, value) => typeof value !== "string" || [...value].length >= least,
  minimum: (least: number, value) => typeof value !== "number" || value >= least,
  maximum: (most: number, value) => typeof value !== "number" || value <= most,
  minItems: (least: number, value) => !Array.isArray(value) || value.length >= least,
  minProperties: (least: number, value) => !isMap(value) || Object.keys(value).length >= least,
  items: (items: Schema, value, _schema, root) =>
    !Array.isArray(value) || value.every((entry) => holds(items, entry, root)),
  anyOf: (options: readonly Schema[], value, _schema, root) => options.some((option) => holds(option, value, root)),
  required: (names: readonly string[], value) => !isMap(value) || names.every((name) => Object.hasOwn(value, name)),
  propertyNames: (names: Schema, value, _schema, root) =>
    !isMap(value) || Object.keys(value).every((name) => holds(names, name, root)),
  properties: (properties: Readonly<Record<string, Schema>>, value, _schema, root) =>
    !isMap(value) ||
    Object.entries(properties).every(
      ([name, property]) => !Object.hasOwn(value, name) || holds(property, value[name], root),
    ),
  additionalProperties: (rest: Schema | false, value, { properties = {} }, root) =>
    !isMap(value) ||
    Object.keys(value)
      .filter((name) => !Object.hasOwn(properties as object, name))
      .every((name) => rest !== false && holds(rest, value[name], root)),
};

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value;
}

function isRegularExpression(value: string): boolean {
  try {
    return new RegExp(value).source !== "";
  } catch {
    return false;
  }
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return kindOf(value) === "object";
}
