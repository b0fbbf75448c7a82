/** Whether a value holds against a JSON Schema. Throws at a keyword that it does not know, so that none goes unchecked. */
export function holds(schema: unknown, value: unknown): boolean {
  return Object.entries(schema as object).every(([keyword, operand]) => {
    const check = keywords[keyword];
    if (!check) throw new Error(`There is no check of the keyword ${keyword}.`);
    return check(operand as never, value, schema as Schema);
  });
}

type Schema = Readonly<Record<string, unknown>>;
type Check = (operand: never, value: unknown, schema: Schema) => boolean;

const always = () => true;

const keywords: Readonly<Record<string, Check>> = {
  $schema: always,
  description: always,
  title: always,
  type: (type: string, value) => kindOf(value) === type || (type === "number" && kindOf(value) === "integer"),
  enum: (values: readonly unknown[], value) => values.includes(value),
  const: (wanted: unknown, value) => wanted === value,
  pattern: (pattern: string, value) => typeof value !== "string" || new RegExp(pattern, "u").test(value),
  minLength: (least: number, value) => typeof value !== "string" || [...value].length >= least,
  minimum: (least: number, value) => typeof value !== "number" || value >= least,
  maximum: (most: number, value) => typeof value !== "number" || value <= most,
  items: (items: Schema, value) => !Array.isArray(value) || value.every((entry) => holds(items, entry)),
  anyOf: (options: readonly Schema[], value) => options.some((option) => holds(option, value)),
  required: (names: readonly string[], value) => !isMap(value) || names.every((name) => Object.hasOwn(value, name)),
  propertyNames: (names: Schema, value) => !isMap(value) || Object.keys(value).every((name) => holds(names, name)),
  properties: (properties: Readonly<Record<string, Schema>>, value) =>
    !isMap(value) ||
    Object.entries(properties).every(([name, property]) => !Object.hasOwn(value, name) || holds(property, value[name])),
  additionalProperties: (rest: Schema | false, value, { properties = {} }) =>
    !isMap(value) ||
    Object.keys(value)
      .filter((name) => !Object.hasOwn(properties as object, name))
      .every((name) => rest !== false && holds(rest, value[name])),
};

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return kindOf(value) === "object";
}
