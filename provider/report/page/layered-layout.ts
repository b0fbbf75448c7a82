import type { FlowCoverage } from "../coverage.js";
import { type Card, cardWidth } from "./card.js";
import { gap, type Places, type Point, routeKey, startSize } from "./places.js";

/** What of dagre is used; its own types are for ES modules alone. */
interface Dagre {
  readonly Graph: new () => DagreGraph;
  layout(graph: DagreGraph): void;
}

interface DagreGraph {
  setGraph(label: object): void;
  setDefaultEdgeLabel(label: () => object): void;
  /** Writes to the label. */
  setNode(name: string, label: { width: number; height: number }): void;
  setEdge(from: string, to: string, label: object): void;
  node(name: string): Point;
  edge(from: string, to: string): { readonly points?: readonly Point[] } | undefined;
}

const startNode = "start";

/** In layers from left to right. */
export function layeredLayout({ read }: FlowCoverage, cards: readonly Card[]): Places {
  const dagre = require("@dagrejs/dagre") as Dagre;
  const graph = new dagre.Graph();
  graph.setGraph({ rankdir: "LR", nodesep: gap.y, ranksep: gap.x + 24, edgesep: 12 });
  graph.setDefaultEdgeLabel(() => ({}));
  const node = (identifier: string) => `action ${identifier}`;
  graph.setNode(startNode, { ...startSize });
  for (const { action, height } of cards) graph.setNode(node(action.identifier), { width: cardWidth, height });
  const known = new Set(cards.map(({ action }) => action.identifier));
  const first = read.start?.identifier;
  if (first !== undefined) graph.setEdge(startNode, node(first), { weight: 3 });
  const edges = edgesOf(cards).filter(({ to }) => known.has(to));
  for (const { from, to, isPlain } of cards.length > mostWithErrors ? withoutErrors(edges) : edges) {
    graph.setEdge(node(from), node(to), { weight: isPlain ? 2 : 1 });
  }
  dagre.layout(graph);
  const corner = (name: string, width: number, height: number): Point => {
    const { x, y } = graph.node(name);
    return { x: x - width / 2, y: y - height / 2 };
  };
  return {
    places: new Map(
      cards.map(
        ({ action, height }) => [action.identifier, corner(node(action.identifier), cardWidth, height)] as const,
      ),
    ),
    start: corner(startNode, startSize.width, startSize.height),
    routes: new Map(
      cards.flatMap(({ action, rows }) =>
        rows.map(({ branch }, index) => {
          const points = graph.edge(node(action.identifier), node(branch.target))?.points ?? [];
          return [routeKey(action.identifier, index), points.length > 3 ? points.slice(1, -1) : []] as const;
        }),
      ),
    ),
  };
}

/** More actions than this are laid out by their plain branches, as the way of each error through every layer takes long. */
const mostWithErrors = 100;

interface LayeredEdge {
  readonly from: string;
  readonly to: string;
  /** Whether something but an error leads there. */
  readonly isPlain: boolean;
}

/** One for all branches between the same two actions. */
function edgesOf(cards: readonly Card[]): LayeredEdge[] {
  return cards.flatMap(({ action: { identifier: from }, rows }) =>
    [...new Set(rows.map(({ branch }) => branch.target))].map((to) => {
      const isPlain = rows.some(({ branch }) => branch.target === to && branch.kind !== "error");
      return { from, to, isPlain };
    }),
  );
}

/** What only errors lead to keeps the first of them. */
function withoutErrors(edges: readonly LayeredEdge[]): LayeredEdge[] {
  const reached = new Set(edges.filter(({ isPlain }) => isPlain).map(({ to }) => to));
  return edges.filter(({ to, isPlain }) => {
    const isFirst = !reached.has(to);
    reached.add(to);
    return isPlain || isFirst;
  });
}
