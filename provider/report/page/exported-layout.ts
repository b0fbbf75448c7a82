import { type JsonNode, memberValue } from "../../flow/json-tree.js";
import type { FlowCoverage } from "../coverage.js";
import { type Card, cardWidth } from "./card.js";
import { gap, type Places, type Point, startSize } from "./places.js";

/**
 * As in the console's designer: `undefined` where the export does not tell the place of every action, or where cards would
 * lie on each other.
 */
export function exportedLayout(flow: FlowCoverage, cards: readonly Card[]): Places | undefined {
  const exported = exportedPlaces(flow, cards);
  return exported && spread(exported, cards);
}

function exportedPlaces({ read }: FlowCoverage, cards: readonly Card[]): Places | undefined {
  const metadata = memberValue(read.root, "Metadata");
  const all = memberValue(metadata, "ActionMetadata") ?? memberValue(metadata, "actionMetadata");
  const places = new Map<string, Point>();
  for (const { action } of cards) {
    const entry = memberValue(all, action.identifier);
    const place = pointIn(memberValue(entry, "position") ?? memberValue(entry, "Position"));
    if (!place) return undefined;
    places.set(action.identifier, place);
  }
  const first = places.get(read.start?.identifier ?? "");
  const start =
    pointIn(memberValue(metadata, "entryPointPosition") ?? memberValue(metadata, "EntryPointPosition")) ??
    (first && { x: first.x - startSize.width - gap.x, y: first.y });
  return start && { places, start, routes: new Map() };
}

function pointIn(node: JsonNode | undefined): Point | undefined {
  const [x, y] = ["x", "y"].map((name) => {
    const value = memberValue(node, name) ?? memberValue(node, name.toUpperCase());
    return value?.kind === "scalar" && typeof value.value === "number" ? value.value : undefined;
  });
  return x === undefined || y === undefined ? undefined : { x, y };
}

const widenings = [1.2, 1.35, 1.5, 1.75, 2, 2.5];
const mostStretch = 3;

/** Drawn cards are larger than the console's: places are moved apart until no two of them overlap, if that can be done. */
function spread({ places, start, routes }: Places, cards: readonly Card[]): Places | undefined {
  const fits = widenings.flatMap((x) => {
    const y = stretchFor(x, places, cards);
    return y === undefined ? [] : [{ x, y }];
  });
  const [best] = fits.sort((one, other) => one.x * one.y - other.x * other.y);
  if (!best) return undefined;
  const moved = ({ x, y }: Point) => ({ x: x * best.x, y: y * best.y });
  const cardPlaces = new Map([...places].map(([identifier, place]) => [identifier, moved(place)] as const));
  return { places: cardPlaces, start: clear(moved(start), cardPlaces, cards), routes };
}

/** How much higher everything has to be when it is so much wider; `undefined` where that is too much. */
function stretchFor(wider: number, places: Places["places"], cards: readonly Card[]): number | undefined {
  let stretch = 1;
  const placed = cards.map((card) => ({ height: card.height, at: places.get(card.action.identifier) as Point }));
  for (const [index, one] of placed.entries()) {
    for (const other of placed.slice(index + 1)) {
      if (Math.abs(one.at.x - other.at.x) * wider >= cardWidth + gap.x) continue;
      const upper = one.at.y <= other.at.y ? one : other;
      const between = Math.abs(one.at.y - other.at.y);
      const needed = (upper.height + gap.y) / between;
      if (!(needed <= mostStretch)) return undefined;
      stretch = Math.max(stretch, needed);
    }
  }
  return stretch;
}

/** The start's place, moved to the left as long as a card is in its way. */
function clear(start: Point, places: Places["places"], cards: readonly Card[]): Point {
  const inTheWay = cards.flatMap(({ action, height }) => {
    const at = places.get(action.identifier) as Point;
    const beside = start.x + startSize.width + gap.x / 2 <= at.x || start.x >= at.x + cardWidth + gap.x / 2;
    const apart = start.y + startSize.height + gap.y / 2 <= at.y || start.y >= at.y + height + gap.y / 2;
    return beside || apart ? [] : [at.x - startSize.width - gap.x / 2];
  });
  return inTheWay.length === 0 ? start : clear({ x: Math.min(...inTheWay) - 1, y: start.y }, places, cards);
}
