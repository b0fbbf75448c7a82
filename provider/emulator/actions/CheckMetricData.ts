import type { ActionContext, Effect } from "../flow-run.js";
import { textOf } from "../record.js";
import { metricsQueue } from "./metrics-queue.js";
import { queueMetrics } from "./queue-metrics.js";

type Metrics = ReturnType<typeof queueMetrics>;

/** The age is exported in milliseconds, whatever its name says. */
const metrics: Readonly<Record<string, (metrics: Metrics) => number>> = {
  NumberOfAgentsAvailable: ({ agents }) => agents.Available,
  NumberOfAgentsStaffed: ({ agents }) => agents.Staffed,
  NumberOfAgentsOnline: ({ agents }) => agents.Online,
  OldestContactInQueueAgeSeconds: ({ oldestContactAge }) => oldestContactAge * 1000,
  NumberOfContactsInQueue: ({ size }) => size,
};

/** A number of a queue's present state, for the conditions to compare. */
export function CheckMetricData(
  context: Pick<ActionContext, "parameters" | "contact" | "instance" | "clock" | "life" | "warn">,
): Effect {
  const { parameters, contact, instance, clock, life, warn } = context;
  const name = textOf(parameters.MetricType);
  const metric = Object.hasOwn(metrics, name) ? metrics[name] : undefined;
  const queue = metricsQueue(context);
  if (!metric || !queue) {
    warn(metric ? "There is no queue to look at." : `There is no metric ${name}.`);
    return { kind: "error", errorType: "NoMatchingError" };
  }
  return { kind: "result", value: metric(queueMetrics(queue, { instance, queues: life.queues, clock, contact })) };
}
