import { count } from "./count.js";
import { type Coverage, type FlowCoverage, type Passage, percentOf, type Share, standingOf } from "./coverage.js";
import { branchName, shortIdentifier } from "./coverage-text.js";
import { actionDetails, detailsId } from "./page/action-details.js";
import { blockName } from "./page/card.js";
import { conversationMarkup } from "./page/conversation.js";
import { documentOf, type PageOptions } from "./page/document.js";
import { type Html, html } from "./page/html.js";
import { icon } from "./page/icons.js";
import { legend, toolbar } from "./page/parts.js";
import { pictureOf } from "./page/picture.js";

/** Coverage as one HTML file: each flow drawn, with what was gone through and what was not. */
export function coveragePage(coverage: Coverage, { title = "Flow coverage" }: PageOptions = {}): string {
  const { flows, conversations } = coverage;
  const held = conversations.filter(({ status }) => status !== "skipped");
  const failed = held.filter(({ status }) => status === "failed").length;
  return documentOf(
    title,
    html`<header class="page"><h1>${title}</h1><p>${count(held.length, "conversation")}${failed > 0 && html`, <span class="mark failed">${icon("failed")}${failed} failed</span>`}</p></header>
<main id="main" tabindex="-1">
${summary(coverage)}
${legend("coverage")}
${flows.map(flowSection)}
<section id="conversations"><h2>Conversations</h2>${conversations.map((record, number) => conversationMarkup(record, number))}</section>
</main>`,
  );
}

function summary({ flows, actions, branches }: Coverage): Html {
  return html`<section aria-labelledby="summary"><h2 id="summary" class="unseen">Summary</h2><div class="scroll"><table class="summary">
<thead><tr><th scope="col">Flow</th><th scope="col">Actions</th><th scope="col">Branches</th><th scope="col" class="number">Conversations</th></tr></thead>
<tbody>${flows.map(
    ({ flow, actionShare, branchShare, conversations }, number) =>
      html`<tr><th scope="row"><a href="#flow-${number}"><bdi>${flow.name}</bdi></a></th>${shareCell(actionShare)}${shareCell(branchShare)}<td class="number">${conversations.length}</td></tr>\n`,
  )}</tbody>
<tfoot><tr><th scope="row">All</th>${shareCell(actions)}${shareCell(branches)}<td></td></tr></tfoot>
</table></div></section>`;
}

function shareCell(share: Share): Html {
  if (share.total === 0) return html`<td class="share"><span class="figures">none count</span></td>`;
  const percent = percentOf(share);
  return html`<td class="share"><svg class="bar" aria-hidden="true" viewBox="0 0 100 8" preserveAspectRatio="none"><rect class="all" width="100" height="8"/><rect class="part" width="${percent}" height="8"/></svg><span class="figures"><b>${percent}%</b> ${share.covered}/${share.total}</span></td>`;
}

function flowSection(flow: FlowCoverage, number: number): Html {
  const { name, file } = flow.flow;
  const { actionShare, branchShare } = flow;
  return html`<section class="flow" id="flow-${number}" aria-labelledby="flow-${number}-name">
<header><h2 id="flow-${number}-name"><bdi>${name}</bdi></h2><p>${file !== undefined && html`<bdi class="file">${file}</bdi>`}<span>${shareText(actionShare)} actions, ${shareText(branchShare)} branches</span></p></header>
<a class="skip" href="#flow-${number}-end">Skip the picture of <bdi>${name}</bdi></a>
<div class="stage"><div class="drawing">${toolbar(name)}<div class="viewport" tabindex="-1">${pictureOf(flow, { coverage: true, detailsOf: (action) => detailsId(number, action) })}</div></div>
<div class="panel" aria-live="off">${actionDetails(flow, number)}</div></div>
<div id="flow-${number}-end" tabindex="-1"></div>
${gaps(flow, number)}
</section>\n`;
}

function shareText({ covered, total }: Share): string {
  return `${covered} of ${total}`;
}

function gaps({ actions }: FlowCoverage, flow: number): Html | undefined {
  const isGap = (passage: Passage) => standingOf(passage) === "uncovered";
  const entries = actions.flatMap((action, at) => {
    const link = html`<a href="#${detailsId(flow, at)}">${blockName(action)} <bdi>${shortIdentifier(action.identifier)}</bdi></a>`;
    if (isGap(action)) return [html`<li>${link}</li>`];
    return action.branches
      .filter(isGap)
      .map((branch) => html`<li>${link} <span class="branch">→ <bdi>${branchName(branch)}</bdi></span></li>`);
  });
  if (entries.length === 0) return undefined;
  return html`<details class="gaps"><summary>Not gone through (${entries.length})</summary><ul>${entries}</ul></details>`;
}
