import type { Surroundings } from "../../provider/chat/surroundings.js";
import { processSurroundings } from "../../provider/chat/surroundings.js";

/** A deadline of a second comes in 400 ms; longer ones are those that must not come. */
export const fast: Surroundings = {
  ...processSurroundings,
  after: (milliseconds, action) =>
    processSurroundings.after(milliseconds > 1_000 ? milliseconds : milliseconds / 2.5, action),
};

/** A failure's text without what differs from run to run. */
export function normalised(text: string): string {
  const seen = new Map<string, string>();
  return text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, (id) => {
      if (!seen.has(id)) seen.set(id, `ID-${seen.size + 1}`);
      return seen.get(id) ?? "";
    })
    .replace(/[+-]\d+\.\d\d s/g, "+T s")
    .replace(/\d+\.\d\d s after/g, "T s after")
    .replace(/127\.0\.0\.1:\d+/g, "127.0.0.1:PORT");
}
