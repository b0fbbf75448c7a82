import type { TranscriptItem } from "../../conversation/transcript.js";
import { type Html, html } from "./html.js";
import { icon } from "./icons.js";
import { interactiveCard, isInteractive } from "./interactive.js";

const event = "application/vnd.amazonaws.connect.event.";
const texts: ReadonlySet<string> = new Set(["text/plain", "text/markdown", ""]);

const eventWords: Readonly<Record<string, string>> = {
  "participant.joined": "joined",
  "participant.left": "left",
  "participant.idle": "is idle",
  "participant.returned": "came back",
  "participant.autodisconnection": "was disconnected for being idle",
  "participant.invited": "was invited",
  typing: "is typing",
  "message.delivered": "got the message",
  "message.read": "read the message",
  "transfer.succeeded": "was transferred",
  "transfer.failed": "could not be transferred",
  "chat.ended": "The chat ended",
  "chat.rehydrated": "Earlier messages were brought back",
  "connection.acknowledged": "The connection was acknowledged",
};

/** The talk as chat windows show it: the customer on one side, everyone else on the other, events in between. */
export function transcriptMarkup(transcript: readonly TranscriptItem[]): Html {
  if (transcript.length === 0) return html`<p class="note">Nothing was seen in the chat.</p>`;
  const start = Date.parse(transcript[0]?.time ?? "");
  const entries = transcript.map((item, index) => {
    const time = timeMarkup(item.time, start);
    const isNewVoice = transcript[index - 1]?.role !== item.role || isEvent(transcript[index - 1]);
    return isEvent(item) ? eventMarkup(item, time) : messageMarkup(item, time, isNewVoice);
  });
  return html`<ol class="chat">${entries}</ol>`;
}

function isEvent(item: TranscriptItem | undefined): boolean {
  return item?.contentType.startsWith(event) === true;
}

function eventMarkup({ role, contentType, content }: TranscriptItem, time: Html): Html {
  const name = contentType.slice(event.length);
  const words = name === "message.metadata" ? receiptWords(content) : (eventWords[name] ?? name);
  const isSentence = /^[A-Z]/.test(words);
  const detail = content !== "" && !name.startsWith("message.") ? `: ${content}` : "";
  return html`<li class="event"><span dir="auto">${role === "" || isSentence ? "" : `${voice(role)} `}${words}${detail}</span> ${time}</li>\n`;
}

function receiptWords(receipts: string): string {
  return receipts.includes("ReadTimestamp") ? "Message read" : "Message delivered";
}

function messageMarkup(item: TranscriptItem, time: Html, isNewVoice: boolean): Html {
  const { role } = item;
  const side = role === "CUSTOMER" ? "own" : "other";
  return html`<li class="message ${side}">${
    isNewVoice ? html`<span class="voice">${voice(role)}</span>` : html`<span class="unseen">${voice(role)}</span>`
  }<div class="bubble">${contentMarkup(item)}</div>${time}</li>\n`;
}

function contentMarkup({ contentType, content }: TranscriptItem): Html {
  if (isInteractive(contentType)) return interactiveCard(contentType, content);
  if (texts.has(contentType)) return html`<p class="said" dir="auto">${content}</p>`;
  if (contentType === "application/json") return html`<pre dir="ltr">${content}</pre>`;
  return html`<p class="attachment">${icon("attachment")}<bdi>${content || "attachment"}</bdi> <span class="kind">${contentType}</span></p>`;
}

function voice(role: string): string {
  const words = role.toLowerCase().replaceAll("_", " ");
  return words === "" ? "Chat" : words.charAt(0).toUpperCase() + words.slice(1);
}

function timeMarkup(time: string, start: number): Html {
  const seconds = (Date.parse(time) - start) / 1000;
  return html`<time datetime="${time}" title="${time}">${Number.isNaN(seconds) ? time : elapsed(seconds)}</time>`;
}

/** `+0.12 s`, `+5:00 min`, `+25:00:00 h`. */
function elapsed(seconds: number): string {
  const sign = seconds < 0 ? "−" : "+";
  const size = Math.abs(seconds);
  if (size < 60) return `${sign}${size.toFixed(2)} s`;
  const [hours, minutes, rest] = [Math.floor(size / 3600), Math.floor((size % 3600) / 60), Math.floor(size % 60)];
  const two = (number: number) => String(number).padStart(2, "0");
  return hours > 0 ? `${sign}${hours}:${two(minutes)}:${two(rest)} h` : `${sign}${minutes}:${two(rest)} min`;
}
