import assert from "node:assert/strict";

export interface LcovFile {
  readonly file: string;
  readonly functions: Readonly<Record<string, readonly [line: number, calls: number]>>;
  readonly branches: readonly (readonly [line: number, block: number, branch: number, taken: number | "-"])[];
  readonly lines: Readonly<Record<number, number>>;
}

/** Reads the lcov format by its manual, and takes nothing that the manual does not have. */
export function readLcov(text: string): LcovFile[] {
  if (text === "") return [];
  assert(text.endsWith("end_of_record\n"));
  return text
    .slice(0, -1)
    .split(/(?<=end_of_record)\n/)
    .map(readRecord);
}

const whole = /^\d+$/;

function readRecord(record: string): LcovFile {
  const lines = record.split("\n").slice(0, -1);
  const entries = lines.map((line) => {
    const [, key, value] = /^([A-Z]+):(.*)$/.exec(line) ?? assert.fail(`no line of lcov: ${line}`);
    return { key: key as string, value: value as string };
  });
  const of = (key: string) => entries.filter((entry) => entry.key === key).map(({ value }) => value);
  const numbers = (value: string) =>
    value.split(",").map((part) => {
      assert.match(part, whole);
      return Number(part);
    });
  const known = ["TN", "SF", "FN", "FNDA", "FNF", "FNH", "BRDA", "BRF", "BRH", "DA", "LF", "LH"];
  assert.deepEqual(
    entries.filter(({ key }) => !known.includes(key)),
    [],
  );
  assert.deepEqual(of("TN"), [""]);
  const [file, ...others] = of("SF");
  assert(file && others.length === 0);
  const calls = new Map(
    of("FNDA").map((value) => [value.slice(value.indexOf(",") + 1), numbers(value.split(",")[0] ?? "")[0]]),
  );
  const functions = of("FN").map((value) => {
    const name = value.slice(value.indexOf(",") + 1);
    return [name, [numbers(value.split(",")[0] ?? "")[0], calls.get(name)]] as const;
  });
  assert.equal(calls.size, functions.length);
  const branches = of("BRDA").map((value) => {
    const [line = "", block = "", branch = "", taken = ""] = value.split(",");
    const [at = 0, inside = 0, index = 0] = numbers([line, block, branch].join(","));
    return [at, inside, index, taken === "-" ? "-" : (numbers(taken)[0] ?? 0)] as const;
  });
  const counted = of("DA").map((value) => numbers(value) as [number, number]);
  const covered = new Set(counted.map(([line]) => line));
  assert.equal(covered.size, counted.length, "a line has one DA");
  for (const [line] of branches) assert(covered.has(line), `line ${line} has branches and no DA`);
  for (const [, [line]] of functions) assert(covered.has(line ?? 0), `line ${line} has a function and no DA`);
  const sums = {
    FNF: functions.length,
    FNH: [...calls.values()].filter((count) => count).length,
    BRF: branches.length,
  };
  const hits = { BRH: branches.filter(([, , , taken]) => Number(taken) > 0).length, LF: counted.length };
  const all = { ...sums, ...hits, LH: counted.filter(([, times]) => times > 0).length };
  for (const [key, sum] of Object.entries(all)) assert.deepEqual(of(key), [String(sum)], key);
  return {
    file,
    functions: Object.fromEntries(functions) as LcovFile["functions"],
    branches,
    lines: Object.fromEntries(counted),
  };
}
