import { decoded } from "./document.js";

/** Whether a file of a folder may be meant as a flow or a module; JSON that is something else for certain is not. */
export function isFlowFile(bytes: Uint8Array): boolean {
  const text = decoded(bytes).replace(/^\uFEFF/, "");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return true;
  }
  const wrapped = member(value, "ContactFlow") ?? member(value, "ContactFlowModule") ?? value;
  if (typeof member(wrapped, "Content") === "string") return true;
  const flow = member(wrapped, "Content") ?? wrapped;
  return ["Version", "StartAction", "Actions", "modules"].some((name) => member(flow, name) !== undefined);
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
