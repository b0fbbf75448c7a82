import * as v from "valibot";
import type { ChatItem } from "../chat/item.js";
import { markedTexts, quoted } from "./difference.js";
import { about, exactly, named, noSuchProperty, refusing, someText, text } from "./schema.js";

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

const regularFlags = /^(?!.*(.).*\1)(?!.*u.*v|.*v.*u)[dgimsuvy]*$/;

const variable = /\{\{\s*[A-Za-z_]\w*\s*\}\}/g;

/** With flags that are none, which are told of by themselves, any pattern is one. A variable stands for its letters. */
function isRegularExpression({ pattern, flags = "" }: { readonly pattern: string; readonly flags?: string }): boolean {
  if (!regularFlags.test(flags)) return true;
  try {
    new RegExp(pattern.replace(variable, "a"), flags);
    return true;
  } catch {
    return false;
  }
}

function isMessageMember(name: string): boolean {
  return name !== "content" && Object.hasOwn(messageEntries, name);
}

/** What a message has stands beside its content, not beside what matches the content. */
const besideText = (word: string, known: readonly string[]) => (name: string) =>
  isMessageMember(name) ? `Expected { ${name}, content: { ${word} } }` : noSuchProperty(name, known);

const containsSchema = exactly(
  { contains: about("A part of the text.", someText) },
  besideText("contains", ["contains"]),
);

/** A regular expression of JavaScript, which need not match the whole text. */
export const patternSchema = v.pipe(
  exactly(
    {
      pattern: about("A regular expression of JavaScript, which need not match the whole text.", text),
      flags: v.optional(
        about("Its flags, such as i.", v.pipe(text, v.regex(regularFlags, "Expected flags of JavaScript, such as i"))),
      ),
    },
    besideText("pattern", ["pattern", "flags"]),
  ),
  v.check(isRegularExpression, "Expected a regular expression of JavaScript"),
);
const jsonSchema = named(text, v.unknown());
const otherJsonSchema = named(v.pipe(text, v.regex(/^(?!(?:contains|pattern)$)/)), v.unknown());
const messageEntries = {
  role: v.optional(about("SYSTEM, AGENT, CUSTOM_BOT, …", text)),
  displayName: v.optional(about("The name that the customer sees.", text)),
  contentType: v.optional(about("Such as text/plain.", text)),
  content: v.optional(
    v.lazy((value) => {
      if (value === undefined) return v.union([text, containsSchema, patternSchema, otherJsonSchema]);
      if (!isTextMatcher(value)) return jsonSchema;
      return textSchemaFor(value) as v.GenericSchema;
    }),
  ),
};

/** A part of a message; the other words are those that might have been meant in its place. */
export const messageSchemaBeside = (words: readonly string[]) =>
  v.pipe(
    exactly(messageEntries, (name) => {
      const known = [...Object.keys(messageEntries), "contains", "pattern", ...words];
      if (name === "flags") return "Expected a pattern beside it";
      const sentence = noSuchProperty(name, known);
      if (sentence.endsWith("?")) return sentence;
      return `${sentence}; a message has ${Object.keys(messageEntries).join(", ")}`;
    }),
    v.minEntries(
      1,
      "Expected a text, { contains }, { pattern, flags } or a part of a message; a RegExp arrives here empty, so write { pattern }",
    ),
  );
const messageSchema = messageSchemaBeside([]);
const noTextMatcher = refusing(() => "Expected a text, { contains } or { pattern, flags }");

/** A text, `{ contains }` or `{ pattern, flags }`. */
export const textMatcherSchema: v.GenericSchema<TextMatcher> = v.lazy((value) =>
  value === undefined
    ? v.union([text, containsSchema, patternSchema])
    : isTextMatcher(value)
      ? textSchemaFor(value)
      : noTextMatcher,
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
export function differences(matcher: Matcher, item: ChatItem, tell: TextWords = textDifferences): string[] {
  if (isTextMatcher(matcher)) return tell("its text", matcher as TextMatcher, item.content);
  const { content, ...members } = matcher as Exclude<Matcher, TextMatcher>;
  const found = Object.entries(members).flatMap(([name, expected]) => {
    const actual = item[name as "role" | "displayName" | "contentType"];
    return actual === expected ? [] : [`its ${name} is ${shown(actual)}, not ${shown(expected)}`];
  });
  if (content === undefined) return found;
  if (isTextMatcher(content)) return [...found, ...tell("its text", content as TextMatcher, item.content)];
  return [...found, ...partDifferences("its content", content, parsed(item.content))];
}

/** A matcher in words, for messages. */
export function described(matcher: Matcher): string {
  return typeof matcher === "string" ? shown(matcher) : JSON.stringify(matcher);
}

/** Whether a text is as it must be; says no more, and costs less than `textDifferences`. */
export function textMatches(matcher: TextMatcher, actual: string): boolean {
  if (typeof matcher === "string") return actual === matcher || normal(actual) === normal(matcher);
  if ("contains" in matcher) return actual.normalize("NFC").includes(matcher.contains.normalize("NFC"));
  return expressionOf(matcher).test(actual.normalize("NFC"));
}

/** How it is told that a text is not as it must be. */
export type TextWords = (name: string, matcher: TextMatcher, actual: string) => string[];

/** Tells only whether there is a difference, at no cost. */
export const withoutWords: TextWords = (_name, matcher, actual) => (textMatches(matcher, actual) ? [] : [""]);

export function textDifferences(name: string, matcher: TextMatcher, actual: string): string[] {
  if (textMatches(matcher, actual)) return [];
  if (typeof matcher === "string") return [otherText(name, normal(matcher), normal(actual), matcher, actual)];
  if ("contains" in matcher) return [`${name} ${quoted(actual)} does not contain ${quoted(matcher.contains)}`];
  return [`${name} ${quoted(actual)} does not match ${expressionOf(matcher)}`];
}

/** The regular expression of a matcher or a capture; it finds the first match, wherever one began before. */
export function expressionOf({ pattern, flags }: { readonly pattern: string; readonly flags?: string }): RegExp {
  return new RegExp(pattern.normalize("NFC"), flags?.replace(/[gy]/g, ""));
}

/** Texts that have something in common are shown below each other, with what differs marked. */
function otherText(name: string, expected: string, actual: string, written: string, came: string): string {
  const marked = markedTexts(expected, actual);
  if (!marked) return `${name} is ${quoted(came)}, not ${quoted(written)}`;
  return `${name} differs where it is marked\n      expected ${marked.expected}\n      it is    ${marked.actual}`;
}

function partDifferences(name: string, expected: unknown, actual: unknown): string[] {
  if (typeof expected !== "object" || expected === null) {
    return Object.is(composed(expected), composed(actual))
      ? []
      : [`${name} is ${shown(actual)}, not ${shown(expected)}`];
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

function composed(value: unknown): unknown {
  return typeof value === "string" ? value.normalize("NFC") : value;
}

function normal(value: string): string {
  return value.normalize("NFC").trim();
}

function shown(value: unknown): string {
  return JSON.stringify(value) ?? "missing";
}
