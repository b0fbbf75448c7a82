import * as v from "valibot";

/** A text that is not empty. */
export const someText = v.pipe(v.string("Expected a text"), v.minLength(1, "Expected a text that is not empty"));

/** An object with these properties and no others, in words that a user understands. */
export function exactly<Entries extends v.ObjectEntries>(entries: Entries) {
  return v.strictObject(entries, ({ expected }) =>
    expected === "never" ? "There is no such property" : "Expected a value; it is missing",
  );
}
