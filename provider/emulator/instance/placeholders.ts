/** The value that a placeholder's name stands for; `undefined` when there is none. */
export type PlaceholderValue = (name: string) => string | number | boolean | undefined;

const placeholder = /\$\{([^{}"]+)\}|\{\{([^{}"]+)\}\}|<<([^<>"]+)>>|%([A-Za-z_][\w.:-]*)%/g;
const textOrPlaceholder = new RegExp(`"(?:[^"\\\\]|\\\\.)*"|${placeholder.source}`, "g");

/** The placeholders in a text as they are written, each once. */
export function placeholdersIn(text: string): string[] {
  return [...new Set([...text.matchAll(placeholder)].map(([written]) => written))];
}

/**
 * Fills the placeholders of a flow's JSON text that have a value. Inside a JSON text a value is escaped as that needs,
 * outside it is written as JSON: `"TimeLimitSeconds": ${LIMIT}` is no JSON before it is filled.
 */
export function fillPlaceholders(text: string, valueFor: PlaceholderValue): string {
  return fill(withFilledContent(text, valueFor), valueFor);
}

function fill(text: string, valueFor: PlaceholderValue): string {
  return text.replace(textOrPlaceholder, (found: string, ...groups: unknown[]) => {
    if (!found.startsWith('"')) return JSON.stringify(valueIn(groups, valueFor)) ?? found;
    return found.replace(placeholder, (written: string, ...inner: unknown[]) => {
      const value = valueIn(inner, valueFor);
      return value === undefined ? written : JSON.stringify(String(value)).slice(1, -1);
    });
  });
}

/** In `describe-contact-flow` output the flow is a JSON text inside a JSON text, where escaping once is not enough. */
function withFilledContent(text: string, valueFor: PlaceholderValue): string {
  if (!/"Content"\s*:\s*"/.test(text)) return text;
  try {
    const json = JSON.parse(text) as Record<string, unknown>;
    const wrapper = (json.ContactFlow ?? json.ContactFlowModule ?? json) as Record<string, unknown>;
    if (typeof wrapper.Content !== "string") return text;
    wrapper.Content = fill(wrapper.Content, valueFor);
    return JSON.stringify(json);
  } catch {
    return text;
  }
}

function valueIn(groups: readonly unknown[], valueFor: PlaceholderValue): string | number | boolean | undefined {
  const name = groups.slice(0, 4).find((group): group is string => typeof group === "string");
  return name === undefined ? undefined : valueFor(name.trim());
}
