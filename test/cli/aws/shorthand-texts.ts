import fc from "fast-check";

export const members = ["Attributes", "ParticipantDetails", "InitialMessage", "PersistentChat", "SegmentAttributes"];

const piece = fc.oneof(
  fc.constantFrom(
    ..."= = = , , { } [ ] ' \" \\ @= \\, \\' a=b,c {ValueInteger=5} [1,2] é 😀 ~ | : / . # _ < >".split(" "),
  ),
  fc.constantFrom(" ", "\t", "\n", "\u00a0", "\u2028", "\u0085", "\ufeff", "\u0001", "a", "b", "1", "-5", "key"),
  fc.constantFrom("ValueInteger", "ValueList", "ValueMap", "ValueString", "DisplayName"),
);

/** Texts of the pieces that shorthand is made of, in any order. */
export const soup = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(""));

/** A structure, and one of the ways to write it. */
export interface Written {
  readonly text: string;
  readonly value: unknown;
}

const key = fc.oneof(
  fc.constantFrom(
    "__proto__",
    "constructor",
    "connect:Subtype",
    "ValueInteger",
    "ValueList",
    "ValueMap",
    "ValueString",
  ),
  fc.stringMatching(/^[A-Za-z0-9\-_.#/:]{0,6}$/),
);

const bare: fc.Arbitrary<Written> = fc
  .stringMatching(/^[A-Za-z0-9é(<:](?:[A-Za-z0-9 ,é!#$%&*+./:;<>?@^_|~()-]{0,8}[A-Za-z0-9é)>])?$/)
  .map((value) => ({ value, text: value.replaceAll(",", "\\,") }));

const quoted: fc.Arbitrary<Written> = fc
  .tuple(fc.oneof(fc.string({ unit: "binary", maxLength: 8 }), soup), fc.constantFrom("'", '"'))
  .filter(([value]) => !value.endsWith("\\"))
  .map(([value, quote]) => ({
    value,
    text: `${quote}${value.replaceAll("\\", "\\\\").replaceAll(quote, `\\${quote}`)}${quote}`,
  }));

const gap = fc.constantFrom("", "", "", " ", "\n", "\t  ");

const pairs = (inner: fc.Arbitrary<Written>, bounds: fc.UniqueArrayConstraints<unknown, unknown> = {}) =>
  fc
    .tuple(fc.uniqueArray(fc.tuple(key, inner), { maxLength: 4, selector: ([name]) => name, ...bounds }), gap)
    .map(([entries, space]) => ({
      value: Object.fromEntries(entries.map(([name, { value }]) => [name, value])),
      text: entries.map(([name, { text }]) => `${name}${space}=${space}${text}`).join(`${space},${space}`),
    }));

const list = (inner: fc.Arbitrary<Written>, minLength: number) =>
  fc.tuple(fc.array(inner, { minLength, maxLength: 4 }), gap).map(([items, space]) => ({
    value: items.map(({ value }) => value),
    text: items.map(({ text }) => text).join(`${space},${space}`),
  }));

const inBrackets = (left: string, right: string) => (written: Written) => ({
  ...written,
  text: `${left}${written.text}${right}`,
});

const { inner } = fc.letrec<{ inner: Written }>((tie) => ({
  inner: fc.oneof(
    { depthSize: "small" },
    bare,
    quoted,
    list(tie("inner"), 0).map(inBrackets("[", "]")),
    pairs(tie("inner")).map(inBrackets("{", "}")),
  ),
}));

export const shorthand = pairs(fc.oneof(inner, list(fc.oneof(bare, quoted), 2)), { minLength: 1 });

/** Shorthand in which some values name a file. */
export const withFile = (url: string) =>
  fc
    .tuple(
      shorthand,
      fc.constantFrom("", `f@=${url},`, `f@='${url}',g=${url},`, `f={g@=[a,${url}],h=${url}},`),
      fc.boolean(),
    )
    .map(([{ text }, before, everywhere]) => before + (everywhere ? text.replaceAll("=", "@=") : text));

/** Texts with one place changed. */
export const edited = (texts: fc.Arbitrary<string>) =>
  fc.tuple(texts, fc.nat(), fc.nat(2), piece).map(([text, at, length, put]) => {
    const place = at % (text.length + 1);
    return Buffer.from(text.slice(0, place) + put + text.slice(place + length)).toString();
  });
