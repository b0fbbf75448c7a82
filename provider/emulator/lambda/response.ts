const mostBytes = 32_768;

/** What keeps an answer from being one that Amazon Connect takes; `undefined` for a good one. */
export function responseProblem(response: unknown, type: string): string | undefined {
  const text = JSON.stringify(response) ?? "null";
  const bytes = Buffer.byteLength(text);
  if (bytes > mostBytes) return `The answer has ${bytes} bytes; ${mostBytes} is the limit.`;
  if (type === "JSON") return undefined;
  if (typeof response !== "object" || response === null || Array.isArray(response)) {
    return "The answer is to be a flat map of texts (STRING_MAP), and is no JSON object.";
  }
  const nested = Object.entries(response).filter(([, value]) => typeof value !== "string");
  if (nested.length === 0) return undefined;
  return `The answer is to be a flat map of texts (STRING_MAP); these are none: ${nested.map(([name]) => name).join(", ")}.`;
}
