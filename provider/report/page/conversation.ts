import { failurePoint } from "../coverage.js";
import type { RunRecord } from "../run.js";
import { type Html, html } from "./html.js";
import { icon, statusIcons } from "./icons.js";
import { transcriptMarkup } from "./transcript.js";

export function conversationId(number: number): string {
  return `conversation-${number}`;
}

/** A conversation that opens to what became of it; `more` comes after its failure. */
export function conversationMarkup(record: RunRecord, number: number, more?: Html): Html {
  const { name, row, status, durationMilliseconds, reason, failure } = record;
  const verdict = failure && (failure.verdict ?? failure.report.split("\n")[0]);
  return html`<details class="conversation ${status}" id="${conversationId(number)}" data-status="${status}">
<summary>${icon(statusIcons[status])}<span class="unseen">${status}</span> <bdi class="name">${name}</bdi>${row && html` <bdi class="row">${rowText(row)}</bdi>`}${
    status === "skipped" ? "" : html` <span class="duration">${duration(durationMilliseconds)}</span>`
  }${verdict !== undefined && html`<span class="verdict" dir="auto">${verdict}</span>`}</summary>
<div class="talk">${reason !== undefined && html`<p class="note" dir="auto">Skipped: ${reason}</p>`}
${failure && html`<pre class="report" dir="ltr" tabindex="0" aria-label="What failed">${failure.report}</pre>`}
${more}
${(status !== "skipped" || record.transcript.length > 0) && transcriptMarkup(record.transcript)}</div>
</details>\n`;
}

export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  return seconds < 60 ? `${seconds.toFixed(1)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

function rowText(row: NonNullable<RunRecord["row"]>): string {
  return Object.entries(row)
    .map(([name, value]) => `${name} ${value}`)
    .join(", ");
}

/** The way that a conversation took, as a list for those who do not see the picture. */
export function wayMarkup(record: RunRecord): Html | undefined {
  if (record.trace.length === 0) return undefined;
  const last = failurePoint(record)?.action;
  return html`<details class="way"><summary>Actions that it took (${record.trace.length})</summary><ol>${record.trace.map(
    ({ flow, action, type, result, branch }, at) =>
      html`<li>${record.trace[at - 1]?.flow !== flow && html`<span class="kind"><bdi>${flow}</bdi></span> `}${type} ${action !== type && html`<bdi>${action}</bdi> `}→ <bdi>${result}</bdi>${
        branch?.label && branch.label !== result ? html` (<bdi>${branch.label}</bdi>)` : ""
      }</li>`,
  )}</ol>${last && html`<p>Last: ${last.type} <bdi>${last.action}</bdi> → <bdi>${last.result}</bdi></p>`}</details>`;
}
