import { chatPaths, says, waits } from "./chat-paths.js";
import type { LintedAction, LintedFlow } from "./linted-flow.js";
import { listed, named, quoted, type Rule } from "./rule.js";

/** Cycles in which a chat neither waits for anything nor is counted. */
export const loops: readonly Rule[] = [
  {
    id: "endless-loop",
    severity: "warning",
    description: "A chat comes to a cycle that waits for nothing and has no way out but a failure",
    check(flow, report) {
      for (const cycle of busyCycles(flow)) {
        if (leaves(cycle, flow)) continue;
        const [first] = cycle;
        if (!first) continue;
        const speaker = [...cycle].find(says);
        report(
          first.identifierSpan,
          speaker
            ? `On chat ${path(cycle)} round without end, and the customer gets the message of ${named(speaker)} again and again.`
            : `On chat ${path(cycle)} round without end, and nothing is said or waited for.`,
          "Wait for the customer in it with ConnectParticipantWithLexBot, ShowView or Wait, or count it with Loop.",
          first,
        );
      }
    },
  },
  {
    id: "busy-loop",
    severity: "note",
    description: "A chat comes to a cycle that waits for nothing, and that data alone ends",
    check(flow, report) {
      for (const cycle of busyCycles(flow)) {
        if (!leaves(cycle, flow)) continue;
        const [first] = cycle;
        if (!first) continue;
        report(
          first.identifierSpan,
          `On chat ${path(cycle)} round for as long as the data say so, and nothing is waited for.`,
          "Count it with Loop, or wait in it.",
          first,
        );
      }
    },
  },
];

type Actions = ReadonlySet<LintedAction>;

/** Cycles on chat without an action that pauses, and without a Loop that ends them; each once. */
function busyCycles(flow: LintedFlow): Actions[] {
  const { reached } = chatPaths(flow);
  return cyclesAmong(new Set([...reached].filter((action) => !waits(action))), flow);
}

function cyclesAmong(actions: Actions, flow: LintedFlow): Actions[] {
  const { from } = chatPaths(flow);
  return components(actions, (action) => from(action).map(({ to }) => to)).flatMap((component) => {
    const counters = [...component].filter(
      (action) => action.type === "Loop" && from(action).some(({ to }) => !component.has(to)),
    );
    if (counters.length === 0) return [component];
    return cyclesAmong(new Set([...component].filter((action) => !counters.includes(action))), flow);
  });
}

/** Whether anything but a failure leads out of the cycle. */
function leaves(cycle: Actions, flow: LintedFlow): boolean {
  const { from } = chatPaths(flow);
  return [...cycle].some(
    (action) =>
      !action.definition ||
      action.form?.success === "leaves" ||
      from(action).some(({ to, isFailure }) => !isFailure && !cycle.has(to)),
  );
}

const mostNamed = 4;

/** The actions of a cycle, and that they go. */
function path(cycle: Actions): string {
  const names = [...cycle].map(({ identifier }) => quoted(identifier ?? ""));
  const more = names.length - mostNamed;
  if (more > 1) return `${names.slice(0, mostNamed).join(", ")} and ${more} more go`;
  return `${listed(names)} ${names.length > 1 ? "go" : "goes"}`;
}

/** Strongly connected components that hold a cycle (Tarjan), each from where it is entered. */
function components(actions: Actions, next: (action: LintedAction) => readonly LintedAction[]): Actions[] {
  const order = new Map<LintedAction, number>();
  const lowest = new Map<LintedAction, number>();
  const open: LintedAction[] = [];
  const isOpen = new Set<LintedAction>();
  const found: Actions[] = [];
  const numberOf = (numbers: ReadonlyMap<LintedAction, number>, action: LintedAction) => numbers.get(action) ?? 0;
  const enter = (action: LintedAction) => {
    lowest.set(action, order.size);
    order.set(action, order.size);
    open.push(action);
    isOpen.add(action);
    return { action, following: next(action).filter((to) => actions.has(to)), index: 0 };
  };
  const close = (action: LintedAction) => {
    const members: LintedAction[] = [];
    for (let member = open.pop(); member; member = member === action ? undefined : open.pop()) {
      isOpen.delete(member);
      members.push(member);
    }
    if (members.length > 1 || next(action).includes(action)) {
      found.push(new Set(members.sort((one, other) => numberOf(order, one) - numberOf(order, other))));
    }
  };
  for (const root of actions) {
    if (order.has(root)) continue;
    const stack = [enter(root)];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const { action } = top;
      const to = top.following[top.index++];
      if (to === undefined) {
        stack.pop();
        if (numberOf(lowest, action) === numberOf(order, action)) close(action);
        const parent = stack.at(-1)?.action;
        if (parent) lowest.set(parent, Math.min(numberOf(lowest, parent), numberOf(lowest, action)));
      } else if (!order.has(to)) {
        stack.push(enter(to));
      } else if (isOpen.has(to)) {
        lowest.set(action, Math.min(numberOf(lowest, action), numberOf(order, to)));
      }
    }
  }
  return found;
}
