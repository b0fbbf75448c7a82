import { chatErrorOf } from "../action-type.js";
import { memberOf, textOf } from "../json-tree.js";
import { pathOf } from "../reference.js";
import type { Edge, LintedAction, LintedFlow } from "./linted-flow.js";
import { staticCondition } from "./operands.js";

/** The flow as a chat goes through it. */
export interface ChatPaths {
  /** What a chat can come to; empty where chats do not run the flow. */
  readonly reached: ReadonlySet<LintedAction>;
  /** Transitions that a chat can take from an action, with what they lead to. */
  from(action: LintedAction): readonly ChatStep[];
}

export interface ChatStep {
  readonly edge: Edge;
  readonly to: LintedAction;
  /** Whether it is taken only if the action fails. */
  readonly isFailure: boolean;
}

const withoutChat: ReadonlySet<unknown> = new Set(["CUSTOMER_HOLD", "AGENT_HOLD", "OUTBOUND_WHISPER"]);
const known = new WeakMap<LintedFlow, ChatPaths>();

export function chatPaths(flow: LintedFlow): ChatPaths {
  const before = known.get(flow);
  if (before) return before;
  const steps = new Map(flow.actions.map((action) => [action, stepsFrom(action, flow)] as const));
  const from = (action: LintedAction) => steps.get(action) ?? [];
  const reached = new Set(flow.start && !withoutChat.has(flow.flowType) ? [flow.start] : []);
  for (const action of reached) {
    for (const { to } of from(action)) reached.add(to);
  }
  const paths = { reached, from };
  known.set(flow, paths);
  return paths;
}

function stepsFrom(action: LintedAction, { byIdentifier }: LintedFlow): ChatStep[] {
  const certain = certainOnChat(action);
  return possibleOnChat(action).flatMap((edge) => {
    const to = byIdentifier.get(edge.target);
    if (!to) return [];
    const isFailure = edge.kind === "error" && edge.label !== "NoMatchingCondition" && !certain;
    return [{ edge, to, isFailure }];
  });
}

/** The error that an action takes on chat whatever happens, by its parameters. */
export function certainOnChat(action: LintedAction): string | undefined {
  const { definition, parameterValues, errors } = action;
  if (!definition) return undefined;
  const error = chatErrorOf(definition, parameterValues);
  // An old Play prompt block without an error branch succeeds always.
  return action.type === "MessageParticipant" && errors.length === 0 ? undefined : error;
}

/** The branch that an action takes on that error. */
export function branchOfError({ errors }: LintedAction, error: string): Edge | undefined {
  const branch = (type: string) => errors.find(({ errorType }) => errorType === type)?.edge;
  return branch(error) ?? branch("NoMatchingError");
}

function possibleOnChat(action: LintedAction): readonly Edge[] {
  const { form, next, conditions, errors, edges } = action;
  if (!form) return edges;
  const error = certainOnChat(action);
  if (error !== undefined) return present([branchOfError(action, error)]);
  const failures = present(errors.map(({ edge }) => edge));
  switch (form.success) {
    case "ends":
      return [];
    case "leaves":
      return failures;
    case "next":
      return present([...conditions.map(({ edge }) => edge), ...failures, next]);
    case "result": {
      const channel = channelBranch(action);
      if (channel) return present([channel.edge]);
      const results = present([...conditions.map(({ edge }) => edge), ...failures]);
      return results.length > 0 ? results : present([next]);
    }
  }
}

/** Where a comparison of `$.Channel` leads a chat; `undefined` when that cannot be told. */
function channelBranch(action: LintedAction): { readonly edge?: Edge } | undefined {
  const compared = textOf(memberOf(action.parameters, "ComparisonValue")?.value);
  if (action.type !== "Compare" || pathOf(compared ?? "")?.join(".") !== "Channel") return undefined;
  for (const entry of action.conditions) {
    const condition = staticCondition(entry);
    if (condition?.operator !== "Equals") return undefined;
    if (condition.operand === "CHAT") return { edge: entry.edge };
  }
  return { edge: branchOfError(action, "NoMatchingCondition") ?? action.next };
}

function present(edges: readonly (Edge | undefined)[]): Edge[] {
  return edges.filter((edge) => edge !== undefined);
}

/** Whether a chat sees something of the action: a message, a bot, a view. */
export function says(action: LintedAction): boolean {
  const { type, parameters } = action;
  if (type === "ConnectParticipantWithLexBot" || type === "ShowView") return true;
  return type === "MessageParticipant" && memberOf(parameters, "Text") !== undefined;
}

/** Whether a chat pauses at the action. */
export function waits(action: LintedAction): boolean {
  return action.definition?.waits === true && certainOnChat(action) === undefined;
}
