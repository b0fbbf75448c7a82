const graphemes = new Intl.Segmenter();
const wide =
  /^(?:\p{Emoji_Presentation}|\p{scx=Han}|\p{sc=Hiragana}|\p{sc=Katakana}|\p{sc=Hangul}|[\u3000-\u303F\uFF01-\uFF60\uFFE0-\uFFE6])/u;
const controls = /[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]+/gu;

/** On one line, and without what a terminal would obey. */
export function tame(text: string): string {
  return text.replace(controls, " ");
}

/** How many columns of a terminal a text takes. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const { segment } of graphemes.segment(text)) columns += wide.test(segment) ? 2 : 1;
  return columns;
}

/** At most so many columns, with `…` where something was cut. */
export function cutTo(columns: number, text: string): string {
  if (columnsOf(text) <= columns) return text;
  let kept = "";
  let used = 1;
  for (const { segment } of graphemes.segment(text)) {
    used += wide.test(segment) ? 2 : 1;
    if (used > columns) break;
    kept += segment;
  }
  return `${kept}…`;
}

export function padEnd(columns: number, text: string): string {
  return text + " ".repeat(Math.max(0, columns - columnsOf(text)));
}

export function padStart(columns: number, text: string): string {
  return " ".repeat(Math.max(0, columns - columnsOf(text))) + text;
}
