import type { Point } from "./places.js";

/** How an edge leaves and comes to cards: from the right of a row to the left of a head. */
export interface Ends {
  readonly from: Point;
  readonly to: Point;
  /** Bottom of the card that it leaves. */
  readonly bottom: number;
  /** Tells edges of one card apart that go the same way round. */
  readonly index: number;
}

/** The `d` of an edge's path. */
export function edgePath({ from, to, bottom, index }: Ends, via: readonly Point[]): string {
  if (to.x < from.x + 24) return aroundPath(from, to, bottom + 10 + (index % 4) * 5, 18 + (index % 4) * 4);
  const points = [from, ...via.filter(({ x }) => x > from.x + 8 && x < to.x - 8), to];
  return points.slice(1).reduce((path, point, at) => path + curve(points[at] as Point, point), `M${from.x} ${from.y}`);
}

/** Level at both ends. */
function curve(from: Point, to: Point): string {
  const middle = Math.round((from.x + to.x) / 2);
  return `C${middle} ${from.y} ${middle} ${to.y} ${to.x} ${to.y}`;
}

/** For what leads back: down beside its card, below it to the left, and in from the left. */
function aroundPath(from: Point, to: Point, below: number, beside: number): string {
  const corners = [
    from,
    { x: from.x + beside, y: from.y },
    { x: from.x + beside, y: below },
    { x: to.x - beside, y: below },
    { x: to.x - beside, y: to.y },
    to,
  ];
  return roundedPath(corners, 10);
}

function roundedPath(points: readonly Point[], radius: number): string {
  const [first] = points as [Point];
  const parts = points.slice(1, -1).map((corner, index) => {
    const [before, after] = [points[index] as Point, points[index + 2] as Point];
    const [start, end] = [towards(corner, before, radius), towards(corner, after, radius)];
    return `L${start.x} ${start.y}Q${corner.x} ${corner.y} ${end.x} ${end.y}`;
  });
  const last = points.at(-1) as Point;
  return `M${first.x} ${first.y}${parts.join("")}L${last.x} ${last.y}`;
}

function towards(from: Point, to: Point, distance: number): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const part = length === 0 ? 0 : Math.min(distance, length / 2) / length;
  return { x: Math.round(from.x + (to.x - from.x) * part), y: Math.round(from.y + (to.y - from.y) * part) };
}
