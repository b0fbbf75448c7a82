import { dirname, resolve } from "node:path";
import type { Surroundings } from "../chat/surroundings.js";
import { converse, type Held } from "../conversation/converse.js";
import { ConversationFailure, type Place } from "../conversation/failure.js";
import type { ContactState } from "../conversation/target.js";
import { ChatCheckError } from "../errors.js";
import { type RunFailure, type RunRecord, runAction, runActions } from "../report/run.js";
import { writeRecord } from "../report/run-folder.js";
import { compareGolden, updateGolden } from "./golden.js";
import type { Planned } from "./planned.js";
import type { Ready, Session } from "./session.js";
import { isOn, settingFor } from "./setting.js";
import { shownFile } from "./shown-file.js";

/** What became of a test that did not fail. */
export interface Outcome {
  /** Why it was not held to its end. */
  readonly skipped?: string;
}

/**
 * Holds one conversation as a test: on the target that the environment and the configuration name, with its golden
 * transcript, and with a record of it for reports. Throws an error that test runners show as it is.
 */
export async function hold(
  planned: Planned,
  session: Session,
  surroundings: Surroundings,
  /** Full names of all tests of the file, as far as they are known. */
  names?: readonly string[],
): Promise<Outcome> {
  const began = surroundings.now();
  let ready: Ready | undefined;
  let held: Held | undefined;
  let failure: unknown;
  try {
    ready = await session.ready(settingFor(dirname(planned.file), resolve("."), surroundings.environment));
    const { flow, outcomes } = planned.conversation;
    // What the target cannot decide is not started, so that it has nothing to wait for, and reaches nobody.
    const isStarted = !outcomes || ready.target.decide !== undefined;
    const end = isStarted ? await ready.turn(flow) : () => {};
    try {
      const { conversation, place, row } = planned;
      const folder = dirname(planned.file);
      const named = { ...conversation, name: planned.title };
      held = await converse(named, ready.target, { surroundings, folder, place, row });
    } finally {
      end();
    }
    if (planned.conversation.golden && held.skipped === undefined) golden(planned, held, surroundings, names);
  } catch (cause) {
    failure = cause;
  }
  await record({ planned, ready, held, failure, began }, surroundings);
  if (failure !== undefined) throw shownError(failure, planned);
  return { ...(held?.skipped === undefined ? {} : { skipped: held.skipped }) };
}

function golden(
  planned: Planned,
  { transcript }: Held,
  { environment }: Surroundings,
  names?: readonly string[],
): void {
  const stored = { file: planned.file, title: planned.fullName };
  if (isOn(environment.CHAT_CHECK_UPDATE)) updateGolden(stored, transcript, names);
  else compareGolden(stored, transcript);
}

interface Run {
  readonly planned: Pick<Planned, "name" | "row" | "file"> & Partial<Pick<Planned, "fullName">>;
  readonly ready?: Ready;
  readonly held?: Held;
  readonly failure?: unknown;
  readonly began: number;
}

/** Leaves a record of a test in the folder of `CHAT_CHECK_RECORDS`, where there is one. */
export async function record(run: Run, surroundings: Surroundings): Promise<void> {
  const { CHAT_CHECK_RECORDS: folder } = surroundings.environment;
  if (!folder) return;
  const { planned, ready, held, failure, began } = run;
  const details = failure instanceof ConversationFailure ? failure.details : undefined;
  const contactId = held?.contactId || details?.contactId;
  // After the end of the chat, so that what the flow still did is in it.
  const state = contactId === undefined ? undefined : await ready?.target.state(contactId).catch(() => undefined);
  const trace = (state ?? held?.state)?.trace;
  const entry: RunRecord = {
    ...namesOf(planned),
    status: failure === undefined ? (held?.skipped === undefined ? "passed" : "skipped") : "failed",
    ...(held?.skipped === undefined ? {} : { reason: held.skipped }),
    durationMilliseconds: Math.round(surroundings.now() - began),
    startedAt: new Date(began).toISOString(),
    ...(contactId === undefined ? {} : { contactId }),
    ...(ready ? { instance: ready.instance } : {}),
    transcript: details?.transcript ?? held?.transcript ?? [],
    ...(failure === undefined ? {} : { failure: failureOf(failure, state) }),
    trace: runActions(trace),
  };
  writeRecord(folder, entry);
}

/** As `record`, of a test that is left out. */
export function recordSkipped(
  planned: Run["planned"],
  reason: string | undefined,
  { environment, now }: Surroundings,
): void {
  const { CHAT_CHECK_RECORDS: folder } = environment;
  if (!folder) return;
  writeRecord(folder, {
    ...namesOf(planned),
    status: "skipped",
    ...(reason === undefined ? {} : { reason }),
    durationMilliseconds: 0,
    startedAt: new Date(now()).toISOString(),
    transcript: [],
    trace: [],
  });
}

function namesOf({ file, name, row, fullName }: Run["planned"]): Pick<RunRecord, "file" | "name" | "row" | "test"> {
  return {
    file: shownFile(file),
    name,
    ...(row ? { row } : {}),
    ...(fullName === undefined ? {} : { test: fullName }),
  };
}

function failureOf(failure: unknown, state: ContactState | undefined): RunFailure {
  const { message, code = "FAILED" } = failure as Partial<ChatCheckError>;
  if (!(failure instanceof ConversationFailure)) return { report: reportOf(failure), verdict: message, code };
  const { step, written, place, lastAction = state?.trace?.at(-1) } = failure.details;
  return {
    report: failure.message,
    verdict: failure.verdict,
    code,
    ...(step === undefined ? {} : { step }),
    ...(written === undefined ? {} : { written }),
    ...(place ? { place } : {}),
    ...(lastAction ? { lastAction: runAction(lastAction) } : {}),
  };
}

function reportOf(failure: unknown): string {
  if (failure instanceof ConversationFailure) return failure.message;
  if (failure instanceof ChatCheckError) return `${failure.message}\ncode: ${failure.code}\nto do: ${failure.hint}`;
  return failure instanceof Error ? failure.message : String(failure);
}

const indentation = " ".repeat(5);

/** What test runners show of a failure: our report, with the place in the file where theirs has a stack. */
export interface ShownError extends Error {
  /** The message, which is indented below its first line as mocha shows it, as it is. */
  readonly report: string;
  readonly code?: string;
  readonly expected?: string;
  readonly actual?: string;
  /** Keeps mocha from a difference of its own. */
  readonly showDiff: false;
  readonly place?: Place;
}

/** Without the cause, which holds sockets, and which mocha would send from process to process. */
export function shownError(failure: unknown, { title, file, place }: Pick<Planned, "title" | "file" | "place">): Error {
  if (!(failure instanceof ChatCheckError)) return failure instanceof Error ? failure : new Error(String(failure));
  const details = failure instanceof ConversationFailure ? failure.details : undefined;
  const { line = 1, column = 1 } = details?.place ?? place?.(Math.max(0, (details?.step ?? 1) - 1)) ?? {};
  const report = reportOf(failure);
  const error = new Error(report.replaceAll("\n", `\n${indentation}`));
  const step = details?.step === undefined ? "" : `, step ${details.step}`;
  error.name = failure.name;
  error.stack = `${error.message}\n    at ${title}${step} (${file}:${line}:${column})`;
  const { expected, actual } = details ?? {};
  return Object.assign(error, {
    report,
    code: failure.code,
    ...(expected === undefined || actual === undefined ? {} : { expected, actual }),
    showDiff: false as const,
    place: { file: shownFile(file), line, column },
  } satisfies Omit<ShownError, keyof Error>);
}
