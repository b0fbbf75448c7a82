export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where cards are, and how edges go between them. */
export interface Places {
  /** By identifier, the top left corner of a card. */
  readonly places: ReadonlyMap<string, Point>;
  /** Of the mark at which the flow starts. */
  readonly start: Point;
  /** By what `routeKey` makes: points that an edge passes on its way. */
  readonly routes: ReadonlyMap<string, readonly Point[]>;
}

export function routeKey(from: string, branch: number): string {
  return `${branch} ${from}`;
}

export const startSize = { width: 58, height: 28 } as const;

/** The least between two cards. */
export const gap = { x: 56, y: 30 } as const;
