import { certainOnChat, chatPaths } from "./lint/chat-paths.js";
import { type LintedAction, type LintedFlow, readLintedFlow } from "./lint/linted-flow.js";

/** A flow or a module that an action names. */
export interface FlowReference {
  readonly kind: "flow" | "module";
  /** An id or an ARN. */
  readonly reference: string;
}

export interface ReadableFlow {
  readonly name: string;
  /** The flow's JSON text. */
  readonly content: string;
}

/** Finds a flow or a module, or tells why it cannot be read, in words that go on after "since". */
export type ReadFlow = (wanted: FlowReference) => Promise<ReadableFlow | { readonly reason: string }>;

/** An action on a way through flows, with the branch that leads on from it; empty where it just goes on. */
export interface WayStep {
  readonly flow: string;
  readonly action: string;
  readonly type: string;
  readonly label: string;
}

/** A shortest way of a chat to an action that brings it to a person. */
export interface Way {
  readonly steps: readonly WayStep[];
  /** What its last action does. */
  readonly meeting: string;
}

/** A way to an action that goes on in a flow which nobody could look into. */
export interface UnknownWay {
  readonly steps: readonly WayStep[];
  readonly reason: string;
}

export interface People {
  readonly ways: readonly Way[];
  readonly unknown: readonly UnknownWay[];
}

const meetings: ReadonlyMap<string | undefined, string> = new Map([
  ["TransferContactToQueue", "puts the chat into a queue"],
  ["DequeueContactAndTransferToQueue", "puts the chat into another queue"],
  ["TransferContactToAgent", "brings the chat to an agent"],
  ["CreateTask", "makes a task for somebody"],
  ["StartOutboundChatContact", "sends an SMS"],
]);

/**
 * How a chat that begins in a flow can come to a person: by a queue, a task or an SMS, through all flows and modules
 * that it can go on in. What cannot be looked into is told apart.
 */
export async function waysToPeople(start: FlowReference, read: ReadFlow): Promise<People> {
  const ways: Way[] = [];
  const unknown: UnknownWay[] = [];
  const opened = new Map<string, { readonly name: string; readonly flow: LintedFlow }>();
  const visits: Visit[] = [];
  const seen = new Set<LintedAction>();

  const enter = async (wanted: FlowReference, before: Visit | undefined) => {
    const cannot = (reason: string) => void unknown.push({ steps: trail(before), reason });
    if (/\$\./.test(wanted.reference)) return cannot(`only the chat decides which ${wanted.kind} it is`);
    const key = `${wanted.kind} ${wanted.reference}`;
    let found = opened.get(key);
    if (!found) {
      const answer = await read(wanted);
      if ("reason" in answer) return cannot(answer.reason);
      found = { name: answer.name, flow: readLintedFlow(answer.content) };
      opened.set(key, found);
    }
    const { name, flow } = found;
    if (flow.unreadable || !flow.start) return cannot(`the ${wanted.kind} ${name} is not one that can be read`);
    visit({ name, flow, action: flow.start, before, label: "" });
  };
  const visit = (next: Visit) => {
    if (seen.has(next.action)) return;
    seen.add(next.action);
    visits.push(next);
  };

  await enter(start, undefined);
  for (const current of visits) {
    const { flow, action, name } = current;
    if (certainOnChat(action) === undefined) {
      const meeting = meetings.get(action.type);
      if (meeting !== undefined) ways.push({ steps: trail(current), meeting });
      for (const wanted of referencesOf(action)) await enter(wanted, current);
    }
    const steps = [...chatPaths(flow).from(action)].sort((a, b) => Number(a.isFailure) - Number(b.isFailure));
    for (const { edge, to } of steps) {
      visit({ name, flow, action: to, before: current, label: edge.label });
    }
  }
  return { ways, unknown };
}

/**
 * A line for people, with the decisions on the way: `welcome: menu (Equals agent) → TransferContactToQueue to-queue, which
 * puts the chat into a queue`.
 */
export function wayLine(way: Way | UnknownWay): string {
  const last = way.steps.at(-1);
  let flow: string | undefined;
  const steps = way.steps
    .filter((step, index, all) => step.label !== "" || step === last || step.flow !== all[index + 1]?.flow)
    .map((step) => {
      const head = step.flow === flow ? "" : `${step.flow}: `;
      flow = step.flow;
      const label = step.label === "" ? "" : ` (${step.label})`;
      return `${head}${step === last ? `${step.type} ${step.action}` : shortName(step)}${label}`;
    });
  if ("meeting" in way) return `${steps.join(" → ")}, which ${way.meeting}`;
  const whereTo = steps.length > 0 ? `${steps.join(" → ")} leads on` : "it begins";
  return `${whereTo} where nobody can look, since ${way.reason}`;
}

const mostLines = 8;

/** A line for each way, those that are known first; of many the first ones. */
export function peopleLines({ ways, unknown }: People): string[] {
  const lines = [...ways, ...unknown].map(wayLine);
  if (lines.length <= mostLines) return lines;
  return [...lines.slice(0, mostLines), `${lines.length - mostLines} more ways`];
}

/** An action that is being looked at, and how it was come to. */
interface Visit {
  readonly name: string;
  readonly flow: LintedFlow;
  readonly action: LintedAction;
  readonly before: Visit | undefined;
  /** The branch of the action before that led here. */
  readonly label: string;
}

function trail(last: Visit | undefined): WayStep[] {
  const steps: WayStep[] = [];
  let label = "";
  for (let visit = last; visit; visit = visit.before) {
    const { identifier = "", type = "" } = visit.action;
    steps.unshift({ flow: visit.name, action: identifier, type, label });
    label = visit.label;
  }
  return steps;
}

/** Flows and modules that a chat can go on in after an action. */
function referencesOf({ type, parameterValues }: LintedAction): FlowReference[] {
  const { ContactFlowId: flow, FlowModuleId: module, EventHooks: hooks } = parameterValues;
  if (type === "TransferToFlow") return given("flow", flow);
  if (type === "InvokeFlowModule") return given("module", module);
  // The flow for a customer who remains goes on with the chat; the other hooks run beside an agent or in a queue.
  if (type === "UpdateContactEventHooks") return given("flow", (hooks as Hooks | undefined)?.CustomerRemaining);
  return [];
}

type Hooks = Readonly<Record<string, unknown>>;

function given(kind: FlowReference["kind"], reference: unknown): FlowReference[] {
  return typeof reference === "string" && reference !== "" ? [{ kind, reference }] : [];
}

/** The console names actions by UUIDs, of which nobody learns anything. */
function shortName({ action, type }: WayStep): string {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(action) ? type : action;
}
