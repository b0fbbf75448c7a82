import type { ActionContext, Effect } from "../flow-run.js";
import { record, textOf } from "../record.js";

const mostLoops = 100;

/**
 * `ContinueLooping` LoopCount times (0 to 100), or once for each element of an array, then `DoneLooping` once, then from
 * the start. A loop with a name tells `$.Loop.NAME.Index`, `.Element` and `.Elements`; no source has the parameters'
 * names for both, so `LoopName` and `LoopArray` are guesses, and the trace says so.
 */
export function Loop({
  action,
  parameters,
  contact,
  flowId,
  memory,
  value,
  warn,
}: Pick<ActionContext, "action" | "parameters" | "contact" | "flowId" | "memory" | "value" | "warn">): Effect {
  const { LoopArray: array } = action.parameters;
  const elements = elementsOf((typeof array === "string" ? value(array) : undefined) ?? parameters.LoopArray);
  const limit = elements ? elements.length : countOf(parameters.LoopCount);
  if (limit === undefined) return { kind: "error", errorType: "NoMatchingError" };
  const counter = `${flowId}/${action.identifier}`;
  const count = contact.loopCounts.get(counter) ?? 0;
  const name = parameters.LoopName;
  if (name !== undefined || array !== undefined) warn("No source names the parameters LoopName and LoopArray.");
  if (count >= limit) {
    contact.loopCounts.delete(counter);
    if (typeof name === "string") memory.set("Loop", without(record(memory.get("Loop")), name));
    return { kind: "result", value: "DoneLooping" };
  }
  contact.loopCounts.set(counter, count + 1);
  if (typeof name === "string" && name !== "") {
    memory.set("Loop", {
      ...record(memory.get("Loop")),
      [name]: { Index: count, Element: elements?.[count], Elements: elements },
    });
  }
  return { kind: "result", value: "ContinueLooping" };
}

function without(loops: Readonly<Record<string, unknown>>, name: string): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(loops).filter(([key]) => key !== name));
}

function countOf(written: unknown): number | undefined {
  const text = textOf(written).trim();
  const count = Number(text);
  return text !== "" && Number.isInteger(count) && count >= 0 && count <= mostLoops ? count : undefined;
}

function elementsOf(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (typeof value !== "string" || !value.trimStart().startsWith("[")) return undefined;
  try {
    const parsed: unknown = JSON.parse(value);
    return Array.isArray(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
