/** Text that is markup already. */
export class Html {
  constructor(readonly text: string) {}
}

type Value = Html | string | number | undefined | false | readonly Value[];

const names: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Markup in which whatever is filled in is text, unless it is `Html`; lists are joined, nothing is nothing. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  return new Html(strings.map((string, index) => string + written(values[index])).join(""));
}

function written(value: Value): string {
  if (value === undefined || value === false) return "";
  if (value instanceof Html) return value.text;
  if (typeof value === "object") return value.map(written).join("");
  return escaped(String(value));
}

/** Safe as text and in quoted attributes; what no document may hold is replaced. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => names[character] ?? "").replace(/[^\P{Cc}\t\n\r]|\p{Cs}/gu, "\uFFFD");
}
