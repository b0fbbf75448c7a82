import { processSurroundings } from "../chat/surroundings.js";
import type { Place } from "../conversation/failure.js";
import type { ChatCheckError } from "../errors.js";
import type { Bdd, TestContext } from "./bdd.js";
import { currentSession } from "./current-session.js";
import { hold, record, recordSkipped, shownError, shownFile } from "./hold.js";
import { type Planned, plannedTests, selectionFrom, type Written } from "./planned.js";

/** Makes tests of conversations, in the suite that is being described; `isWhole` tells that the file has no others. */
export function registerConversations(
  written: readonly Written[],
  file: string,
  { it }: Bdd,
  { suites, isWhole }: { readonly suites?: readonly string[]; readonly isWhole: boolean },
): void {
  const { environment } = processSurroundings;
  const planned = plannedTests(written, file, suites);
  const names = isWhole ? planned.map(({ fullName }) => fullName) : undefined;
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
  place: () => Place = () => placeIn(failure),
): void {
  const test = async () => {
    const planned = { name: title, title, file, place };
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
