import type { ActionContext, Effect } from "../flow-run.js";
import { textOf } from "../record.js";
import { metricsQueue } from "./metrics-queue.js";
import { queueMetrics } from "./queue-metrics.js";

/** Fills `$.Metrics` with a queue's present state. Metrics of the voice channel are empty here: the error branch. */
export function GetMetricData(
  context: Pick<ActionContext, "parameters" | "contact" | "instance" | "clock" | "life" | "memory" | "warn">,
): Effect {
  const { parameters, contact, instance, clock, life, memory, warn } = context;
  const queue = metricsQueue(context);
  const voice = textOf(parameters.QueueChannel).toLowerCase() === "voice";
  if (!queue || voice) {
    warn(voice ? "There are no metrics of voice." : "There is no queue to look at.");
    return { kind: "error", errorType: "NoMatchingError" };
  }
  const { size, oldestContactAge, estimatedWaitTime, positionInQueue, agents } = queueMetrics(queue, {
    instance,
    queues: life.queues,
    clock,
    contact,
  });
  memory.set("Metrics", {
    Queue: { Size: size, OldestContactAge: oldestContactAge, EstimatedWaitTime: estimatedWaitTime },
    Contact: { PositionInQueue: positionInQueue },
    Agents: Object.fromEntries(Object.entries(agents).map(([name, Count]) => [name, { Count }])),
  });
  return { kind: "success" };
}
