/** Why a text is no JSON, and where. */
export interface JsonProblem {
  /** Index in the text, in UTF-16 units; its length where it ends too early. */
  readonly position: number;
  /** The words of JavaScript's own parser. */
  readonly reason: string;
}

/** The value of a JSON text, or why it has none. */
export function parsedJson(text: string): { readonly value: unknown } | { readonly problem: JsonProblem } {
  try {
    const value: unknown = JSON.parse(text);
    const position = tooDeepAt(text);
    return position === undefined ? { value } : { problem: { position, reason: `More than ${deepest} levels deep` } };
  } catch (error) {
    const { message } = error as SyntaxError;
    const reason = message.replace(
      / in JSON at position \d+.*| after JSON at position \d+.*|, .* is not valid JSON$/s,
      "",
    );
    return { problem: { position: positionOf(message, reason, text), reason } };
  }
}

function positionOf(message: string, reason: string, text: string): number {
  const [, told] = / at position (\d+)/.exec(message) ?? [];
  if (told !== undefined) return Math.min(Number(told), text.length);
  if (!reason.startsWith("Unexpected token")) return text.length;
  let good = 0;
  let bad = text.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (saidOf(text.slice(0, middle)).startsWith(reason)) bad = middle;
    else good = middle;
  }
  return good;
}

function saidOf(text: string): string {
  try {
    JSON.parse(text);
    return "";
  } catch (error) {
    return (error as SyntaxError).message;
  }
}

/** Far deeper than any request, and no danger to the stack of what walks through it. */
const deepest = 500;

function tooDeepAt(json: string): number | undefined {
  let depth = 0;
  let inText = false;
  for (let index = 0; index < json.length; index += 1) {
    const character = json[index];
    if (character === '"') inText = !inText;
    else if (inText) index += character === "\\" ? 1 : 0;
    else if (character === "[" || character === "{") depth += 1;
    else if (character === "]" || character === "}") depth -= 1;
    if (depth > deepest) return index;
  }
  return undefined;
}
