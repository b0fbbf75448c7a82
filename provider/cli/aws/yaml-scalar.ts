/** Where a scalar stands: folded lines go on at `indent`; a key is never folded. */
export interface ScalarPlace {
  readonly column: number;
  readonly indent: number;
  readonly isKey?: boolean;
}

/** A text as libyaml writes it: plain where it can be, then in single quotes, then in double ones. */
export function yamlScalar(text: string, place: ScalarPlace): string {
  if (unprintable.test(text) || spaceAtBreak.test(text) || (place.isKey && hasBreak(text))) {
    return doubleQuoted(text, place);
  }
  const isPlain = !spaceAtEnd.test(text) && !hasBreak(text) && !indicator.test(text) && !readsAsOther(text);
  return isPlain ? folded(text, "", place) : folded(text, "'", place);
}

export function hasBreak(text: string): boolean {
  return breaks.test(text);
}

const breaks = /[\n\r\x85\u2028\u2029]/;
const spaceAtEnd = /^ | $/;
const spaceAtBreak = /[\n\u2028\u2029] | [\n\u2028\u2029]/;
const unprintable = /[^\n -~\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/u;
const indicator = /^[#,[\]{}&*!|>'"%@`]|^[?-](?: |$)|^---|^\.\.\.|:(?: |$)| #/;

/** What YAML 1.2 would read as null, a truth value, a number, a date, or a merge. */
function readsAsOther(text: string): boolean {
  return others.some((pattern) => pattern.test(text));
}

const others = [
  /^(?:~|null|Null|NULL|true|True|TRUE|false|False|FALSE|<<|=|)$/,
  /^(?!_)[-+]?(?:0b[01_]+|0o?[0-7_]+|[0-9_]+|0x[0-9a-fA-F_]+)$/,
  /^[-+]?[0-9][0-9_]*(?:\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[eE][-+]?[0-9]+)$/,
  /^(?:[-+]?\.[0-9_]+(?:[eE][-+][0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/,
  /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/,
  /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?$/,
];

/** A line ends at the first space after this many characters. */
const width = 80;

function folded(text: string, quote: "" | "'", { column, indent, isKey }: ScalarPlace): string {
  const margin = " ".repeat(indent);
  let written = quote;
  let at = column + quote.length;
  let afterSpace = false;
  let afterBreak = false;
  for (const [index, character] of [...text].entries()) {
    const inside = index > 0 && index < text.length - 1;
    if (character === " " && !isKey && !afterSpace && at > width && inside && text[index + 1] !== " ") {
      written += `\n${margin}`;
      at = indent;
    } else if (hasBreak(character)) {
      written += character === "\n" && !afterBreak ? "\n\n" : character;
      at = 0;
    } else {
      if (afterBreak) written += margin;
      if (afterBreak) at = indent;
      const doubled = character === quote ? character + character : character;
      written += doubled;
      at += doubled.length;
    }
    afterSpace = character === " ";
    afterBreak = hasBreak(character);
  }
  return `${written}${afterBreak ? margin : ""}${quote}`;
}

function doubleQuoted(text: string, { column, indent, isKey }: ScalarPlace): string {
  let written = '"';
  let at = column + 1;
  let afterSpace = false;
  const characters = [...text];
  for (const [index, character] of characters.entries()) {
    const inside = index > 0 && index < characters.length - 1;
    if (character === " " && !isKey && !afterSpace && at > width && inside) {
      written += `\n${" ".repeat(indent)}${characters[index + 1] === " " ? "\\" : ""}`;
      at = indent + (characters[index + 1] === " " ? 1 : 0);
    } else {
      const shown =
        unprintable.test(character) || /[\n\u2028\u2029"\\]/.test(character) ? escaped(character) : character;
      written += shown;
      at += shown.length;
    }
    afterSpace = character === " ";
  }
  return `${written}"`;
}

const escapes: Readonly<Record<string, string>> = {
  "\0": "\\0",
  "\x07": "\\a",
  "\b": "\\b",
  "\t": "\\t",
  "\n": "\\n",
  "\v": "\\v",
  "\f": "\\f",
  "\r": "\\r",
  "\x1b": "\\e",
  '"': '\\"',
  "\\": "\\\\",
  "\x85": "\\N",
  "\u2028": "\\L",
  "\u2029": "\\P",
};

function escaped(character: string): string {
  const short = escapes[character];
  if (short) return short;
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  if (code.length <= 2) return `\\x${code.padStart(2, "0")}`;
  return code.length <= 4 ? `\\u${code.padStart(4, "0")}` : `\\U${code.padStart(8, "0")}`;
}
