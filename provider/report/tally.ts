import { chatPaths } from "../flow/lint/chat-paths.js";
import { type Edge, type LintedAction, type LintedFlow, readLintedFlow } from "../flow/lint/linted-flow.js";
import { placeholderIn } from "../flow/lint/operands.js";
import { barredEdges, filler, reachable } from "./barred.js";
import type { ActionCoverage, BranchCoverage, FlowCoverage, Passage, Share } from "./coverage.js";
import type { RunAction, RunFlow } from "./run.js";

const nothingLeads = "no path leads here";
const noChatComes = "no chat comes here";

/** Of one conversation: actions that were begun and will be told of again when they are over, and how often. */
export type Open = Map<LintedAction, number>;

interface Counter {
  times: number;
  /** Sets keep the order. */
  readonly conversations: Set<number>;
  readonly failed: Set<number>;
}

/** Counts what conversations went through in one flow. */
export class Tally {
  private readonly read: LintedFlow;
  private readonly actions = new Map<LintedAction, Counter>();
  private readonly branches = new Map<Edge, Counter>();
  private readonly conversations = new Set<number>();

  constructor(private readonly flow: RunFlow) {
    this.read = readLintedFlow(flow.content);
    for (const action of this.read.byIdentifier.values()) {
      this.actions.set(action, counter());
      for (const edge of action.edges) this.branches.set(edge, counter());
    }
  }

  count(taken: RunAction, conversation: number, open: Open): void {
    this.conversations.add(conversation);
    const action = this.read.byIdentifier.get(taken.action);
    const passage = action && this.actions.get(action);
    if (!passage) return;
    const begun = open.get(action) ?? 0;
    if (isBeginning(taken)) open.set(action, begun + 1);
    else if (begun > 0 && isEnd(taken)) open.set(action, begun - 1);
    if (begun === 0 || !isEnd(taken)) passage.times += 1;
    passage.conversations.add(conversation);
    const branch = this.branchOf(action, taken);
    if (!branch) return;
    branch.times += 1;
    branch.conversations.add(conversation);
  }

  /** The last action of a conversation that failed. */
  blameAction(taken: RunAction, conversation: number): void {
    const action = this.read.byIdentifier.get(taken.action);
    if (action) this.actions.get(action)?.failed.add(conversation);
  }

  /** The last branch that it took. */
  blameBranch(taken: RunAction, conversation: number): void {
    const action = this.read.byIdentifier.get(taken.action);
    if (action) this.branchOf(action, taken)?.failed.add(conversation);
  }

  private branchOf(action: LintedAction, taken: RunAction): Counter | undefined {
    const edge = edgeOf(action, taken);
    return edge && this.branches.get(edge);
  }

  coverage(): FlowCoverage {
    const { flow, read } = this;
    const barred = barredEdges(flow, read);
    const reached = this.reached(barred);
    const led = reachable(read, ({ edges }) => edges);
    const actions = [...this.actions].map(([action, passage]): ActionCoverage => {
      const why = reached.has(action) ? undefined : led.has(action) ? noChatComes : nothingLeads;
      const branches = action.edges.flatMap((edge) => this.branchCoverage(edge, barred.get(edge), why));
      return {
        action,
        identifier: action.identifier ?? "",
        type: action.type ?? "",
        line: read.regionOf(action.identifierSpan).startLine,
        branches: branches.sort((one, other) => Number(other.kind === "next") - Number(one.kind === "next")),
        ...passageOf(passage, why),
      };
    });
    return {
      flow,
      read,
      ...(read.unreadable ? { problem: read.unreadable.message || "It is not a flow." } : {}),
      actions,
      conversations: [...this.conversations],
      actionShare: shareOf(actions),
      branchShare: shareOf(actions.flatMap(({ branches }) => branches)),
    };
  }

  private branchCoverage(edge: Edge, bar: string | undefined, why: string | undefined): BranchCoverage[] {
    const passed = this.branches.get(edge) ?? counter();
    if (bar === filler && passed.times === 0) return [];
    const excluded = bar === filler ? filler : passed.times === 0 ? (why ?? bar) : undefined;
    const { kind, label, target, targetSpan } = edge;
    const line = this.read.regionOf(targetSpan).startLine;
    return [{ kind, label, target, line, ...passageOf(passed, excluded) }];
  }

  /** What chats can come to, and what they came to all the same. */
  private reached(barred: ReadonlyMap<Edge, string>): ReadonlySet<LintedAction> {
    const taken = (edge: Edge) => (this.branches.get(edge)?.times ?? 0) > 0;
    const gone = [...this.actions].filter(([, { times }]) => times > 0).map(([action]) => action);
    const runs = chatPaths(this.read).reached.size > 0;
    return reachable(this.read, ({ edges }) => edges.filter((edge) => !barred.has(edge) || taken(edge)), runs, gone);
  }
}

/**
 * An action that tells twice: a module that is called and comes back, a Wait during which the flow goes on and that is
 * over later.
 */
function isBeginning({ type, result, branch }: RunAction): boolean {
  return type === "InvokeFlowModule"
    ? branch === undefined && result.startsWith("module ")
    : type === "Wait" && result === "Continue";
}

function isEnd(taken: RunAction): boolean {
  return taken.type === "InvokeFlowModule"
    ? !isBeginning(taken)
    : taken.type === "Wait" && taken.result === "WaitCompleted";
}

/** The edge that a trace means; a placeholder of the file was filled in when the flow was loaded. */
function edgeOf(action: LintedAction, { branch }: RunAction): Edge | undefined {
  if (!branch) return undefined;
  const label = branch.label.trim();
  return (
    action.edges.find((edge) => edge.label === label) ??
    action.edges.find((edge) => placeholderIn(edge.label) !== undefined && edge.target === branch.nextAction)
  );
}

function counter(): Counter {
  return { times: 0, conversations: new Set(), failed: new Set() };
}

function passageOf({ times, conversations, failed }: Counter, excluded: string | undefined): Passage {
  return {
    times,
    conversations: [...conversations],
    failed: [...failed],
    ...(excluded === undefined ? {} : { excluded }),
  };
}

function shareOf(passages: readonly Passage[]): Share {
  const counted = passages.filter(({ excluded }) => excluded === undefined);
  return { covered: counted.filter(({ times }) => times > 0).length, total: counted.length };
}
