import { ShorthandError } from "./shorthand-error.js";

/** The text at a URL that begins with `file://`; what it throws passes through. */
export type ReadFile = (url: string) => string;

/** A value, and where it stands in the text. */
export type Node =
  | { readonly at: number; readonly text: string }
  | { readonly at: number; readonly items: readonly Node[] }
  | { readonly at: number; readonly entries: ReadonlyMap<string, Node> };

const keyCharacters = /[A-Za-z0-9\-_.#/:]*/y;
const wordBegin = /[!#-&(-+\--<>-Z\\-z|-\uffff]/uy;
const afterBegin = {
  first: /[\s!#-&(-+\--\\^-|~-\uffff]*/uy,
  later: /[\s!#-&(-+\--<>-\uffff]*/uy,
} as const;
const spaces = /[ \t\n\r\v\f]*/y;
/** Deeper than the AWS CLI gets. */
const deepest = 500;

/** Reads one shorthand text from left to right. */
export class ShorthandReader {
  private at = 0;
  private depth = 0;
  /** Whether a value that is a `file://` URL is replaced by the file: after `@=`, until the next key. */
  private fromFiles = false;

  constructor(
    private readonly text: string,
    private readonly readFile: ReadFile,
  ) {}

  /** `key=value,key=value` to the end. */
  all(): Node {
    const entries = new Map<string, Node>();
    for (;;) {
      const begin = this.at;
      const key = this.key();
      const value = this.current === "[" || this.current === "{" ? this.explicit() : this.commaSeparated();
      if (entries.has(key)) throw this.problem(`the key ${key} stands there twice`, begin);
      entries.set(key, value);
      if (this.current === undefined) return { at: 0, entries };
      this.expect(",", `"," and the next key`);
    }
  }

  private key(): string {
    const key = this.match(keyCharacters);
    this.fromFiles = this.take("@");
    this.expect("=", key === "" ? "a key" : `"=" after ${key}`);
    return key;
  }

  /** `a`, or a list `a,b,c`, which ends before the comma of the next `key=`. */
  private commaSeparated(): Node {
    const first = this.firstItem();
    if (!this.take(",")) return first;
    const items = [first];
    for (;;) {
      const item = this.quoted() ?? this.word("later");
      this.match(spaces);
      if (item && (this.current === undefined || this.current === ",")) items.push(item);
      if (item && this.current === undefined) break;
      if (item && this.take(",")) continue;
      if (this.current === undefined) throw this.unexpected("a value or a key after the comma");
      this.at = this.text.lastIndexOf(",", this.at);
      break;
    }
    return items.length === 1 ? first : { at: first.at, items };
  }

  private explicit(): Node {
    if (this.current !== "[" && this.current !== "{") return this.firstItem();
    this.depth += 1;
    if (this.depth > deepest) throw this.problem(`lists and maps stand in one another more than ${deepest} deep`);
    const node = this.current === "[" ? this.list() : this.map();
    this.depth -= 1;
    return node;
  }

  private list(): Node {
    const at = this.at;
    const items: Node[] = [];
    this.take("[");
    while (this.current !== "]") {
      items.push(this.explicit());
      this.match(spaces);
      if (this.current !== "]") this.expect(",", `"," or "]"`);
    }
    this.at += 1;
    return { at, items };
  }

  private map(): Node {
    const at = this.at;
    const entries = new Map<string, Node>();
    this.take("{");
    while (this.current !== "}") {
      entries.set(this.key(), this.explicit());
      this.match(spaces);
      if (this.current !== "}") this.expect(",", `"," or "}"`);
    }
    this.at += 1;
    return { at, entries };
  }

  private firstItem(): Node {
    return this.quoted() ?? this.word("first") ?? { at: this.at, text: "" };
  }

  /** Text in quotes. A quote after a backslash does not end it, unless no other one does. */
  private quoted(): Node | undefined {
    const quote = this.current;
    if (quote !== "'" && quote !== '"') return undefined;
    const at = this.at;
    let end = this.text.indexOf(quote, at + 1);
    while (end !== -1 && this.text[end - 1] === "\\") end = this.text.indexOf(quote, end + 1);
    if (end === -1) end = this.text.lastIndexOf(quote);
    if (end === at) throw this.problem(`the quote ${quote} is not closed`);
    this.at = end + 1;
    const written = this.text.slice(at + 1, end);
    return this.item(at, written.replaceAll(`\\${quote}`, quote).replaceAll("\\\\", "\\"));
  }

  /** Text without quotes, in which `\,` is a comma. */
  private word(kind: keyof typeof afterBegin): Node | undefined {
    const at = this.at;
    if (this.match(wordBegin) === "") return undefined;
    for (;;) {
      this.match(afterBegin[kind]);
      if (this.current !== "," || this.text[this.at - 1] !== "\\") break;
      this.at += 1;
    }
    return this.item(at, withoutSpacesAtEnd(this.text.slice(at, this.at).replaceAll("\\,", ",")));
  }

  private item(at: number, text: string): Node {
    if (!this.fromFiles) return { at, text };
    if (text.startsWith("fileb://")) throw this.problem("a file of bytes is no text; write file://", at);
    return { at, text: text.startsWith("file://") ? this.readFile(text) : text };
  }

  private get current(): string | undefined {
    return this.text[this.at];
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const [found = ""] = pattern.exec(this.text) ?? [];
    this.at += found.length;
    return found;
  }

  private take(character: string): boolean {
    this.match(spaces);
    if (this.current !== character) return false;
    this.at += 1;
    this.match(spaces);
    return true;
  }

  private expect(character: string, expected: string): void {
    if (!this.take(character)) throw this.unexpected(expected);
  }

  private unexpected(expected: string): ShorthandError {
    const code = this.text.codePointAt(this.at);
    if (code === undefined) return this.problem(`expected ${expected}, found the end`);
    const found = String.fromCodePoint(code);
    const hint =
      code > 0xffff
        ? "; an emoji needs quotes around the value"
        : /['"]/.test(found)
          ? "; a quote stands around a whole value"
          : "";
    return this.problem(`expected ${expected}, found ${found}${hint}`);
  }

  private problem(reason: string, at = this.at): ShorthandError {
    return new ShorthandError("It is not the AWS CLI's shorthand", this.text, at, reason);
  }
}

/** What Python strips: no byte order mark, and "next line" as well. */
const space = /(?!\ufeff)[\s\x85]/;

function withoutSpacesAtEnd(text: string): string {
  let end = text.length;
  while (end > 0 && space.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
