import { quoted, visible } from "./difference.js";
import { interactiveIn, interactiveType } from "./judge.js";
import type { TranscriptItem } from "./transcript.js";

const longestContent = 200;
const eventPrefix = "application/vnd.amazonaws.connect.event.";

/** An entry of a transcript on one line, for people: `+0.12 s SYSTEM: Hello`. `start` is the time of the first. */
export function seenLine({ time, role, contentType, content }: TranscriptItem, start: string): string {
  const seconds = (Date.parse(time) - Date.parse(start)) / 1000;
  const when = `${seconds < 0 ? "-" : "+"}${Math.abs(seconds).toFixed(2)} s`;
  return `${when} ${role || "CHAT"}: ${saidIn(contentType, content)}`;
}

function saidIn(contentType: string, content: string): string {
  if (contentType.startsWith(eventPrefix)) return receipt(contentType, content);
  if (contentType === interactiveType) {
    const { template, title, elements } = interactiveIn({ contentType, content, id: "", time: "", type: "MESSAGE" });
    const listed = elements.length === 0 ? "" : `: ${elements.map(quoted).join(", ")}`;
    if (template !== "") return cut(`${template} ${quoted(title)}${listed}`);
  }
  return cut(visible(content));
}

function receipt(contentType: string, content: string): string {
  const event = contentType.slice(eventPrefix.length);
  return content.includes("ReadTimestamp") ? `${event} (read)` : event;
}

function cut(text: string): string {
  const letters = [...text];
  return letters.length > longestContent ? `${letters.slice(0, longestContent).join("")}…` : text;
}
