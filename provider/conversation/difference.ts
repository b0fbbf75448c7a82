/** Two texts with what differs between them marked, shortened to what matters. */
export interface MarkedTexts {
  readonly expected: string;
  readonly actual: string;
}

/** A run of words that both texts have, or that stand in place of each other. */
interface Part {
  readonly expected: string;
  readonly actual: string;
  readonly same: boolean;
}

const contextCharacters = 40;
const mostCells = 1_000_000;

/** Letters of a text that a message shows at the most. */
export const longestShown = 300;

/** Marks what differs with ⟦⟧, or answers nothing where the texts have too little in common to be compared. */
export function markedTexts(expected: string, actual: string): MarkedTexts | undefined {
  const parts = partsOf(wordsOf(expected), wordsOf(actual));
  if (!isAlike(parts, expected, actual)) return undefined;
  const shown = (side: "expected" | "actual") =>
    parts.map((part, index) => (part.same ? context(part[side], index, parts.length) : marked(part, side))).join("");
  return { expected: shown("expected"), actual: shown("actual") };
}

/** What is seen of a text where its characters are not: line ends, controls, and others without a shape. */
export function visible(text: string): string {
  return text
    .replace(/\r/g, "\\r")
    .replace(/\n/g, "\\n")
    .replace(/\t/g, "\\t")
    .replace(/[\p{Cc}\p{Cs}\u2028\u2029]/gu, codePoint);
}

/** A text in quotes, cut where it is long. */
export function quoted(text: string): string {
  const letters = [...text];
  if (letters.length <= longestShown) return `"${visible(text)}"`;
  return `"${visible(letters.slice(0, longestShown).join(""))}…" (${letters.length} characters)`;
}

function context(text: string, index: number, count: number): string {
  const letters = [...text];
  const [first, last] = [index === 0, index === count - 1];
  const most = first || last ? contextCharacters : 2 * contextCharacters;
  if (letters.length <= most + 10) return visible(text);
  const before = first ? "" : letters.slice(0, contextCharacters).join("");
  const after = last ? "" : letters.slice(-contextCharacters).join("");
  return visible(`${before}…${after}`);
}

/** Letters of other scripts that look the same are told by their code points. */
function marked(part: Part, side: "expected" | "actual"): string {
  const text = part[side];
  const other = part[side === "expected" ? "actual" : "expected"];
  const shape = text.replace(/\p{Cf}|\p{Z}|\p{Variation_Selector}/gu, (letter) =>
    letter === " " ? letter : codePoint(letter),
  );
  return `⟦${cut(visible(shape))}⟧${looksAlike(text, other) ? codePoints(text) : ""}`;
}

function cut(text: string): string {
  const letters = [...text];
  if (letters.length <= 4 * contextCharacters) return text;
  return `${letters.slice(0, 2 * contextCharacters).join("")}…${letters.slice(-2 * contextCharacters).join("")}`;
}

/** Whether it may be letters of another script, or of another width, that make the difference. */
function looksAlike(text: string, other: string): boolean {
  const [mine, others] = [shapesOf(text), shapesOf(other)];
  return mine.length > 0 && mine.length === others.length && mine.length <= 20 && scriptsOf(text) !== scriptsOf(other);
}

function scriptsOf(text: string): string {
  const scripts = [
    /[A-Za-z0-9]/,
    /[^\P{Script=Latin}A-Za-z]/u,
    /\p{Script=Cyrillic}/u,
    /\p{Script=Greek}/u,
    /[\uFF00-\uFFEF]/,
  ];
  return scripts.map((script) => script.test(text)).join();
}

function shapesOf(text: string): readonly string[] {
  return [...text.normalize("NFKD").replace(/[\p{M}\p{Cf}\p{Z}]/gu, "")];
}

function codePoints(text: string): string {
  const found = [...text].filter((letter) => !/[\x20-\x7e\p{Cf}\p{Z}]/u.test(letter)).slice(0, 8);
  return found.length === 0 ? "" : ` (${found.map((letter) => `U+${hexadecimal(letter).padStart(4, "0")}`).join(" ")})`;
}

function codePoint(letter: string): string {
  return `\\u{${hexadecimal(letter)}}`;
}

function hexadecimal(letter: string): string {
  return (letter.codePointAt(0) ?? 0).toString(16).toUpperCase();
}

const segmenter = new Intl.Segmenter("en", { granularity: "word" });

function wordsOf(text: string): readonly string[] {
  return [...segmenter.segment(text)].map(({ segment }) => segment);
}

function isAlike(parts: readonly Part[], expected: string, actual: string): boolean {
  const letters = (text: string) => text.replace(/[^\p{L}\p{N}\p{S}]/gu, "").length;
  const shared = parts.reduce((sum, part) => sum + (part.same ? letters(part.expected) : 0), 0);
  const longest = Math.max(letters(expected), letters(actual));
  return longest === 0 || 3 * shared >= longest || shapesOf(expected).join("") === shapesOf(actual).join("");
}

/** The texts side by side, by the longest sequence of words that both have. */
function partsOf(expected: readonly string[], actual: readonly string[]): Part[] {
  const least = Math.min(expected.length, actual.length);
  let start = 0;
  while (start < least && expected[start] === actual[start]) start++;
  let end = 0;
  while (end < least - start && expected.at(-1 - end) === actual.at(-1 - end)) end++;
  const inner = [expected.slice(start, expected.length - end), actual.slice(start, actual.length - end)] as const;
  const same = (words: readonly string[]) => ({ expected: words.join(""), actual: words.join(""), same: true });
  return [
    ...(start > 0 ? [same(expected.slice(0, start))] : []),
    ...(inner[0].length + inner[1].length > 0 ? innerParts(...inner) : []),
    ...(end > 0 ? [same(expected.slice(expected.length - end))] : []),
  ];
}

function innerParts(expected: readonly string[], actual: readonly string[]): Part[] {
  if (expected.length * actual.length > mostCells)
    return [{ expected: expected.join(""), actual: actual.join(""), same: false }];
  const width = actual.length + 1;
  const lengths = new Uint32Array((expected.length + 1) * width);
  for (let row = expected.length - 1; row >= 0; row--) {
    for (let column = actual.length - 1; column >= 0; column--) {
      lengths[row * width + column] =
        expected[row] === actual[column]
          ? (lengths[(row + 1) * width + column + 1] ?? 0) + 1
          : Math.max(lengths[(row + 1) * width + column] ?? 0, lengths[row * width + column + 1] ?? 0);
    }
  }
  const parts: Part[] = [];
  let [row, column] = [0, 0];
  const add = (mine: string, other: string, same: boolean) => {
    const last = parts.at(-1);
    if (last?.same === same)
      parts[parts.length - 1] = { expected: last.expected + mine, actual: last.actual + other, same };
    else parts.push({ expected: mine, actual: other, same });
  };
  while (row < expected.length || column < actual.length) {
    const [mine, other] = [expected[row], actual[column]];
    if (mine !== undefined && mine === other) {
      add(mine, mine, true);
      row++;
      column++;
    } else if (
      other === undefined ||
      (mine !== undefined && (lengths[(row + 1) * width + column] ?? 0) >= (lengths[row * width + column + 1] ?? 0))
    ) {
      add(mine ?? "", "", false);
      row++;
    } else {
      add("", other, false);
      column++;
    }
  }
  return joined(parts);
}

/** A lone space or comma that both happen to have does not make two differences of one. */
function joined(parts: readonly Part[]): Part[] {
  const result: Part[] = [];
  for (const [index, part] of parts.entries()) {
    const between = part.same && !/[\p{L}\p{N}]/u.test(part.expected) && index > 0 && index < parts.length - 1;
    const last = result.at(-1);
    const differs = !part.same || between;
    if (last && differs && !last.same) {
      result[result.length - 1] = {
        expected: last.expected + part.expected,
        actual: last.actual + part.actual,
        same: false,
      };
    } else result.push(differs ? { ...part, same: false } : part);
  }
  return result;
}
