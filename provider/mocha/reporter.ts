import { createRequire } from "node:module";
import { resolve } from "node:path";
import { writeResults } from "../report/results-file.js";
import type { TestResult } from "../report/test-results.js";
import type { ShownError } from "./hold.js";
import { shownFile } from "./shown-file.js";

/** What mocha tells of a test; in a parallel run a copy of it. */
interface Test {
  readonly title: string;
  readonly file?: string;
  readonly duration?: number;
  readonly state?: string;
  titlePath(): string[];
}

interface Runner {
  on(event: "pass" | "pending" | "end", listener: (test: Test) => void): this;
  on(event: "fail", listener: (test: Test, error: Partial<ShownError>) => void): this;
}

interface Reporter {
  done?(failures: number, callback: (failures: number) => void): void;
}

type ReporterClass = new (runner: Runner, options: unknown) => Reporter;

/**
 * A reporter of mocha that leaves the results of all tests in the folder of `CHAT_CHECK_RECORDS`, beside the reporter
 * that people see: that of `CHAT_CHECK_REPORTER`, by default `spec`.
 */
class ResultsReporter implements Reporter {
  private readonly shown: Reporter;

  constructor(runner: Runner, options: unknown) {
    const { CHAT_CHECK_RECORDS: folder, CHAT_CHECK_REPORTER: name = "spec" } = process.env;
    const results: TestResult[] = [];
    runner.on("pass", (test) => results.push(resultOf(test, "passed")));
    runner.on("pending", (test) => results.push(resultOf(test, "skipped")));
    runner.on("fail", (test, error) => results.push(resultOf(test, "failed", error)));
    runner.on("end", () => {
      if (folder) writeResults(folder, results);
    });
    this.shown = new (reporterNamed(name))(runner, options);
  }

  done(failures: number, callback: (failures: number) => void): void {
    if (this.shown.done) this.shown.done(failures, callback);
    else callback(failures);
  }
}

function resultOf(test: Test, status: TestResult["status"], error?: Partial<ShownError>): TestResult {
  const titles = test.titlePath();
  const [, title, reason] = /^(.*) \(skipped: (.*)\)$/s.exec(test.title) ?? [];
  const { report, message = "", name = "Error", code, place } = error ?? {};
  return {
    ...(test.file === undefined ? {} : { file: shownFile(test.file) }),
    titles: status === "skipped" && title !== undefined ? [...titles.slice(0, -1), title] : titles,
    status,
    ...(status === "skipped" && reason !== undefined ? { reason } : {}),
    durationMilliseconds: test.duration ?? 0,
    ...(error
      ? { failure: { code: String(code ?? name), report: report ?? message, place: place ?? placeIn(error.stack) } }
      : {}),
  };
}

/** The first line of a stack that is in a file of the user's; mocha makes paths relative. */
function placeIn(stack = ""): { file: string; line: number; column: number } | undefined {
  for (const frame of stack.split("\n")) {
    const [, file = "", line, column] = /^\s+at (?:.*\()?(?:file:\/\/)?(.+?):(\d+):(\d+)\)?$/.exec(frame) ?? [];
    if (file !== "" && !/^node:|[/\\]node_modules[/\\]/.test(file)) {
      return { file: shownFile(resolve(file)), line: Number(line), column: Number(column) };
    }
  }
  return undefined;
}

/** As mocha finds it: one of its own, a package of the user's, or a file. */
function reporterNamed(name: string): ReporterClass {
  const { CHAT_CHECK_MOCHA: mocha = "mocha" } = process.env;
  const own = createRequire(resolve("package.json"));
  const { reporters } = own(mocha) as { readonly reporters: Readonly<Record<string, ReporterClass>> };
  const builtIn = Object.hasOwn(reporters, name) ? reporters[name] : undefined;
  if (builtIn) return builtIn;
  const module = own(isThere(own, name) ? name : resolve(name)) as ReporterClass | { readonly default: ReporterClass };
  return "default" in module ? module.default : module;
}

function isThere(own: NodeJS.Require, name: string): boolean {
  try {
    own.resolve(name);
    return true;
  } catch {
    return false;
  }
}

export = ResultsReporter;
