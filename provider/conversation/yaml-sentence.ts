const inQuotes = (first: string) => `a text that begins with ${first} stands in quotes`;
const otherColumn = "Expected the same indentation as what stands beside it";
const noEntry = "Expected a name, a colon and a space";

/** What an author can do about what the parser says, by its words. */
const sentences: readonly (readonly [RegExp, (...groups: readonly string[]) => string])[] = [
  [/call stack|^RESOURCE_EXHAUSTION/, () => "It is nested too deeply"],
  [/^DUPLICATE_KEY/, () => "The property is there twice"],
  [/^MULTIPLE_DOCS/, () => "Expected one document; several conversations stand under conversations"],
  [/^TAB_AS_INDENT/, () => "Expected spaces; tabs do not indent"],
  [/^NON_STRING_KEY/, () => `Expected a text as the property's name; ${inQuotes("{ or [")}`],
  [/^MISSING_CHAR Missing closing (.)/, (quote) => `Expected ${quote} at the end of the text that begins here`],
  [/ end with a (.)$/, (bracket) => `Expected ${bracket} at the end of what begins here`],
  [/^MISSING_CHAR Sequence item without/, () => `${otherColumn}, or - before an entry of a list`],
  [/^MISSING_CHAR Missing ,/, () => "Expected a comma between entries"],
  [/^(?:MULTILINE_IMPLICIT_KEY|MISSING_CHAR Implicit)/, () => noEntry],
  [/^KEY_OVER_1024_CHARS/, () => noEntry],
  [/^MISSING_CHAR Comments/, () => "Expected a space before #"],
  [/^BLOCK_AS_IMPLICIT_KEY Nested/, () => "Expected one value; a text with a colon and a space in it stands in quotes"],
  [/^(?:BAD_INDENT|BLOCK_AS_IMPLICIT_KEY)/, () => otherColumn],
  [
    /^BLOCK_IN_FLOW/,
    () => "Expected entries with commas between them; lines with - or : are none inside of { } and [ ]",
  ],
  [/^BAD_SCALAR_START.*(.)$/, (first) => `A ${inQuotes(first).slice(2)}`],
  [/^BAD_ALIAS (\*.+)/, (alias) => `There is no anchor &${alias.slice(1)} before it; ${inQuotes("*")}`],
  [/^BAD_ALIAS Alias/, () => `Expected the name of an anchor; ${inQuotes("*")}`],
  [/^BAD_ALIAS Anchor/, () => `Expected a name of an anchor; ${inQuotes("&")}`],
  [
    /^TAG_RESOLVE_FAILED Unresolved tag: (\S+)/,
    (tag) => `There is no tag ${tag.replace("tag:yaml.org,2002:", "!!")}; ${inQuotes("!")}`,
  ],
  [
    /^BAD_DQ_ESCAPE .*?(\\.)/,
    (written) => `There is no escape ${written}; \\ is \\\\ in double quotes, and itself in single ones`,
  ],
  [
    /^UNEXPECTED_TOKEN (?:Not a YAML token|Block scalar header)/,
    () => `Expected the text on the lines below; ${inQuotes("| or >")}`,
  ],
  [/^UNEXPECTED_TOKEN .*block-seq-ind/, () => `Expected the entries of a list on lines below; ${inQuotes("-")}`],
  [/at node end after nothing$/, () => otherColumn],
  [/at node end after ['"]$/, () => "Expected nothing after the text; ' inside of single quotes is written ''"],
  [/at node end/, () => "Expected nothing after the value"],
  [/token in YAML stream: "([}\]])"/, (bracket) => `There is a ${bracket} too many`],
  [/token in YAML stream/, () => otherColumn],
];

/** Whether something began and does not end. */
export function isUnclosed(message: string): boolean {
  return /^Missing closing|end with a .$/.test(message);
}

/** The parser's words as a sentence without the full stop, by what stands before; where they help an author, its own. */
export function sentence(code: string, message: string, before = "nothing"): string {
  const [first = ""] = message.split("\n");
  const said = `${code} ${first}`;
  for (const [expression, words] of sentences) {
    const found = expression.exec(said.endsWith("at node end") ? `${said} after ${before}` : said);
    if (found) return words(...found.slice(1));
  }
  return first.replace(/[.:\s]+$/, "");
}
