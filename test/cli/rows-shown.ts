import { cellsOf } from "../../provider/cli/cells.js";

const segments = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const sequence = /^\p{Cc}\[\??(\d*)[\d;]*([A-Za-z])/u;

/** What a terminal of so many columns shows after all of this was written to it, row by row. */
export function rowsShown(written: string, columns: number): string[] {
  const rows: string[][] = [[]];
  let [row, column] = [0, 0];
  const current = () => {
    while (rows.length <= row) rows.push([]);
    return rows[row] as string[];
  };
  const move = (count: number, where: string) => {
    if (where === "A") row = Math.max(0, row - (count || 1));
    if (where === "B") row += count || 1;
    if (where === "C") column = Math.min(columns - 1, column + (count || 1));
    if (where === "D") column = Math.max(0, column - (count || 1));
    if (where === "G") column = (count || 1) - 1;
    if (where === "K" || where === "J") current().length = Math.min(current().length, column);
    if (where === "J") rows.length = row + 1;
  };
  for (let rest = written; rest !== ""; ) {
    const [whole, count = "", where = ""] = sequence.exec(rest) ?? [];
    if (whole !== undefined) {
      move(Number(count), where);
      rest = rest.slice(whole.length);
      continue;
    }
    const letter = letterOf(rest);
    rest = rest.slice(letter.length);
    // The system makes a whole new line of "\n" on its way to the terminal.
    if (/[\r\n]/.test(letter)) column = 0;
    if (letter.endsWith("\n")) row += 1;
    const cells = cellsOf(letter);
    if (cells === 0) continue;
    if (column + cells > columns) [row, column] = [row + 1, 0];
    const line = current();
    while (line.length < column) line.push(" ");
    line.splice(column, cells, letter, ...Array.from({ length: cells - 1 }, () => ""));
    column += cells;
  }
  return rows.map((line) => line.join("").trimEnd());
}

function letterOf(text: string): string {
  for (const { segment } of segments.segment(text.slice(0, 40))) return segment;
  return "";
}
