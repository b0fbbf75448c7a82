import { type JsonNode, memberValue } from "../../flow/json-tree.js";
import type { FlowCoverage } from "../coverage.js";
import { type Card, cardWidth } from "./card.js";

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where everything of a flow is drawn; the top left corner of a card is its place. */
export interface Layout {
  /** By identifier. */
  readonly places: ReadonlyMap<string, Point>;
  /** Of the mark at which the flow starts. */
  readonly start: Point;
  /** By what `routeKey` makes: points that an edge passes on its way. */
  readonly routes: ReadonlyMap<string, readonly Point[]>;
  readonly width: number;
  readonly height: number;
}

export const startSize = { width: 58, height: 28 };
const gap = { x: 56, y: 30 };
const margin = 32;

/** As in the console's designer, where the export tells the place of every action; else in layers from left to right. */
export function layoutOf(flow: FlowCoverage, cards: readonly Card[]): Layout {
  const exported = exportedPlaces(flow, cards);
  return framed((exported && spread(exported, cards)) ?? layered(flow, cards), cards);
}

type Places = Pick<Layout, "places" | "start" | "routes">;

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
function stretchFor(wider: number, places: Layout["places"], cards: readonly Card[]): number | undefined {
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
function clear(start: Point, places: Layout["places"], cards: readonly Card[]): Point {
  const inTheWay = cards.flatMap(({ action, height }) => {
    const at = places.get(action.identifier) as Point;
    const beside = start.x + startSize.width + gap.x / 2 <= at.x || start.x >= at.x + cardWidth + gap.x / 2;
    const apart = start.y + startSize.height + gap.y / 2 <= at.y || start.y >= at.y + height + gap.y / 2;
    return beside || apart ? [] : [at.x - startSize.width - gap.x / 2];
  });
  return inTheWay.length === 0 ? start : clear({ x: Math.min(...inTheWay) - 1, y: start.y }, places, cards);
}

/** What of dagre is used; its own types are for ES modules alone. */
interface Dagre {
  readonly Graph: new (options: { readonly multigraph: boolean }) => DagreGraph;
  layout(graph: DagreGraph): void;
}

interface DagreGraph {
  setGraph(label: object): void;
  setDefaultEdgeLabel(label: () => object): void;
  setNode(name: string, label: { readonly width: number; readonly height: number }): void;
  setEdge(from: string, to: string, label: object, name: string): void;
  node(name: string): Point;
  edge(from: string, to: string, name: string): { readonly points?: readonly Point[] } | undefined;
}

const startNode = "start";

export function routeKey(from: string, branch: number): string {
  return `${branch} ${from}`;
}

function layered({ read }: FlowCoverage, cards: readonly Card[]): Places {
  const dagre = require("@dagrejs/dagre") as Dagre;
  const graph = new dagre.Graph({ multigraph: true });
  graph.setGraph({ rankdir: "LR", nodesep: gap.y, ranksep: gap.x + 24, edgesep: 12 });
  graph.setDefaultEdgeLabel(() => ({}));
  const node = (identifier: string) => `action ${identifier}`;
  graph.setNode(startNode, startSize);
  for (const { action, height } of cards) graph.setNode(node(action.identifier), { width: cardWidth, height });
  const known = new Set(cards.map(({ action }) => action.identifier));
  const first = read.start?.identifier;
  if (first !== undefined) graph.setEdge(startNode, node(first), { weight: 3 }, "");
  for (const { action, rows } of cards) {
    for (const [index, { branch }] of rows.entries()) {
      if (!known.has(branch.target)) continue;
      const weight = branch.kind === "error" ? 1 : 2;
      graph.setEdge(node(action.identifier), node(branch.target), { weight }, String(index));
    }
  }
  dagre.layout(graph);
  const corner = (name: string, width: number, height: number): Point => {
    const { x, y } = graph.node(name);
    return { x: x - width / 2, y: y - height / 2 };
  };
  return {
    places: new Map(
      cards.map(({ action, height }) => [action.identifier, corner(node(action.identifier), cardWidth, height)] as const),
    ),
    start: corner(startNode, startSize.width, startSize.height),
    routes: new Map(
      cards.flatMap(({ action, rows }) =>
        rows.map(({ branch }, index) => {
          const edge = graph.edge(node(action.identifier), node(branch.target), String(index));
          return [routeKey(action.identifier, index), edge?.points?.slice(1, -1) ?? []] as const;
        }),
      ),
    ),
  };
}

/** Moved so that everything is inside a frame, whose size is told. */
function framed({ places, start, routes }: Places, cards: readonly Card[]): Layout {
  const corners = [
    { at: start, ...startSize },
    ...cards.map(({ action, height }) => ({ at: places.get(action.identifier) as Point, width: cardWidth, height })),
  ];
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
