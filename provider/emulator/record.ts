/** A value that is an object; anything else is an empty one. */
export function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}

/** A value as a text: an object as its JSON, since a flow may hold one where nobody expects it. */
export function textOf(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** Whether a switch is on: the service writes `True`, others `true` or a boolean. */
export function isTrue(value: unknown): boolean {
  return textOf(value).toLowerCase() === "true";
}
