import type { RunStatus } from "../run.js";
import { type Html, html } from "./html.js";

/** What an icon stands for; `rest` is what a way did not touch. */
export type IconName = "covered" | "uncovered" | "failed" | "excluded" | "rest" | "attachment";

/** Drawn once in a page, and used by name: shapes differ, so that colour is not needed to tell them apart. */
export const definitions = html`<svg class="definitions" aria-hidden="true" width="0" height="0"><defs>
<symbol id="icon-covered" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7.5" class="plate"/><path d="M4.5 8.3l2.4 2.4 4.6-5" class="sign"/></symbol>
<symbol id="icon-uncovered" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.5" class="ring"/></symbol>
<symbol id="icon-failed" viewBox="0 0 16 16"><path d="M5 .8h6L15.2 5v6L11 15.2H5L.8 11V5z" class="plate"/><path d="M5.2 5.2l5.6 5.6m0-5.6l-5.6 5.6" class="sign"/></symbol>
<symbol id="icon-excluded" viewBox="0 0 16 16"><path d="M3 8h10" class="line"/></symbol>
<symbol id="icon-rest" viewBox="0 0 16 16"/>
<symbol id="icon-attachment" viewBox="0 0 16 16"><path d="M10.8 4.2L5.5 9.5a1.6 1.6 0 0 0 2.3 2.3l5.3-5.3a3.1 3.1 0 0 0-4.4-4.4L3.2 7.600a4.700 4.700 0 0 0 6.600 6.600L14 10" class="line"/></symbol>
<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" class="hatch-back"/><path d="M0 0V6" class="hatch-line"/></pattern>
${(["covered", "uncovered", "failed", "excluded", "rest"] as const).map(
  (name) =>
    html`<marker id="arrow-${name}" class="${name}" viewBox="0 0 10 10" refX="8.5" refY="5" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 1l9 4-9 4z"/></marker>`,
)}
</defs></svg>`;

/** Beside text that says the same. */
export function icon(name: IconName): Html {
  return html`<svg class="icon ${name}" aria-hidden="true" width="16" height="16"><use href="#icon-${name}"/></svg>`;
}

export const statusIcons: Readonly<Record<RunStatus, IconName>> = {
  passed: "covered",
  failed: "failed",
  skipped: "excluded",
};
