import type { Item } from "@aws-sdk/client-connectparticipant";
import type { TraceRecord } from "../../../provider/emulator/trace.js";
import { type Deed, deedOf, lineFor, lineOf, millisecondsOf, shown } from "./line.js";
import type { Scenario } from "./scenario.js";

/** A chat that is being had. */
export interface Talk extends AsyncDisposable {
  /** Moves the clock. */
  advance(milliseconds: number): Promise<void>;
  /** The customer does something. */
  act(deed: Deed): Promise<void>;
  /** What the customer's window got, oldest first. */
  heard(): readonly Item[];
  /** What the transcript has, oldest first. */
  items(): readonly Item[];
  trace(): readonly TraceRecord[];
  attributes(): Readonly<Record<string, string>>;
  /** Why it ended, and its queue if it has one. */
  state(): { readonly ended?: string; readonly queue?: string };
  /** Names of views by id. */
  readonly views: ReadonlyMap<string, string>;
}

/** Longest that a handler in a file may really take; only what fails waits for it. */
const patience = 3000;

/** Lets the customer do what the talk says, each thing at its time, and tells what was seen. */
export async function had(talk: Talk, scenario: Scenario): Promise<{ expected: string[]; actual: string[] }> {
  const start = Date.parse(scenario.at);
  const expected = scenario.talk.map(lineOf);
  // What was said before there was a window stands in the transcript alone.
  const before = scenario.start.InitialMessage ? 1 : 0;
  const seen = (count: number) => until(() => before + talk.heard().length >= count);
  let now = 0;
  const go = async (till: number) => {
    await talk.advance(till - now);
    now = till;
  };
  await go(0);
  for (const [index, line] of expected.entries()) {
    const deed = index < before ? undefined : deedOf(line);
    if (line.milliseconds > now) {
      await seen(index);
      await go(line.milliseconds);
    }
    if (!deed) continue;
    await seen(index);
    await talk.act(deed);
    await go(now);
  }
  await seen(expected.length);
  if (scenario.until) await go(millisecondsOf(scenario.until));
  const items = talk.items();
  const persisted = new Set(items.map(({ Id }) => Id));
  const actual = [...items.slice(0, before), ...talk.heard()].map((item, index) =>
    shown(lineFor(item, start, !persisted.has(item.Id), talk.views), expected[index]),
  );
  return { expected: expected.map((line) => shown(line, line)), actual };
}

/** How it stands at the end: `open`, `waiting in QUEUE`, or why it ended. */
export function endOf(talk: Talk): string {
  const { ended, queue } = talk.state();
  if (ended) return ended;
  const agents = talk.items().filter(({ Type, ParticipantRole }) => Type === "EVENT" && ParticipantRole === "AGENT");
  const isThere = agents.at(-1)?.ContentType?.endsWith("joined") === true;
  return queue && !isThere ? `waiting in ${queue}` : "open";
}

async function until(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + patience;
  while (!condition() && performance.now() < deadline) await new Promise((resolve) => setImmediate(resolve));
}
