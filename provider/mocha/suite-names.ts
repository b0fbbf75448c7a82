import type { Suite } from "./bdd.js";

/** Where the tests of a program stand, and which names its suites have given already. */
export interface SuiteNames {
  /** Outermost first. */
  readonly suites: readonly string[];
  readonly taken: Set<string>;
}

/** By the root suite, of which mocha makes another one whenever it loads the files again. */
const takenIn = new WeakMap<Suite, Map<string, Set<string>>>();

/** Of a suite in a file. */
export function suiteNames(suite: Suite | undefined, file: string): SuiteNames {
  if (!suite) return { suites: [], taken: new Set() };
  const files = takenIn.get(rootOf(suite)) ?? new Map<string, Set<string>>();
  takenIn.set(rootOf(suite), files);
  const taken = files.get(file) ?? new Set();
  files.set(file, taken);
  return { suites: suite.titlePath(), taken };
}

function rootOf(suite: Suite): Suite {
  return suite.parent ? rootOf(suite.parent) : suite;
}
