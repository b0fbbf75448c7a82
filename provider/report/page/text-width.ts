const graphemes = new Intl.Segmenter();

/** Widths in parts of the font size, on the wide side of what systems have as their sans-serif font. */
function widthOf(grapheme: string): number {
  if (/^[ijl.,:;'|!]/.test(grapheme)) return 0.34;
  if (/^[\sftrI()[\]\-/"*]/.test(grapheme)) return 0.42;
  if (/^[mwMW@%]/.test(grapheme)) return 0.98;
  if (/^[\p{Lu}\d&=+<>~#$_]/u.test(grapheme)) return 0.71;
  if (/^[\p{scx=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{Emoji_Presentation}]/u.test(grapheme)) return 1.1;
  return /^[\x20-\x7E\p{sc=Latin}]/u.test(grapheme) ? 0.61 : 0.72;
}

/** In pixels, as far as that can be told without a font. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += widthOf(segment) * size;
  return width;
}

/** As much of a text as has room, with `…` where something was cut. */
export function fitted(text: string, room: number, size: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (textWidth(line, size) <= room) return line;
  let kept = "";
  let width = size;
  for (const { segment } of graphemes.segment(line)) {
    width += widthOf(segment) * size;
    if (width > room) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** A text on at most so many lines. */
export function wrapped(text: string, room: number, size: number, most: number): string[] {
  const words = text.replace(/\s+/g, " ").trim().split(" ");
  const lines: string[] = [];
  while (words.length > 0) {
    if (lines.length === most - 1) return [...lines, fitted(words.join(" "), room, size)];
    let line = words.shift() ?? "";
    while (words[0] !== undefined && textWidth(`${line} ${words[0]}`, size) <= room) line += ` ${words.shift()}`;
    if (textWidth(line, size) > room) return [...lines, fitted([line, ...words].join(" "), room, size)];
    lines.push(line);
  }
  return lines;
}

/** Whether the first letter that has a direction goes from right to left. */
export function isRightToLeft(text: string): boolean {
  const first = /\p{L}/u.exec(text)?.[0] ?? "";
  return /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/.test(first);
}
