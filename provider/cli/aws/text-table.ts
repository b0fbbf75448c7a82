import { byCodePoint, sortedEntries } from "./sorted.js";

/** What the AWS CLI prints as `text`: a line of tab-separated values for each object, inner ones after their key. */
export function tabbedText(value: unknown): string {
  return lines(value)
    .map((line) => `${line}\n`)
    .join("");
}

type Row = Readonly<Record<string, unknown>>;

function lines(value: unknown, key?: string, columns?: readonly string[]): string[] {
  if (Array.isArray(value)) return linesOfList(value, key);
  return isRow(value) ? linesOfRow(value, key, columns) : [cell(value)];
}

function linesOfList(list: readonly unknown[], key?: string): string[] {
  if (list.some(isRow)) {
    const columns = [...new Set(list.filter(isRow).flatMap(scalarKeys))].sort(byCodePoint);
    return list.flatMap((item) => lines(item, key, columns));
  }
  const scalars = list.filter((item) => !Array.isArray(item)).map(cell);
  const own = key === undefined ? [scalars.join("\t")] : scalars.map((text) => `${key.toUpperCase()}\t${text}`);
  return [...(scalars.length > 0 ? own : []), ...list.filter(Array.isArray).flatMap((item) => lines(item, key))];
}

/** Rows of one list have the columns of all of them; what stands in a column elsewhere has no line of its own. */
function linesOfRow(row: Row, key?: string, columns: readonly string[] = scalarKeys(row).sort(byCodePoint)): string[] {
  const cells = columns.map((column) => (Object.hasOwn(row, column) ? cell(row[column]) : ""));
  const own = cells.length > 0 ? [[...(key === undefined ? [] : [key.toUpperCase()]), ...cells].join("\t")] : [];
  const inner = sortedEntries(row).filter(([name]) => !columns.includes(name));
  return [...own, ...inner.flatMap(([name, entry]) => lines(entry, name))];
}

function scalarKeys(row: Row): string[] {
  return Object.keys(row).filter((key) => typeof row[key] !== "object" || row[key] === null);
}

function isRow(value: unknown): value is Row {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Nothing and truth values are written in Python's words. */
function cell(value: unknown): string {
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
