import { availableParallelism } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { root } from "../project/root.js";
import { Asked } from "./chats/asked.js";
import type { Load } from "./chats/load.js";
import type { Server } from "./chats/server.js";
import { line, median } from "./measure.js";

const steps = [100, 1_000, 5_000] as const;
const most = 5_000;
/** Chats that are opened before anything counts, so that the code is compiled. */
const warmUp = 1_000;
/** Over how many chats, or messages, what one costs is measured. */
const openSample = 100;
const echoSample = 4_000;
const saturation = { messages: 8_000, rounds: 7 };
const rate = { perSecond: 1_000, seconds: 10 };

const kibibyte = 1024;
const file = (name: string) => join(root, "test/bench/chats", name);

/** A server with its load client, each a process of its own. */
class Side implements Disposable {
  readonly server: Asked<Server>;
  readonly load = Asked.of<Load>(file("load.ts"));

  constructor(program: string) {
    this.server = Asked.of<Server>(file(program));
  }

  async connect(): Promise<void> {
    await this.load.ask("connect", await this.server.ask("place"));
  }

  /** What the server's processor and the client's spend while something is done, and how long it takes. */
  async spent(work: () => Promise<unknown>): Promise<Spent> {
    const [server, load] = await this.processors();
    const began = performance.now();
    await work();
    const elapsed = performance.now() - began;
    const [serverAfter, loadAfter] = await this.processors();
    return { server: serverAfter - server, load: loadAfter - load, elapsed };
  }

  private processors(): Promise<[number, number]> {
    return Promise.all([this.server.ask("processor"), this.load.ask("processor")]);
  }

  [Symbol.dispose](): void {
    this.load[Symbol.dispose]();
    this.server[Symbol.dispose]();
  }
}

/** Milliseconds. */
interface Spent {
  readonly server: number;
  readonly load: number;
  readonly elapsed: number;
}

/** What one chat costs when so many are open. */
interface Cost {
  readonly chats: number;
  /** Bytes. */
  readonly heap: number;
  readonly resident: number;
  /** Milliseconds of a processor to open one more, and to echo a message. */
  readonly open: number;
  readonly echo: number;
}

/** Thousands of chats in one emulator, beside the same load on a bare server of sockets. */
export async function chatsBench(): Promise<string[]> {
  using emulator = new Side("emulator.ts");
  using floor = new Side("floor.ts");
  for (const side of [emulator, floor]) await side.connect();
  const own = await costs(emulator);
  const bare = await costs(floor);
  return [
    ...costLines(own, bare),
    ...(await rateLines(emulator, floor)),
    ...(await saturationLines(emulator, floor)),
  ];
}

async function costs(side: Side): Promise<Cost[]> {
  await side.load.ask("open", warmUp);
  await side.load.ask("saturate", echoSample);
  await side.load.ask("close");
  const empty = await side.server.ask("usage");
  const measured: Cost[] = [];
  let open = 0;
  for (const chats of steps) {
    await side.load.ask("open", chats - openSample - open);
    const opening = await side.spent(() => side.load.ask("open", openSample));
    open = chats;
    const usage = await side.server.ask("usage");
    const echoing = await side.spent(() => side.load.ask("saturate", echoSample));
    measured.push({
      chats,
      heap: (usage.heap - empty.heap) / chats,
      resident: (usage.resident - empty.resident) / chats,
      open: opening.server / openSample,
      echo: echoing.server / echoSample,
    });
  }
  return measured;
}
