import { sortedEntries } from "./sorted.js";
import { hasBreak, type ScalarPlace, yamlScalar } from "./yaml-scalar.js";

/**
 * A list or an object of JSON's kind as the AWS CLI's version 2 writes it, byte for byte: by libyaml, with sorted keys,
 * YAML 1.2's quotes, folded lines, and a name for what stands there twice. No package for Node.js does all of that.
 */
export function yamlText(value: object): string {
  const anchors = anchorsOf(value);
  const named = new Set<object>();

  function child(entry: unknown, indent: number, place: ScalarPlace, at: "item" | "value" | "long value"): string {
    if (typeof entry !== "object" || entry === null) return ` ${scalar(entry, place)}`;
    const anchor = anchors.get(entry);
    if (anchor && named.has(entry)) return ` *${anchor}`;
    named.add(entry);
    const name = anchor ? ` &${anchor}` : "";
    if (isEmpty(entry)) return `${name} ${Array.isArray(entry) ? "[]" : "{}"}`;
    if (at !== "value" && !anchor) return ` ${block(entry, indent + 2)}`;
    const inner = Array.isArray(entry) && at !== "item" ? indent : indent + 2;
    return `${name}\n${" ".repeat(inner)}${block(entry, inner)}`;
  }

  function block(entry: object, indent: number): string {
    const place = { column: indent + 2, indent: indent + 2 };
    const parts = Array.isArray(entry)
      ? entry.map((item) => `-${child(item, indent, place, "item")}`)
      : sortedEntries(entry as Record<string, unknown>).map(([key, inner]) => {
          if (hasBreak(key) || Buffer.byteLength(key) > longestKey) {
            return `? ${yamlScalar(key, place)}\n${" ".repeat(indent)}:${child(inner, indent, place, "long value")}`;
          }
          const head = yamlScalar(key, { column: indent, indent, isKey: true });
          const column = indent + [...head].length + 2;
          return `${head}:${child(inner, indent, { column, indent: indent + 2 }, "value")}`;
        });
    return parts.join(`\n${" ".repeat(indent)}`);
  }

  if (isEmpty(value)) return Array.isArray(value) ? "[]\n" : "{}\n";
  return `${block(value, 0)}\n`;
}

/** In bytes; a longer one stands after a question mark. */
const longestKey = 128;

function scalar(value: unknown, place: ScalarPlace): string {
  return typeof value === "string" ? yamlScalar(value, place) : String(value);
}

function isEmpty(value: object): boolean {
  return Object.keys(value).length === 0;
}

/** Names for what stands there more than once, counted as it is met again. */
function anchorsOf(root: object): ReadonlyMap<object, string> {
  const seen = new Set<object>();
  const anchors = new Map<object, string>();
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if (seen.has(value)) {
      if (!anchors.has(value)) anchors.set(value, `id${String(anchors.size + 1).padStart(3, "0")}`);
      return;
    }
    seen.add(value);
    if (Array.isArray(value)) for (const item of value) visit(item);
    else for (const [, entry] of sortedEntries(value as Record<string, unknown>)) visit(entry);
  };
  visit(root);
  return anchors;
}
