import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { stringify } from "yaml";
import { dataIn, type FileData, type FileProblem, problemLine } from "../conversation/file-problem.js";
import type { TranscriptItem } from "../conversation/transcript.js";
import { ChatCheckError, problemList } from "../errors.js";
import { shownFile } from "./shown-file.js";

/** The transcripts of a file's conversations, by their titles; lines, unless somebody wrote something else. */
type Golden = Readonly<Record<string, unknown>>;

const head = "# Transcripts as they were accepted. Written by chat-check test --update.\n";

/** Where the transcripts of a file are kept: `welcome.chat.yaml` has `welcome.chat.golden.yaml`. */
export function goldenFile(file: string): string {
  return `${file.replace(/\.ya?ml$/, "")}.golden.yaml`;
}

/** A transcript without what differs from run to run: times are left out, ids and times in texts are masked. */
export function goldenLines(transcript: readonly TranscriptItem[]): string[] {
  const ids = new Map<string, string>();
  const masked = (text: string) =>
    text
      .replace(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, (id) => {
        if (!ids.has(id)) ids.set(id, `<id ${ids.size + 1}>`);
        return ids.get(id) ?? "";
      })
      .replace(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?/g, "<time>");
  return transcript.filter(isKept).map(({ role, contentType, content }) => {
    const who = role === "" ? "CHAT" : role;
    if (contentType.startsWith(eventPrefix)) return `${who} ${contentType.slice(eventPrefix.length)}`;
    return `${who}${contentType === "text/plain" ? "" : ` (${contentType})`}: ${masked(content)}`;
  });
}

const eventPrefix = "application/vnd.amazonaws.connect.event.";

/** Receipts and typing come when they come. */
function isKept({ contentType }: TranscriptItem): boolean {
  return contentType !== "" && !/\.(message\.metadata|message\.delivered|message\.read|typing)$/.test(contentType);
}

interface Stored {
  readonly file: string;
  readonly title: string;
}

/** Holds a transcript against the one that is kept; throws what differs. */
export function compareGolden({ file, title }: Stored, transcript: readonly TranscriptItem[]): void {
  const kept = keptLines(read(goldenFile(file)), title);
  const actual = goldenLines(transcript);
  if (kept === undefined) {
    throw new ChatCheckError({
      code: "NO_GOLDEN",
      message: `No transcript of ${title} is kept.`,
      hint: `Look at this one, and keep it with --update (CHAT_CHECK_UPDATE=1):\n${actual.map((line) => `  ${line}`).join("\n")}`,
    });
  }
  if (kept.length === actual.length && kept.every((line, index) => line === actual[index])) return;
  throw new ChatCheckError({
    code: "OTHER_TRANSCRIPT",
    message: `The transcript is another than the one that is kept:\n${difference(kept, actual)}`,
    hint: "Correct the flow, or accept the new transcript with --update (CHAT_CHECK_UPDATE=1).",
  });
}

/** Keeps a transcript, in the order of the file's titles; those that the file does not have any more are dropped. */
export function updateGolden(
  { file, title }: Stored,
  transcript: readonly TranscriptItem[],
  titles?: readonly string[],
): void {
  const kept: Golden = { ...read(goldenFile(file)).entries, [title]: goldenLines(transcript) };
  const entries = (titles ?? Object.keys(kept))
    .filter((name) => Object.hasOwn(kept, name))
    .map((name) => [name, kept[name]] as const);
  const text = head + stringify(Object.fromEntries(entries), { lineWidth: 0 });
  if (textOf(goldenFile(file)) !== text) writeFileSync(goldenFile(file), text);
}

interface Kept extends Pick<FileData, "placed"> {
  readonly file: string;
  readonly entries: Golden;
}

/** Throws `INVALID_CONVERSATION` where it is no file of transcripts, with line and column. */
function read(file: string): Kept {
  const data = dataIn(textOf(file), shownFile(file));
  if ("problems" in data) throw invalid(file, data.problems);
  const entries = data.value ?? {};
  if (typeof entries !== "object" || Array.isArray(entries)) {
    throw invalid(file, data.placed([{ keys: [], message: "Expected titles of conversations, each with a list" }]));
  }
  return { file, entries: entries as Golden, placed: data.placed };
}

/** `undefined` where there are none. */
function keptLines({ file, entries, placed }: Kept, title: string): readonly string[] | undefined {
  if (!Object.hasOwn(entries, title)) return undefined;
  const lines: unknown = entries[title];
  if (Array.isArray(lines) && lines.every((line) => typeof line === "string")) return lines;
  throw invalid(file, placed([{ keys: [title], message: "Expected a list of texts" }]));
}

function invalid(file: string, problems: readonly FileProblem[]): ChatCheckError {
  return new ChatCheckError({
    code: "INVALID_CONVERSATION",
    message: problemList(`The transcripts of ${shownFile(file)} cannot be used`, problems.map(problemLine)),
    hint: "Correct the file, or delete it and write all of it anew with --update (CHAT_CHECK_UPDATE=1).",
  });
}

function textOf(file: string): string {
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

/** Lines of both, with `-` what is kept alone, and with `+` what came alone. */
export function difference(kept: readonly string[], actual: readonly string[]): string {
  const common = kept.map(() => new Array<number>(actual.length + 1).fill(0));
  common.push(new Array<number>(actual.length + 1).fill(0));
  const at = (row: number, column: number) => common[row]?.[column] ?? 0;
  for (let row = kept.length - 1; row >= 0; row--) {
    for (let column = actual.length - 1; column >= 0; column--) {
      const same = kept[row] === actual[column];
      const line = common[row];
      if (line) line[column] = same ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const lines: string[] = [];
  let [row, column] = [0, 0];
  while (row < kept.length || column < actual.length) {
    if (row < kept.length && column < actual.length && kept[row] === actual[column]) {
      lines.push(`    ${kept[row]}`);
      row++;
      column++;
    } else if (column >= actual.length || (row < kept.length && at(row + 1, column) >= at(row, column + 1))) {
      lines.push(`  - ${kept[row++]}`);
    } else {
      lines.push(`  + ${actual[column++]}`);
    }
  }
  return lines.join("\n");
}
