import * as v from "valibot";
import type { ChatItem } from "../chat/item.js";
import { exactly, someText } from "./schema.js";

/** What a text must be: equal (after NFC and trimming), containing, or matching a regular expression. */
export type TextMatcher =
  | string
  | { readonly contains: string }
  | { readonly pattern: string; readonly flags?: string };

/** What a message must be; of an object every member that is given must hold. */
export type Matcher =
  | TextMatcher
  | {
      readonly role?: string;
      readonly displayName?: string;
      readonly contentType?: string;
      /** A text, or for a message of JSON the part of it that matters. */
      readonly content?: TextMatcher | { readonly [member: string]: unknown };
    };

const text = v.string("Expected a text");

function isRegularExpression({ pattern, flags }: { readonly pattern: string; readonly flags?: string }): boolean {
  try {
    new RegExp(pattern, flags);
    return true;
  } catch {
    return false;
  }
}

const containsSchema = exactly({ contains: someText });
const patternSchema = v.pipe(
  exactly({ pattern: text, flags: v.optional(text) }),
  v.check(isRegularExpression, "Expected a regular expression of JavaScript"),
);
const messageSchema = v.pipe(
  exactly({
    role: v.optional(text),
    displayName: v.optional(text),
    contentType: v.optional(text),
    content: v.optional(
      v.lazy((value) => {
        if (value === undefined) return v.union([text, containsSchema, patternSchema, v.record(text, v.unknown())]);
        return isTextMatcher(value) ? textSchemaFor(value) : v.record(text, v.unknown());
      }),
    ),
  }),
  v.check(
    (message) => Object.keys(message).length > 0,
    "Expected a text, { contains }, { pattern, flags } or a part of a message; a RegExp arrives here empty, so write { pattern }",
  ),
);

/** A text, `{ contains }` or `{ pattern, flags }`. */
export const textMatcherSchema: v.GenericSchema<TextMatcher> = v.lazy((value) =>
  value === undefined ? v.union([text, containsSchema, patternSchema]) : textSchemaFor(value),
) as v.GenericSchema<TextMatcher>;

/** The schema of a matcher, chosen by its keys so that a mistake is told in the words of what was meant. */
export const matcherSchema: v.GenericSchema<Matcher> = v.lazy((value) => {
  if (value === undefined) return v.union([textMatcherSchema, messageSchema]) as v.GenericSchema<Matcher>;
  return (isTextMatcher(value) ? textSchemaFor(value) : messageSchema) as v.GenericSchema<Matcher>;
});

function textSchemaFor(value: unknown): v.GenericSchema<TextMatcher> {
  if (typeof value !== "object" || value === null) return text as v.GenericSchema<TextMatcher>;
  return ("contains" in value ? containsSchema : patternSchema) as v.GenericSchema<TextMatcher>;
}

function isTextMatcher(value: unknown): boolean {
  return typeof value !== "object" || value === null || "contains" in value || "pattern" in value;
}

/** What keeps an item from matching, a sentence each; empty when it matches. */
export function differences(matcher: Matcher, item: ChatItem): string[] {
  if (isTextMatcher(matcher)) return textDifferences("its text", matcher as TextMatcher, item.content);
  const { content, ...members } = matcher as Exclude<Matcher, TextMatcher>;
  const found = Object.entries(members).flatMap(([name, expected]) => {
    const actual = item[name as "role" | "displayName" | "contentType"];
    return actual === expected ? [] : [`its ${name} is ${shown(actual)}, not ${shown(expected)}`];
  });
  if (content === undefined) return found;
  if (isTextMatcher(content)) return [...found, ...textDifferences("its text", content as TextMatcher, item.content)];
  return [...found, ...partDifferences("its content", content, parsed(item.content))];
}

/** A matcher in words, for messages. */
export function described(matcher: Matcher): string {
  return typeof matcher === "string" ? shown(matcher) : JSON.stringify(matcher);
}

export function textDifferences(name: string, matcher: TextMatcher, actual: string): string[] {
  if (typeof matcher === "string") {
    return normal(actual) === normal(matcher) ? [] : [`${name} is ${shown(actual)}, not ${shown(matcher)}`];
  }
  if ("contains" in matcher) {
    const holds = actual.normalize("NFC").includes(matcher.contains.normalize("NFC"));
    return holds ? [] : [`${name} ${shown(actual)} does not contain ${shown(matcher.contains)}`];
  }
  const pattern = new RegExp(matcher.pattern.normalize("NFC"), matcher.flags?.replace(/[gy]/g, ""));
  return pattern.test(actual.normalize("NFC")) ? [] : [`${name} ${shown(actual)} does not match ${pattern}`];
}

function partDifferences(name: string, expected: unknown, actual: unknown): string[] {
  if (typeof expected !== "object" || expected === null) {
    return Object.is(expected, actual) ? [] : [`${name} is ${shown(actual)}, not ${shown(expected)}`];
  }
  if (typeof actual !== "object" || actual === null) return [`${name} is ${shown(actual)}, not ${shown(expected)}`];
  return Object.entries(expected).flatMap(([key, part]) =>
    partDifferences(`${name}.${key}`, part, (actual as Record<string, unknown>)[key]),
  );
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return content;
  }
}

function normal(value: string): string {
  return value.normalize("NFC").trim();
}

function shown(value: unknown): string {
  return JSON.stringify(value) ?? "missing";
}
