import { queried } from "./query.js";
import { tabbedText } from "./text-table.js";
import { yamlText } from "./yaml-text.js";

export { checkQuery, QueryError } from "./query.js";

export type OutputFormat = "json" | "yaml" | "text";

/**
 * A response, or what a JMESPath query finds in it, as the AWS CLI's version 2 prints it: with the line feed at its
 * end, and empty where there is nothing. Rejects with a `QueryError`.
 */
export async function formatted(response: unknown, format: OutputFormat, query?: string): Promise<string> {
  const data: unknown = JSON.parse(JSON.stringify(response ?? null));
  const value = query === undefined ? data : ((await queried(query, data)) ?? null);
  if (format === "text") return tabbedText(value);
  if (typeof value !== "object" || value === null) return `${JSON.stringify(value)}\n`;
  if (!Array.isArray(value) && Object.keys(value).length === 0) return "";
  return format === "yaml" ? yamlText(value) : `${JSON.stringify(value, null, 4)}\n`;
}
