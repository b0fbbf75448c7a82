import { processSurroundings } from "../chat/surroundings.js";
import type { ChatCheckError } from "../errors.js";
import type { Bdd, TestContext } from "./bdd.js";
import { currentSession } from "./current-session.js";
import { hold, record, shownError, shownFile } from "./hold.js";
import { type Planned, plannedTests, selectionFrom, type Written } from "./planned.js";

/** Makes tests of conversations, in the suite that is being described. */
export function registerConversations(
  written: readonly Written[],
  file: string,
  { it }: Bdd,
  taken = new Set<string>(),
): void {
  const { environment } = processSurroundings;
  const planned = plannedTests(written, file, taken);
  const titles = planned.map(({ title }) => title);
  const selection = selectionFrom(environment);
  const isOnlyChosen = environment.CHAT_CHECK_ONLY !== undefined;
  for (const test of planned) {
    if (!selection.holds(test, shownFile(file))) continue;
    const { only, skip } = test.conversation;
    const body = function (this: TestContext) {
      return run(test, this, titles);
    };
    if (skip !== undefined && skip !== false) {
      it(skip === true ? test.title : skippedTitle(test.title, skip)).file = file;
    } else if (only && !isOnlyChosen) it.only(test.title, body).file = file;
    else it(test.title, body).file = file;
  }
}

/** One test that fails with what is wrong with a file, which would else stop all others. */
export function registerFailure(title: string, failure: unknown, file: string, { it }: Bdd): void {
  const place = () => placeIn(failure);
  const test = async () => {
    const planned = { name: title, title, file, place };
    await record({ planned, failure, began: Date.now() }, processSurroundings);
    throw shownError(failure, planned);
  };
  it(title, test).file = file;
}

/** A conversation has a deadline of its own, after which it still ends its contact: mocha's would cut that. */
async function run(test: Planned, context: TestContext, titles: readonly string[]): Promise<void> {
  context.timeout(0);
  const { skipped } = await hold(test, currentSession(), processSurroundings, titles);
  if (skipped === undefined) return;
  if (context.test) context.test.title = skippedTitle(test.title, skipped);
  context.skip();
}

function skippedTitle(title: string, reason: string): string {
  return `${title} (skipped: ${reason.replace(/\.$/, "")})`;
}

/** Of the first problem that a message tells: `FILE:LINE:COLUMN …`. */
function placeIn(failure: unknown): { line?: number; column?: number } {
  const [, line, column] = /:(\d+):(\d+) /.exec((failure as ChatCheckError).message ?? "") ?? [];
  return line === undefined ? {} : { line: Number(line), column: Number(column) };
}
