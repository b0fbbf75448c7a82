import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { root } from "../project/root.js";
import { Asked } from "./chats/asked.js";
import type { Load } from "./chats/load.js";
import type { Server } from "./chats/server.js";
import { line, median } from "./measure.js";

const steps = [100, 1_000, 5_000] as const;
const [few, , most] = steps;
/** Chats that are opened, and closed again, before anything counts, so that all code is compiled by then. */
const warmUp = most;
/** Over how many chats, and messages, what one costs is measured. */
const openSample = 100;
const echoSample = 4_000;
const saturation = { messages: 6_000, rounds: 7 };
const rate = { perSecond: 1_000, seconds: 10 };

/** From this share of a processor on, a process is what limits the rest. */
const busy = 0.85;

const kibibyte = 1024;
const file = (name: string) => join(root, "test/bench/chats", name);

/** Milliseconds. */
interface Spent {
  /** Of a processor, of the server and of its load client. */
  readonly server: number;
  readonly load: number;
  readonly elapsed: number;
}

/** What one more chat costs when so many are open. */
interface Cost {
  /** Bytes on the heap. */
  readonly heap: number;
  /** Milliseconds of a processor to open it, and to echo a message. */
  readonly open: number;
  readonly echo: number;
}

interface Costs {
  /** By the number of open chats. */
  readonly at: ReadonlyMap<number, Cost>;
  /** Bytes that the system counts for a chat, over all that are open. */
  readonly resident: number;
}

/** A server with its load client, each a process of its own. */
class Side implements Disposable {
  readonly server: Asked<Server>;
  readonly load = Asked.of<Load>(file("load.ts"));

  constructor(program: string) {
    this.server = Asked.of<Server>(file(program));
  }

  async start(): Promise<void> {
    await this.load.ask("visit", await this.server.ask("place"));
  }

  async spent(work: () => Promise<unknown>): Promise<Spent> {
    const before = await this.processors();
    const began = performance.now();
    await work();
    const elapsed = performance.now() - began;
    const after = await this.processors();
    return { server: after.server - before.server, load: after.load - before.load, elapsed };
  }

  async costs(): Promise<Costs> {
    const fresh = await this.server.ask("usage");
    await this.load.ask("open", warmUp);
    await this.load.ask("saturate", echoSample);
    await this.load.ask("close");
    // Tables that were emptied shrink when the next chat comes.
    await this.load.ask("open", 1);
    const at = new Map<number, Cost>();
    let open = 1;
    let resident = 0;
    for (const chats of steps) {
      const before = await this.server.ask("usage");
      await this.load.ask("open", chats - openSample - open);
      const opening = await this.spent(() => this.load.ask("open", openSample));
      const after = await this.server.ask("usage");
      const echoing = await this.spent(() => this.load.ask("saturate", echoSample));
      resident = (after.resident - fresh.resident) / chats;
      at.set(chats, {
        heap: (after.heap - before.heap) / (chats - open),
        open: opening.server / openSample,
        echo: echoing.server / echoSample,
      });
      open = chats;
    }
    return { at, resident };
  }

  private async processors(): Promise<Pick<Spent, "server" | "load">> {
    return { server: await this.server.ask("processor"), load: await this.load.ask("processor") };
  }

  [Symbol.dispose](): void {
    this.load[Symbol.dispose]();
    this.server[Symbol.dispose]();
  }
}

/** Thousands of chats in one emulator, beside the same load on a bare server of sockets. */
export async function chatsBench(): Promise<string[]> {
  using emulator = new Side("emulator.ts");
  using floor = new Side("floor.ts");
  for (const side of [emulator, floor]) await side.start();
  return [
    ...costLines(await emulator.costs(), await floor.costs()),
    ...(await rateLines(emulator, floor)),
    ...(await saturationLines(emulator, floor)),
  ];
}

function costLines(emulator: Costs, floor: Costs): string[] {
  const growth = (what: keyof Cost) => (emulator.at.get(most)?.[what] ?? 0) / (emulator.at.get(few)?.[what] ?? 0);
  const heap = ({ at }: Costs) => (at.get(most)?.heap ?? 0) / kibibyte;
  return [
    line(`KiB of memory a chat, ${most} open`, emulator.resident / kibibyte, { atMost: 60 }),
    line("KiB of the heap a chat", heap(emulator), {}),
    line("KiB of memory a bare socket", floor.resident / kibibyte, {}),
    line("KiB of the heap a bare socket", heap(floor), {}),
    line(`heap of one more chat at ${most}, of that at ${few}`, growth("heap"), { atMost: 1.25 }),
    line(`processor time to open one more chat at ${most}, of that at ${few}`, growth("open"), { atMost: 1.25 }),
    line(`processor time of a message at ${most}, of that at ${few}`, growth("echo"), { atMost: 1.25 }),
    ...[...emulator.at].map(
      ([chats, { heap, open, echo }]) =>
        `at ${chats}: ${(heap / kibibyte).toFixed(1)} KiB of the heap, ${(open * 1000).toFixed(0)} µs to open, ${(echo * 1000).toFixed(0)} µs a message`,
    ),
  ];
}

async function rateLines(emulator: Side, floor: Side): Promise<string[]> {
  const own = await emulator.load.ask("rate", rate);
  const bare = await floor.load.ask("rate", rate);
  const what = `ms until a message is back, ${rate.perSecond} a second in ${most} chats`;
  return [
    line(`p50 of the ${what}`, own.p50, {}),
    line(`p99 of the ${what}`, own.p99, {}),
    line("that p50, of the bare server's", own.p50 / bare.p50, {}),
    line("that p99, of the bare server's", own.p99 / bare.p99, {}),
  ];
}

async function saturationLines(emulator: Side, floor: Side): Promise<string[]> {
  const rounds = { emulator: [] as Spent[], floor: [] as Spent[] };
  for (let round = 0; round < saturation.rounds; round++) {
    for (const [name, side] of Object.entries({ emulator, floor }) as ["emulator" | "floor", Side][]) {
      rounds[name].push(await side.spent(() => side.load.ask("saturate", saturation.messages)));
    }
  }
  const of = (all: readonly Spent[], value: (spent: Spent) => number) => median(all.map(value));
  const elapsed = (all: readonly Spent[]) => of(all, (spent) => spent.elapsed);
  const server = (all: readonly Spent[]) => of(all, (spent) => spent.server);
  const perSecond = (all: readonly Spent[]) => (saturation.messages * 1000) / elapsed(all);
  return [
    line(
      "messages a second as fast as it goes, of the bare server's",
      elapsed(rounds.floor) / elapsed(rounds.emulator),
      { atLeast: 0.5 },
    ),
    line("the same by the processor time of the servers alone", server(rounds.floor) / server(rounds.emulator), {}),
    ...Object.entries(rounds).map(([name, all]) => {
      const share = (value: (spent: Spent) => number) => of(all, (spent) => value(spent) / spent.elapsed);
      const [its, client] = [share((spent) => spent.server), share((spent) => spent.load)];
      const bound =
        its >= busy
          ? "the server is the limit"
          : client >= busy
            ? "THE LOAD CLIENT IS THE LIMIT"
            : "neither is the limit";
      const use = `${(its * 100).toFixed(0)} % of a processor, its client ${(client * 100).toFixed(0)} %`;
      return `${name}: ${perSecond(all).toFixed(0)} messages a second; the server has ${use}: ${bound}`;
    }),
  ];
}
