import { performance } from "node:perf_hooks";

/** Milliseconds that each case took, by its name. */
export type Medians<Name extends string> = Readonly<Record<Name, number>>;

/**
 * Runs the cases in turn, `rounds` times after one that does not count, and answers the median of each. A function that
 * a case answers cleans up after it, which takes no time that counts.
 */
export async function interleaved<Name extends string>(
  cases: Readonly<Record<Name, () => Promise<unknown>>>,
  rounds: number,
): Promise<Medians<Name>> {
  const times = new Map<Name, number[]>();
  for (let round = -1; round < rounds; round++) {
    for (const [name, work] of Object.entries(cases) as [Name, () => Promise<unknown>][]) {
      const began = performance.now();
      const cleanUp = await work();
      if (round >= 0) times.set(name, [...(times.get(name) ?? []), performance.now() - began]);
      if (typeof cleanUp === "function") await cleanUp();
    }
  }
  return Object.fromEntries([...times].map(([name, all]) => [name, median(all)])) as Medians<Name>;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** A line of the report: a ratio, and what it is meant to be. */
export function line(
  what: string,
  ratio: number,
  aim: { readonly atMost?: number; readonly atLeast?: number },
): string {
  const { atMost, atLeast } = aim;
  const met = (atMost === undefined || ratio <= atMost) && (atLeast === undefined || ratio >= atLeast);
  const wanted = atMost !== undefined ? `at most ${atMost}` : atLeast !== undefined ? `at least ${atLeast}` : "";
  return `${what}: ${ratio.toFixed(2)}${wanted ? ` (aim: ${wanted}; ${met ? "met" : "NOT MET"})` : ""}`;
}
