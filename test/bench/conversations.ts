import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { root } from "../project/root.js";
import { Asked } from "./chats/asked.js";
import type { Customers } from "./conversations/customers.js";
import type { EmulatorProcess } from "./conversations/emulator.js";
import { line, median } from "./measure.js";

const file = (name: string) => join(root, "test/bench/conversations", name);

const atATime = 8;
const rounds = 5;
const perRound = 1_000;
const [few, many] = [10, 10_000] as const;

interface Spent {
  /** Milliseconds. */
  readonly elapsed: number;
  /** Milliseconds of processors, of the emulator and of its customers. */
  readonly processors: number;
}

/** Conversations of six turns, their customers in processes of their own, beside a loop written by hand. */
export async function conversationsBench(): Promise<string[]> {
  using emulator = Asked.of<EmulatorProcess>(file("emulator.ts"));
  using first = Asked.of<Customers>(file("customers.ts"));
  using second = Asked.of<Customers>(file("customers.ts"));
  // As many as the workers of a run in parallel on two cores.
  const customers = [first, second];
  const place = await emulator.ask("place");
  for (const one of customers) await one.ask("visit", place);
  const processors = async () => {
    let sum = await emulator.ask("processor");
    for (const one of customers) sum += await one.ask("processor");
    return sum;
  };
  const hold = async (way: "kit" | "loop", count: number): Promise<Spent> => {
    const before = await processors();
    const began = performance.now();
    await Promise.all(customers.map((one) => one.ask("hold", { way, count: count / customers.length, atATime })));
    const elapsed = performance.now() - began;
    const after = await processors();
    const open = await emulator.ask("clear");
    if (open > 0) throw new Error(`${open} contacts of ${way} are still open.`);
    return { elapsed, processors: after - before };
  };
  const all = { kit: [] as Spent[], loop: [] as Spent[] };
  for (let round = -1; round < rounds; round++) {
    for (const way of ["kit", "loop"] as const) {
      const spent = await hold(way, perRound);
      if (round >= 0) all[way].push(spent);
    }
  }
  const of = (way: "kit" | "loop", what: keyof Spent) => median(all[way].map((spent) => spent[what]));
  const small: Spent[] = [];
  for (let round = 0; round < 50; round++) small.push(await hold("kit", few));
  const one = (spent: Spent, count: number) => spent.processors / count;
  const large = one(await hold("kit", many), many);
  return [
    line("conversations of six turns a second", (perRound * 1000) / of("kit", "elapsed"), { atLeast: 300 }),
    line("those of the loop written by hand", (perRound * 1000) / of("loop", "elapsed"), {}),
    line("time of the kit, of the loop's", of("kit", "elapsed") / of("loop", "elapsed"), { atMost: 1.2 }),
    line("processor time of all processes, of the loop's", of("kit", "processors") / of("loop", "processors"), {}),
    line(
      `processor time of a conversation among ${many}, of one among ${few}`,
      large / median(small.map((spent) => one(spent, few))),
      { atMost: 1.25 },
    ),
  ];
}
