import type { Place } from "../conversation/failure.js";

/** One test of a run, of whatever kind, as a test runner tells of it; of one that is tried again, the last try. */
export interface TestResult {
  /** As it is shown: relative to where the run was started, with forward slashes. */
  readonly file?: string;
  /** Of the suites around it, outermost first, and its own. */
  readonly titles: readonly string[];
  readonly status: "passed" | "failed" | "skipped";
  /** Why it was skipped, as far as it is known. */
  readonly reason?: string;
  readonly durationMilliseconds: number;
  readonly failure?: TestFailure;
}

export interface TestFailure {
  /** The error's code or name. */
  readonly code: string;
  /** The whole report. */
  readonly report: string;
  readonly place?: Place;
}
