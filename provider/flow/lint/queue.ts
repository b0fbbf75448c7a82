import { memberOf, memberValue } from "../json-tree.js";
import { certainOnChat, chatPaths, says, waits } from "./chat-paths.js";
import type { LintedAction, LintedFlow } from "./linted-flow.js";
import { named, type Rule } from "./rule.js";

/** Customers who wait in a queue. */
export const queue: readonly Rule[] = [
  {
    id: "silent-queue",
    severity: "warning",
    description: "On some path a chat waits in a queue without having been told a word",
    check(flow, report) {
      if (flow.flowType === "AGENT_TRANSFER" || flow.flowType === "QUEUE_TRANSFER") return;
      const inQueue = flow.flowType === "CUSTOMER_QUEUE";
      for (const action of without(flow, (passed) => says(passed) || (!inQueue && setsQueueFlow(passed)))) {
        if (inQueue ? staysSilent(action) : action.type === "TransferContactToQueue") {
          report(
            action.typeSpan,
            inQueue
              ? `On some path ${named(action)} is reached before the customer, who waits in the queue, has been told a word.`
              : `On some path ${named(action)} is reached without a message and without a customer queue flow; the default one is silent on chat.`,
            inQueue
              ? "Send a MessageParticipant with Text before it."
              : "Send a MessageParticipant with Text before it, or set CustomerQueue with UpdateContactEventHooks.",
            action,
          );
        }
      }
    },
  },
  {
    id: "unset-queue",
    severity: "note",
    description: "On some path no queue was set in this flow for an action that needs one",
    check(flow, report) {
      if (flow.flowType && flow.flowType !== "CONTACT_FLOW") return;
      for (const action of without(flow, ({ type }) => type === "UpdateContactTargetQueue")) {
        if (!needsQueue(action)) continue;
        report(
          action.typeSpan,
          `On some path ${named(action)} is reached with no queue set in this flow; unless another flow has set one, it takes its error branch.`,
          "Set the queue with UpdateContactTargetQueue before it.",
          action,
        );
      }
    },
  },
];

/** What a chat can come to without passing an action that `stops` is true of. */
function without(flow: LintedFlow, stops: (action: LintedAction) => boolean): ReadonlySet<LintedAction> {
  const paths = chatPaths(flow);
  const reached = new Set([...paths.reached].slice(0, 1));
  for (const action of reached) {
    if (stops(action)) continue;
    for (const { to } of paths.from(action)) reached.add(to);
  }
  return reached;
}

function setsQueueFlow({ type, parameters }: LintedAction): boolean {
  return (
    type === "UpdateContactEventHooks" && memberOf(memberValue(parameters, "EventHooks"), "CustomerQueue") !== undefined
  );
}

const aWhile = 60;

function staysSilent(action: LintedAction): boolean {
  if (action.type === "EndFlowExecution") return true;
  if (action.type === "MessageParticipantIteratively")
    return action.errors.length === 0 && certainOnChat(action) !== undefined;
  if (!waits(action) || says(action)) return false;
  const seconds = Number(action.parameterValues.TimeLimitSeconds);
  return !(seconds < aWhile);
}

function needsQueue({ type, parameters, definition }: LintedAction): boolean {
  if (type === "TransferContactToQueue") return true;
  if (!["CheckHoursOfOperation", "CheckMetricData", "GetMetricData"].includes(type ?? "")) return false;
  const given = ["HoursOfOperationId", "QueueId", "AgentId"].some((name) => memberOf(parameters, name));
  return definition !== undefined && !given;
}
