import type { ActionContext, Effect } from "../flow-run.js";

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
  const { LoopCount: written, LoopArray: array } = action.parameters;
  const elements = elementsOf(typeof array === "string" ? value(array) : array);
  const limit = elements ? elements.length : countOf(parameters.LoopCount ?? written);
  if (limit === undefined) return { kind: "error", errorType: "NoMatchingError" };
  const counter = `${flowId}/${action.identifier}`;
  const count = contact.loopCounts.get(counter) ?? 0;
  const name = parameters.LoopName;
  if (name !== undefined || array !== undefined) warn("No source names the parameters LoopName and LoopArray.");
  if (count >= limit) {
    contact.loopCounts.delete(counter);
    return { kind: "result", value: "DoneLooping" };
  }
  contact.loopCounts.set(counter, count + 1);
  if (typeof name === "string" && name !== "") {
    const known = (memory.get("Loop") ?? {}) as Readonly<Record<string, unknown>>;
    memory.set("Loop", { ...known, [name]: { Index: count, Element: elements?.[count], Elements: elements } });
  }
  return { kind: "result", value: "ContinueLooping" };
}

function countOf(written: unknown): number | undefined {
  const text = String(written).trim();
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
