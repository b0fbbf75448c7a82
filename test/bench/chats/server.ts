import { answer } from "./asked.js";

/** What a process uses. */
export interface Usage {
  /** Bytes on the heap and beside it, after a collection. */
  readonly heap: number;
  /** Bytes that the system counts, after a collection. */
  readonly resident: number;
  /** Milliseconds of a processor since the start. */
  readonly processor: number;
}

/** Where chats are served, and the body that starts one. */
export interface Place {
  readonly url: string;
  readonly request: string;
}

export type Server = {
  readonly place: () => Promise<Place>;
  readonly usage: () => Promise<Usage>;
  readonly processor: () => number;
};

/** Lets a process that serves chats be asked where it does, and what it uses. */
export function serveBench(place: Promise<Place>): void {
  const processor = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  };
  const server: Server = {
    place: () => place,
    usage: async () => {
      for (let round = 0; round < 5; round++) {
        globalThis.gc?.();
        await new Promise((next) => setImmediate(next));
      }
      const { heapUsed, external, rss } = process.memoryUsage();
      return { heap: heapUsed + external, resident: rss, processor: processor() };
    },
    processor,
  };
  answer(server);
}
