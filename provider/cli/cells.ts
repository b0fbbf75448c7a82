/** Texts as a terminal shows them: in cells, of which a letter of Chinese or an emoji takes two, and an accent none. */

const segments = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const wide =
  /^[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE10-\uFE19\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]/u;
const emoji = /\p{Emoji_Presentation}|\uFE0F/u;
const nothing = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]+$/u;
const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;
const [isolate, endOfIsolate] = ["\u2068", "\u2069"];

/** How many cells a text of one line takes. */
export function cellsOf(text: string): number {
  let cells = 0;
  for (const { segment } of segments.segment(text)) cells += cellsOfLetter(segment);
  return cells;
}

/** Lines of at most `most` cells: broken at spaces, and inside a word that is longer than a line. */
export function linesOf(text: string, most: number): string[] {
  return text.split("\n").flatMap((line) => brokenLine(line, Math.max(2, most)));
}

/** Rows that a text takes when a terminal of so many columns breaks it wherever a row is full. */
export function rowsOf(text: string, columns: number): number {
  let [rows, used] = [1, 0];
  for (const { segment } of segments.segment(text)) {
    const cells = cellsOfLetter(segment);
    if (used + cells > columns) {
      rows += 1;
      used = 0;
    }
    used += cells;
  }
  // The cursor stands behind the last letter, and for that a row is begun.
  return used === columns ? rows + 1 : rows;
}

/** What is safe to write to a terminal: no control characters but the ends of lines. */
export function harmless(text: string): string {
  return text
    .replace(/\r\n?|\u2028|\u2029|\u0085/g, "\n")
    .replace(/\t/g, "  ")
    .replace(/(?!\n)[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, "\uFFFD");
}

/** A line that runs from right to left shows what stands beside it in its place. */
export function isolated(line: string): string {
  return rightToLeft.test(line) ? `${isolate}${line}${endOfIsolate}` : line;
}

function brokenLine(line: string, most: number): string[] {
  const lines: string[] = [];
  let [begun, used] = ["", 0];
  for (const word of line.split(/(?<=\s)(?=\S)/)) {
    if (used + cellsOf(word.trimEnd()) > most && used > 0) {
      lines.push(begun.trimEnd());
      [begun, used] = ["", 0];
    }
    for (const { segment } of segments.segment(word)) {
      const cells = cellsOfLetter(segment);
      if (used + cells > most && segment.trim() !== "") {
        lines.push(begun.trimEnd());
        [begun, used] = ["", 0];
      }
      begun += segment;
      used += cells;
    }
  }
  return [...lines, begun.trimEnd()];
}

function cellsOfLetter(letter: string): number {
  if (letter >= " " && letter <= "~") return 1;
  if (nothing.test(letter)) return 0;
  return wide.test(letter) || emoji.test(letter) ? 2 : 1;
}
