import type { ChatItem } from "../chat/item.js";

/** One entry of a transcript as it is shown and stored. */
export interface TranscriptItem {
  /** ISO 8601, by the service's clock. */
  readonly time: string;
  /** `CUSTOMER`, `SYSTEM`, `AGENT`, …; empty on the end of the chat. */
  readonly role: string;
  readonly contentType: string;
  readonly content: string;
}

/** The transcript's size at the most, in bytes of UTF-8 as JSON. */
export const mostTranscriptBytes = 8_192;

const noteBytes = 512;
const viewToken = /("viewToken"\s*:\s*")[^"]*/g;

/** A chat's items as a transcript, all of them. */
export function wholeTranscript(items: readonly ChatItem[]): TranscriptItem[] {
  return items.map(({ time, role = "", contentType, content }) => ({
    time,
    role,
    contentType,
    content: withoutTokens(content),
  }));
}

/** A message without the token that a view has in it. */
export function withoutTokens(content: string): string {
  return content.replace(viewToken, "$1…");
}

/** A chat's items as a transcript of at most 8 KB; what is cut is said in its last entry. */
export function transcriptOf(items: readonly ChatItem[]): TranscriptItem[] {
  const transcript: TranscriptItem[] = [];
  let bytes = 2;
  for (const [index, entry] of wholeTranscript(items).entries()) {
    const size = sizeOf(entry) + 1;
    if (bytes + size > mostTranscriptBytes - noteBytes) return [...transcript, cutNote(items, index, entry, bytes)];
    transcript.push(entry);
    bytes += size;
  }
  return transcript;
}

/** A line for people: `+0.12 s SYSTEM: Hello`. */
export function transcriptLine({ time, role, contentType, content }: TranscriptItem, start: string): string {
  const seconds = (Date.parse(time) - Date.parse(start)) / 1000;
  const said = content === "" ? contentType.replace("application/vnd.amazonaws.connect.event.", "") : content;
  return `${seconds < 0 ? "-" : "+"}${Math.abs(seconds).toFixed(2)} s ${role || "CHAT"}: ${said}`;
}

function cutNote(items: readonly ChatItem[], kept: number, first: TranscriptItem, used: number): TranscriptItem {
  const left = items.length - kept;
  const note = `cut: the transcript holds 8 KB, ${left} more ${left === 1 ? "entry was" : "entries were"} left out`;
  const room = mostTranscriptBytes - noteBytes - used - sizeOf({ ...first, content: "" });
  const start = room > 0 ? shortened(first.content, room) : "";
  const cut = { ...first, content: start === "" ? `(${note})` : `${start}… (${note})` };
  const fits = used + sizeOf(cut) + 1 <= mostTranscriptBytes;
  return fits ? cut : { time: first.time, role: "", contentType: "text/plain", content: `(${note})` };
}

/** The longest start of a text that takes no more than `bytes` as JSON. */
function shortened(text: string, bytes: number): string {
  let [low, high] = [0, text.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (sizeOf(text.slice(0, middle)) - 2 <= bytes) low = middle;
    else high = middle - 1;
  }
  return text.slice(0, low).replace(/[\uD800-\uDBFF]$/, "");
}

function sizeOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
