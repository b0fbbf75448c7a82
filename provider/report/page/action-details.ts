import { count } from "../count.js";
import {
  type ActionCoverage,
  type BranchCoverage,
  type FlowCoverage,
  type Passage,
  type Standing,
  standingOf,
} from "../coverage.js";
import { branchName, shortIdentifier } from "../coverage-text.js";
import { blockName } from "./card.js";
import { type Html, html } from "./html.js";
import { icon } from "./icons.js";

/** The `id` of what an action opens to. */
export function detailsId(flow: number, action: number): string {
  return `flow-${flow}-action-${action}`;
}

const words: Readonly<Record<Standing, string>> = {
  covered: "covered",
  uncovered: "not gone through",
  failed: "a conversation failed here",
  excluded: "does not count",
};

/** What an action opens to: its parameters, its branches, and by their numbers the conversations that went through it. */
export function actionDetails(flow: FlowCoverage, number: number): Html {
  const places = new Map(flow.actions.map(({ identifier }, at) => [identifier, at] as const));
  return html`${flow.actions.map((action, at) => {
    const { identifier, type, line, branches } = action;
    return html`<article class="action" id="${detailsId(number, at)}" tabindex="-1" aria-labelledby="${detailsId(number, at)}-name" data-action="${at}">
<header><h3 id="${detailsId(number, at)}-name">${blockName(action)} <bdi class="name">${shortIdentifier(identifier)}</bdi></h3></header>
<p class="standing">${standing(action)} ${passageText(action)}</p>
<dl class="facts"><dt>Type</dt><dd>${type}</dd><dt>Identifier</dt><dd><bdi>${identifier}</bdi></dd><dt>Line</dt><dd>${line}</dd></dl>
${branches.length > 0 && branchTable(branches, flow.actions, places, number)}
<h4>Parameters</h4>
${parameters(action)}
${passage(action)}
</article>\n`;
  })}`;
}

function standing(passage: Passage): Html {
  const which = standingOf(passage);
  return html`<span class="mark ${which}">${icon(which)}${standingText(passage)}</span>`;
}

function standingText(passage: Passage): string {
  const which = standingOf(passage);
  if (which === "failed") return `${count(passage.failed.length, "conversation")} failed here`;
  return which === "excluded" ? `${words[which]}: ${passage.excluded}` : words[which];
}

function passageText({ times, conversations }: Passage): string {
  if (times === 0) return "";
  return `gone through ${count(times, "time")}, by ${count(conversations.length, "conversation")}`;
}

function branchTable(
  branches: readonly BranchCoverage[],
  actions: readonly ActionCoverage[],
  places: ReadonlyMap<string, number>,
  flow: number,
): Html {
  return html`<h4>Branches</h4><div class="scroll"><table><thead><tr><th scope="col">Branch</th><th scope="col">Leads to</th><th scope="col" class="number">Taken</th></tr></thead><tbody>${branches.map(
    (branch) => {
      const which = standingOf(branch);
      const at = places.get(branch.target);
      const target = at === undefined ? undefined : actions[at];
      return html`<tr><th scope="row">${icon(which)}<bdi>${branchName(branch)}</bdi> <span class="${which === "covered" ? "unseen" : "why"}">${branch.excluded ?? words[which]}</span></th><td>${
        target
          ? html`<a href="#${detailsId(flow, at ?? 0)}">${blockName(target)} <bdi>${shortIdentifier(branch.target)}</bdi></a>`
          : html`<bdi>${branch.target}</bdi>`
      }</td><td class="number">${branch.times}×</td></tr>`;
    },
  )}</tbody></table></div>`;
}

function parameters({ action }: ActionCoverage): Html {
  const entries = Object.entries(action.parameterValues);
  if (entries.length === 0) return html`<p class="note">None.</p>`;
  return html`<dl class="parameters">${entries.map(
    ([name, value]) =>
      html`<dt><bdi>${name}</bdi></dt><dd>${
        typeof value === "object" && value !== null
          ? html`<pre dir="ltr">${JSON.stringify(value, null, 2)}</pre>`
          : html`<p dir="auto">${String(value)}</p>`
      }</dd>`,
  )}</dl>`;
}

/** The page's script makes a list of it, with the transcripts. */
function passage({ conversations, failed }: ActionCoverage): Html | undefined {
  if (conversations.length === 0) return undefined;
  return html`<h4>Conversations</h4><div class="through" data-conversations="${ranges(conversations)}" data-failed="${ranges(failed)}"></div>`;
}

/** `0-3 5 9` */
export function ranges(numbers: readonly number[]): string {
  const sorted = [...numbers].sort((one, other) => one - other);
  const parts: [number, number][] = [];
  for (const number of sorted) {
    const last = parts.at(-1);
    if (last && number === last[1] + 1) last[1] = number;
    else parts.push([number, number]);
  }
  return parts.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(" ");
}
