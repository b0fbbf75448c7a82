import { processSurroundings } from "../chat/surroundings.js";
import type { Place } from "../conversation/failure.js";
import type { ChatCheckError } from "../errors.js";
import type { Bdd, TestContext } from "./bdd.js";
import { currentSession } from "./current-session.js";
import { hold, record, recordSkipped, shownError } from "./hold.js";
import { type Planned, plannedTests, selectionFrom, unique, type Written } from "./planned.js";
import { shownFile } from "./shown-file.js";
import type { SuiteNames } from "./suite-names.js";

/** Makes tests of conversations, in the suite that is being described; without names the file has no others. */
export function registerConversations(
  written: readonly Written[],
  file: string,
  { it }: Bdd,
  around?: SuiteNames,
): void {
  const { environment } = processSurroundings;
  const planned = plannedTests(written, file, around?.suites, around?.taken);
  const names = around ? undefined : planned.map(({ fullName }) => fullName);
  const selection = selectionFrom(environment);
  const isOnlyChosen = environment.CHAT_CHECK_ONLY !== undefined;
  for (const test of planned) {
    if (!selection.holds(test, shownFile(file))) continue;
    const { only, skip } = test.conversation;
    const body = function (this: TestContext) {
      return run(test, this, names);
    };
    if (skip !== undefined && skip !== false) {
      const reason = skip === true ? undefined : skip;
      it(reason === undefined ? test.title : skippedTitle(test.title, reason)).file = file;
      recordSkipped(test, reason, processSurroundings);
    } else {
      const make = only && !isOnlyChosen ? it.only : it;
      make(test.title, body).file = file;
    }
  }
}

/** One test that fails with what is wrong with a file, which would else stop all others. */
export function registerFailure(
  title: string,
  failure: unknown,
  file: string,
  { it }: Bdd,
  { suites, taken, place = () => placeIn(failure) }: Partial<SuiteNames> & { readonly place?: () => Place } = {},
): void {
  const name = unique([...(suites ?? []), title].join(" › "), taken ?? new Set());
  const test = async () => {
    const planned = { name, title, file, place };
    await record({ planned, failure, began: Date.now() }, processSurroundings);
    throw shownError(failure, planned);
  };
  it(title, test).file = file;
}

/** A conversation has a deadline of its own, after which it still ends its contact: mocha's would cut that. */
async function run(test: Planned, context: TestContext, names: readonly string[] | undefined): Promise<void> {
  context.timeout(0);
  const { skipped } = await hold(test, currentSession(), processSurroundings, names);
  if (skipped === undefined) return;
  if (context.test) context.test.title = skippedTitle(test.title, skipped);
  context.skip();
}

function skippedTitle(title: string, reason: string): string {
  return `${title} (skipped: ${reason.replace(/\.$/, "")})`;
}

/** Of the first problem that a message tells: `FILE:LINE:COLUMN …`. */
function placeIn(failure: unknown): Place {
  const [, line, column] = /:(\d+):(\d+) /.exec((failure as ChatCheckError).message ?? "") ?? [];
  return line === undefined ? {} : { line: Number(line), column: Number(column) };
}
