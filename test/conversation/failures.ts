import { readFileSync, writeFileSync } from "node:fs";
import { normalised } from "../check/failures.js";

/** Texts by their titles, as `UPDATE_GOLDEN=1` wrote them and a person has read them. */
export class GoldenTexts {
  private readonly reached = new Map<string, string>();
  private readonly kept: ReadonlyMap<string, string>;

  constructor(private readonly file: string) {
    this.kept = new Map(
      readFileSync(file, { encoding: "utf8", flag: process.env.UPDATE_GOLDEN ? "a+" : "r" })
        .split(/^## /m)
        .slice(1)
        .map((section) => {
          const [title = "", ...lines] = section.split("\n");
          return [title, lines.join("\n").trim()] as const;
        }),
    );
  }

  /** The text without what differs from run to run, and as it is kept; the two must be equal. */
  compared(title: string, text: string): readonly [actual: string, kept: string | undefined] {
    const actual = normalised(text);
    this.reached.set(title, actual);
    return [actual, process.env.UPDATE_GOLDEN ? actual : this.kept.get(title)];
  }

  /** Titles that are kept and were not reached. */
  get left(): string[] {
    return process.env.UPDATE_GOLDEN ? [] : [...this.kept.keys()].filter((title) => !this.reached.has(title));
  }

  /** To be called when all are reached. */
  write(): void {
    if (!process.env.UPDATE_GOLDEN) return;
    writeFileSync(this.file, [...this.reached].map(([title, text]) => `## ${title}\n${text}\n`).join("\n"));
  }
}
