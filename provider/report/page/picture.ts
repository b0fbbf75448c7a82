import { count } from "../count.js";
import { type FlowCoverage, type Passage, type Standing, standingOf } from "../coverage.js";
import { branchName } from "../coverage-text.js";
import { blockName, type Card, cardsOf, cardWidth, type Row, timesText } from "./card.js";
import { edgePath } from "./edge-path.js";
import { type Html, html } from "./html.js";
import { type Layout, layoutOf } from "./layout.js";
import { type Point, routeKey, startSize } from "./places.js";
import { isRightToLeft } from "./text-width.js";

export interface PictureOptions {
  /** The `id` of the element that tells more of an action, by its place in the flow; without it, cards are no links. */
  readonly detailsOf?: (action: number) => string;
  /** Whether what was gone through is shown; otherwise a picture in which a way can be marked. */
  readonly coverage: boolean;
}

type Mark = Standing | "rest";

/** A flow as in the console's designer: a card for each action with a row for each branch, and an edge from row to card. */
export function pictureOf(flow: FlowCoverage, options: PictureOptions): Html {
  const cards = cardsOf(flow);
  if (cards.length === 0) return html`<p class="note">${flow.problem ?? "It has no actions."}</p>`;
  const layout = layoutOf(flow, cards);
  const numbers = new Map(cards.map(({ action }, number) => [action.identifier, number] as const));
  const markOf = (passage: Passage): Mark => (options.coverage ? standingOf(passage) : "rest");
  const drawn = { layout, numbers, markOf, options };
  const edges = cards.flatMap((card, number) => card.rows.map((row, index) => edge(drawn, card, number, row, index)));
  const order: readonly Mark[] = ["rest", "excluded", "uncovered", "covered", "failed"];
  const sorted = edges
    .filter((one) => one !== undefined)
    .sort((one, other) => order.indexOf(one.mark) - order.indexOf(other.mark));
  const { width, height } = layout;
  return html`<svg class="picture" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="group" aria-label="Picture of the flow ${flow.flow.name}">
<g class="edges" aria-hidden="true">${startEdge(drawn, flow)}${sorted.map(({ markup }) => markup)}</g>
${startMark(layout.start)}${readingOrder(cards, layout).map((card) => cardMarkup(drawn, card, numbers.get(card.action.identifier) ?? 0))}
</svg>`;
}

interface Drawn {
  readonly layout: Layout;
  readonly numbers: ReadonlyMap<string, number>;
  readonly markOf: (passage: Passage) => Mark;
  readonly options: PictureOptions;
}

/** By columns, so that the tab key goes on in the direction of the flow. */
function readingOrder(cards: readonly Card[], { places }: Layout): Card[] {
  const column = ({ action }: Card) => Math.round((places.get(action.identifier)?.x ?? 0) / (cardWidth / 2));
  const y = ({ action }: Card) => places.get(action.identifier)?.y ?? 0;
  return [...cards].sort((one, other) => column(one) - column(other) || y(one) - y(other));
}

const inlet = 23;

function edge({ layout, numbers, markOf }: Drawn, card: Card, number: number, { branch, y }: Row, index: number) {
  const place = layout.places.get(card.action.identifier);
  const target = layout.places.get(branch.target);
  if (!place || !target) return undefined;
  const mark = markOf(branch);
  const ends = {
    from: { x: place.x + cardWidth, y: place.y + y },
    to: { x: target.x, y: target.y + inlet },
    bottom: place.y + card.height,
    index,
  };
  const path = edgePath(ends, layout.routes.get(routeKey(card.action.identifier, index)) ?? []);
  const label = `${card.title}: ${branchName(branch)}`;
  const markup = html`<g class="edge ${mark}" data-from="${number}" data-branch="${index}" data-to="${numbers.get(branch.target)}"><title>${label}</title><path class="reach" d="${path}"/><path class="line" d="${path}" marker-end="url(#arrow-${mark})"/><path class="core" d="${path}"/></g>\n`;
  return { mark, markup };
}

function startEdge({ layout, numbers, options }: Drawn, { read, conversations }: FlowCoverage): Html | undefined {
  const identifier = read.start?.identifier ?? "";
  const target = layout.places.get(identifier);
  if (!target) return undefined;
  const { start } = layout;
  const from = { x: start.x + startSize.width, y: start.y + startSize.height / 2 };
  const to = { x: target.x, y: target.y + inlet };
  const mark = !options.coverage ? "rest" : conversations.length > 0 ? "covered" : "uncovered";
  const path = edgePath({ from, to, bottom: start.y + startSize.height, index: 0 }, []);
  return html`<g class="edge ${mark}" data-to="${numbers.get(identifier)}"><path class="line" d="${path}" marker-end="url(#arrow-${mark})"/></g>`;
}

function startMark({ x, y }: Point): Html {
  const { width, height } = startSize;
  return html`<g class="start" transform="translate(${x} ${y})" aria-hidden="true"><rect width="${width}" height="${height}" rx="${height / 2}"/><text x="${width / 2}" y="18.5" text-anchor="middle">Start</text></g>\n`;
}

function cardMarkup({ layout, markOf, options }: Drawn, card: Card, number: number): Html {
  const { action, title, name, summary, rows, height } = card;
  const { x, y } = layout.places.get(action.identifier) as Point;
  const mark = markOf(action);
  const inside = html`<title>${blockName(action)} ${action.identifier}</title>
<rect class="body" width="${cardWidth}" height="${height}" rx="7"/>
<path class="band" d="M0 7a7 7 0 0 1 7-7h${cardWidth - 14}a7 7 0 0 1 7 7v1H0z"/>
${line(title, 10, 24, cardWidth - 42, "title")}${line(name, 10, 39, cardWidth - 66, "name")}
<use class="icon ${mark}" href="#icon-${mark}" x="${cardWidth - 27}" y="11" width="15" height="15"/>
${options.coverage && action.times > 0 && html`<text class="times" x="${cardWidth - 12}" y="39" text-anchor="end">${timesText(action.times)}</text>`}
${summary.map((text, at) => line(text, 10, 60 + at * 16, cardWidth - 20, "summary"))}
${rows.map((row, index) => rowMarkup(row, index, markOf(row.branch), options))}
<rect class="outline" width="${cardWidth}" height="${height}" rx="7"/>`;
  const attributes = html`class="card ${mark}" transform="translate(${x} ${y})" data-action="${number}"`;
  if (!options.detailsOf) return html`<g ${attributes}>${inside}</g>\n`;
  return html`<a ${attributes} href="#${options.detailsOf(number)}" aria-label="${spoken(card)}">${inside}</a>\n`;
}

function rowMarkup({ branch, text, room, y }: Row, index: number, mark: Mark, { coverage }: PictureOptions): Html {
  return html`<g class="row ${mark}" data-branch="${index}"><path class="rule" d="M0 ${y - 11}H${cardWidth}"/><use class="icon" href="#icon-${mark}" x="10" y="${y - 6}" width="12" height="12"/>${line(text, 28, y + 4, room, "label")}${coverage && branch.times > 0 && html`<text class="times" x="${cardWidth - 12}" y="${y + 4}" text-anchor="end">${timesText(branch.times)}</text>`}<circle class="port" cx="${cardWidth}" cy="${y}" r="4"/></g>\n`;
}

/** A line that begins where its script does. */
function line(text: string, x: number, y: number, room: number, name: string): Html {
  return isRightToLeft(text)
    ? html`<text class="${name}" x="${x + room}" y="${y}" direction="rtl">${text}</text>`
    : html`<text class="${name}" x="${x}" y="${y}">${text}</text>`;
}

function spoken({ action }: Card): string {
  const { identifier, excluded, conversations, failed, branches } = action;
  const name = identifier === action.type ? blockName(action) : `${blockName(action)}, ${identifier}`;
  const counted = branches.filter((branch) => branch.excluded === undefined);
  const taken = counted.filter((branch) => branch.times > 0).length;
  return [
    `${name}: ${excluded ?? (action.times === 0 ? "not gone through" : `gone through ${count(action.times, "time")} by ${count(conversations.length, "conversation")}`)}`,
    ...(failed.length > 0 ? [`${count(failed.length, "conversation")} failed here`] : []),
    ...(counted.length > 0 && action.times > 0 ? [`${taken} of ${count(counted.length, "branch", "es")} taken`] : []),
  ].join("; ");
}
