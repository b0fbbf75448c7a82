import type { FlowCoverage } from "../coverage.js";
import { type Card, cardWidth } from "./card.js";
import { exportedLayout } from "./exported-layout.js";
import { layeredLayout } from "./layered-layout.js";
import { type Places, type Point, startSize } from "./places.js";

/** Where everything of a flow is drawn. */
export interface Layout extends Places {
  readonly width: number;
  readonly height: number;
}

const margin = 32;

/** As in the console's designer, where the export tells enough; else in layers from left to right. */
export function layoutOf(flow: FlowCoverage, cards: readonly Card[]): Layout {
  return framed(exportedLayout(flow, cards) ?? layeredLayout(flow, cards), cards);
}

/** Moved so that everything is inside a frame, whose size is told. */
function framed({ places, start, routes }: Places, cards: readonly Card[]): Layout {
  const corners = [
    { at: start, ...startSize },
    ...cards.map(({ action, height }) => ({ at: places.get(action.identifier) as Point, width: cardWidth, height })),
  ];
  for (const point of [...routes.values()].flat()) corners.push({ at: point, width: 0, height: 0 });
  const left = Math.min(...corners.map(({ at }) => at.x)) - margin;
  const top = Math.min(...corners.map(({ at }) => at.y)) - margin;
  const moved = ({ x, y }: Point) => ({ x: Math.round(x - left), y: Math.round(y - top) });
  return {
    places: new Map([...places].map(([identifier, place]) => [identifier, moved(place)] as const)),
    start: moved(start),
    routes: new Map([...routes].map(([key, points]) => [key, points.map(moved)] as const)),
    width: Math.round(Math.max(...corners.map(({ at, width }) => at.x + width)) - left + margin + 12),
    height: Math.round(Math.max(...corners.map(({ at, height }) => at.y + height)) - top + margin + 24),
  };
}
