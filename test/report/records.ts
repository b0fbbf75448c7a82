import type { RunAction, RunFlow, RunRecord } from "../../provider/report/run.js";
import { runActions } from "../../provider/report/run.js";
import { contactInFlow } from "../emulator/contact-in-flow.js";
import type { ActionJson, flow } from "../flows.js";

type FlowJson = ReturnType<typeof flow>;

/** A flow as a run leaves it. */
export function runFlow({ name, content }: FlowJson, more: Partial<RunFlow> = {}): RunFlow {
  return { id: `${name}-id`, name, content: JSON.stringify(content, null, 2), ...more };
}

/** An action that a flow took; without a label it went on to `NextAction`, without a target nowhere. */
export function took(
  flow: string,
  action: string,
  nextAction?: string,
  label = "",
  more: Partial<RunAction> = {},
): RunAction {
  const branch = nextAction === undefined ? {} : { branch: { label, nextAction } };
  return {
    flow,
    flowId: `${flow}-id`,
    action,
    type: "MessageParticipant",
    result: "success",
    ...branch,
    warnings: [],
    ...more,
  };
}

export function record(more: Partial<RunRecord> = {}): RunRecord {
  return {
    file: "flows/menu.chat.yaml",
    name: "asks",
    status: "passed",
    durationMilliseconds: 12,
    startedAt: "2026-01-02T03:04:05.678Z",
    transcript: [],
    trace: [],
    ...more,
  };
}

/** What the emulator tells of a chat through a flow, in which nobody says anything. */
export function traceThrough(source: FlowJson, attributes: Readonly<Record<string, string>> = {}): RunAction[] {
  const { contact } = contactInFlow(source, { request: { Attributes: attributes } });
  return runActions(contact.chat.contacts.flatMap(({ trace }) => trace)).map(({ flowId: _, ...taken }) => taken);
}

/** Metadata with a place for each action. */
export function placed(flow: FlowJson, places: Readonly<Record<string, { readonly x: number; readonly y: number }>>) {
  const entries = Object.entries(places).map(([identifier, position]) => [identifier, { position }] as const);
  const metadata = { entryPointPosition: { x: 0, y: 0 }, ActionMetadata: Object.fromEntries(entries) };
  return { ...flow, content: { ...flow.content, Metadata: metadata } };
}

export type { ActionJson, FlowJson };
