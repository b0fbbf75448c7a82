/** The name of a member or an operation as the AWS CLI writes it: `start-chat-contact`. */
export function kebabCase(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase();
}

/** A request as the words of a command line: values in shorthand where it can say them, else in JSON. */
export function wordsOf(input: object): string[] {
  return Object.entries(input).flatMap(([name, value]) => {
    if (value === undefined) return [];
    if (typeof value === "boolean") return [`--${value ? "" : "no-"}${kebabCase(name)}`];
    return [`--${kebabCase(name)}`, ...valueWords(value)];
  });
}

function valueWords(value: unknown): string[] {
  if (Array.isArray(value) && value.every(isPlain)) return value.map(textOf);
  if (isPlain(value)) return [textOf(value)];
  return [shorthandOf(value) ?? JSON.stringify(value)];
}

/** `Key=value,Key=value`, for a structure or map of plain values without signs of the shorthand's own. */
function shorthandOf(value: unknown): string | undefined {
  const entries = Object.entries(value as object);
  const plain = entries.every(([, member]) => isPlain(member) && /^[\w.:+-]+$/.test(textOf(member)));
  return plain && entries.length > 0
    ? entries.map(([name, member]) => `${name}=${textOf(member)}`).join(",")
    : undefined;
}

function isPlain(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number" || value instanceof Date;
}

function textOf(value: unknown): string {
  return value instanceof Date ? value.toISOString() : String(value);
}
