import { type Html, html } from "./html.js";
import { type IconName, icon } from "./icons.js";

const meanings: Readonly<Record<"coverage" | "way", readonly (readonly [IconName, string])[]>> = {
  coverage: [
    ["covered", "gone through"],
    ["uncovered", "not gone through"],
    ["failed", "a conversation failed here"],
    ["excluded", "does not count: no chat can take it"],
  ],
  way: [
    ["covered", "taken"],
    ["failed", "where it failed"],
    ["rest", "not taken"],
  ],
};

export function legend(kind: "coverage" | "way"): Html {
  return html`<ul class="legend" aria-label="Legend">${meanings[kind].map(
    ([name, meaning]) =>
      html`<li><svg class="sample" aria-hidden="true" width="52" height="16"><g class="edge ${name}"><path class="line" d="M1 8H44" marker-end="url(#arrow-${name})"/><path class="core" d="M1 8H42"/></g></svg>${icon(name)}${meaning}</li>`,
  )}</ul>`;
}

/** What moves and enlarges a picture; the page's script brings it to life. */
export function toolbar(name: string): Html {
  return html`<div class="toolbar" role="toolbar" aria-label="Picture of ${name}"><button type="button" data-zoom="out" aria-label="Smaller">−</button><button type="button" data-zoom="in" aria-label="Larger">+</button><button type="button" data-zoom="fit">Fit</button><button type="button" data-zoom="actual">100%</button></div>`;
}
