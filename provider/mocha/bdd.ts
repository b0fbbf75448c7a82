/** What a test function of mocha has as `this`. */
export interface TestContext {
  timeout(milliseconds: number): unknown;
  skip(): never;
  readonly test?: { title: string };
}

/** A suite as mocha has it. */
export interface Suite {
  readonly parent?: Suite;
  /** Those that stand in it itself. */
  readonly tests: unknown[];
  /** Of the suites around it, outermost first, and its own. */
  titlePath(): string[];
}

interface Test {
  file?: string;
  readonly parent?: Suite;
}

type TestFunction = (this: TestContext) => Promise<void> | void;

type SuiteFunction = (title: string, body: () => void) => unknown;

interface ItFunction {
  (title: string, test?: TestFunction): Test;
  only(title: string, test: TestFunction): Test;
}

/** The part of a test runner's interface that conversations are registered with. */
export interface Bdd {
  readonly describe: SuiteFunction;
  readonly it: ItFunction;
}

/** Of the runner that loads the file; `undefined` outside of one. */
export function bdd(): Bdd | undefined {
  const { describe, it, suite, test } = globalThis as unknown as Partial<Record<string, unknown>>;
  const [group, single] = [describe ?? suite, it ?? test];
  if (typeof group !== "function" || typeof single !== "function") return undefined;
  return { describe: group as SuiteFunction, it: single as ItFunction };
}

/** The suite that is being described, which mocha tells of a test alone. */
export function currentSuite({ it }: Bdd): Suite | undefined {
  const { parent } = it("stands in the suite");
  parent?.tests.pop();
  return parent;
}
