import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import * as v from "valibot";
import { fileSchema, startProperties } from "../../provider/conversation/conversation.js";
import { conversationsIn } from "../../provider/conversation/file.js";
import { verbs } from "../../provider/conversation/step.js";
import { holds } from "../emulator/instance/json-schema.js";
import { root } from "../project/root.js";

const published: unknown = JSON.parse(
  readFileSync(join(root, "provider/conversation/conversation.schema.json"), "utf8"),
);

const loader = (value: unknown) => v.safeParse(fileSchema, value).success;

/** As an editor reads it, and as the loader does. */
const verdicts = (value: unknown) => ({ schema: holds(published, value), loader: loader(value) });

const some = fc.string({ minLength: 1, maxLength: 12 });
const text = fc.string({ maxLength: 12 });
const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,6}$/);
const seconds = fc.oneof(fc.integer({ min: 1, max: 604_800 }), fc.double({ min: 1, max: 604_800, noNaN: true }));
const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const anything = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<unknown>;
const anyObject = fc.dictionary(text, anything, { maxKeys: 3 });
const named = <T>(key: fc.Arbitrary<string>, value: fc.Arbitrary<T>) => fc.dictionary(key, value, { maxKeys: 3 });
const list = <T>(entry: fc.Arbitrary<T>, minLength = 0) => fc.array(entry, { minLength, maxLength: 3 });
const optional = <T extends object>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(model, { requiredKeys: [] });

const pattern = fc.record(
  {
    pattern: fc.constantFrom("^Hello", "(\\d+) of (\\d+)", "", "[a-z]*?", "Hello {{name}}"),
    flags: fc.constantFrom("i", "gi", "su", "", "v", "dgimsy"),
  },
  { requiredKeys: ["pattern"] },
);
const textMatcher = fc.oneof(text, fc.record({ contains: some }), pattern);
const jsonPart = anyObject.filter((value) => !("contains" in value || "pattern" in value));
const message = optional({
  role: text,
  displayName: text,
  contentType: text,
  content: fc.oneof(textMatcher, jsonPart as fc.Arbitrary<unknown>),
}).filter((value) => Object.keys(value).length > 0);
const event = fc.record(
  { event: fc.constantFrom("joined", "left", "typing", "delivered", "read", "ended"), role: some },
  { requiredKeys: ["event"] },
);
const interactive = fc.record({
  interactive: optional({ template: some, title: textMatcher, elements: list(textMatcher) }),
});
const contact = optional({ attributes: named(text, textMatcher), queue: textMatcher, flow: textMatcher }).filter(
  (value) => Object.keys(value).length > 0,
);
const seen = fc.oneof(textMatcher, message, event, interactive, fc.record({ attachment: textMatcher }));
const expectation = fc.oneof({ arbitrary: seen, weight: 5 }, contact);
const stepSeconds = fc.oneof(fc.constant(0), seconds);
const limits = { timeLimit: stepSeconds, within: stepSeconds };
const capture = named(name, fc.oneof(fc.constant(true), pattern));
const listening = { capture, ...limits };
const choice = fc.oneof(
  some,
  fc.record({ element: some, list: some }),
  fc.record({ action: some, data: anyObject }, { requiredKeys: ["action"] }),
);
const step: fc.Arbitrary<object> = fc.oneof(
  fc.record({ say: some, markdown: fc.boolean() }, { requiredKeys: ["say"] }),
  fc.record({ choose: choice }),
  fc.record({ attach: some }),
  fc.record({ type: fc.constant(true) }),
  fc.record({ leave: fc.constant(true) }),
  fc.record({ reconnect: fc.constant(true) }),
  fc.record({ pause: stepSeconds }),
  fc.record({ expect: seen, ...listening }, { requiredKeys: ["expect"] }),
  fc.record({ waitFor: seen, ...listening }, { requiredKeys: ["waitFor"] }),
  fc.record({ expect: contact, ...limits }, { requiredKeys: ["expect"] }),
  fc.record({ waitFor: contact, ...limits }, { requiredKeys: ["waitFor"] }),
  fc.record({ expectAll: list(expectation, 1), ...limits }, { requiredKeys: ["expectAll"] }),
  fc.record({ never: expectation }),
);
const cells = named(name, fc.oneof(text, finite, fc.boolean()));
const outcome = fc.oneof(fc.record({ error: some }), fc.record({ result: fc.oneof(text, finite) }));
const properties = {
  name: some,
  flow: some,
  tags: list(some),
  only: fc.boolean(),
  skip: fc.oneof(fc.boolean(), some),
  timeout: seconds,
  stepTimeLimit: seconds,
  variables: cells,
  rows: list(cells, 1),
  golden: fc.boolean(),
  outcomes: named(some, outcome),
  participantDetails: optional({ displayName: some }),
  attributes: named(text, text),
  initialMessage: fc.record({ contentType: some, content: text }, { requiredKeys: ["content"] }),
  clientToken: some,
  chatDurationInMinutes: fc.integer({ min: 60 }),
  supportedMessagingContentTypes: list(some),
  persistentChat: fc.record({ rehydrationType: some, sourceContactId: some }),
  relatedContactId: some,
  segmentAttributes: anyObject,
  participantConfiguration: optional({ responseMode: some }),
  customerId: some,
  disconnectOnCustomerExit: list(some),
};
const conversation = fc.record({ ...properties, steps: list(step, 1) }, { requiredKeys: ["steps"] });
const file: fc.Arbitrary<object> = fc.oneof(
  fc.record({ ...properties, $schema: some, steps: list(step, 1) }, { requiredKeys: ["steps"] }),
  fc.record(
    { ...properties, $schema: some, conversations: list(conversation, 1) },
    { requiredKeys: ["conversations"] },
  ),
);

type Path = readonly (string | number)[];
type Part = { readonly path: Path; readonly value: unknown };

/** A value's parts, itself the first. */
function partsOf(value: unknown, path: Path = []): Part[] {
  const isList = Array.isArray(value);
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  const inner = entries.flatMap(([key, entry]) => partsOf(entry, [...path, isList ? Number(key) : key]));
  return [{ path, value }, ...inner];
}

/** The value with another one at a path. */
function withPart(value: unknown, [first, ...rest]: Path, change: (part: unknown) => unknown): unknown {
  if (first === undefined) return change(value);
  if (Array.isArray(value)) {
    return value.map((entry, index) => (index === first ? withPart(entry, rest, change) : entry));
  }
  return fromEntries(
    Object.entries(value as object).map(([key, entry]) => [key, key === first ? withPart(entry, rest, change) : entry]),
  );
}

/** Also with `__proto__` as a name, which is one to JSON and YAML. */
const fromEntries = (entries: readonly (readonly [string, unknown])[]): unknown => Object.fromEntries(entries);

const words = [...Object.keys(properties), ...verbs, "steps", "conversations", "$schema", "markdown", "capture"];
const more = [
  "timeLimit",
  "within",
  "contains",
  "pattern",
  "flags",
  "role",
  "content",
  "event",
  "interactive",
  "title",
];
const names = fc.oneof(
  fc.constantFrom(...words, ...more, "attachment", "queue", "element", "list", "action", "data", "error", "result"),
  fc.constantFrom("toString", "constructor", "__proto__", "hasOwnProperty", "", "a b", "0"),
  text,
);
const values = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    "",
    "Hi",
    0,
    -1,
    0.5,
    1,
    59,
    60,
    604_800,
    604_801,
    1e300,
    [],
    {},
    [{}],
    "1a",
  ),
  anything,
  expectation,
  step,
);

const changes = {
  drops: () => fc.constant((part: unknown, key: number) => without(part, key)),
  renames: () =>
    names.map((other) => (part: unknown, key: number) => {
      if (!isMap(part)) return part;
      return fromEntries(Object.entries(part).map(([name, entry], index) => [index === key ? other : name, entry]));
    }),
  retypes: () => values.map((value) => () => value),
  adds: () =>
    fc.tuple(names, values).map(([added, value]) => (part: unknown) => {
      if (Array.isArray(part)) return [...part, value];
      return isMap(part) ? fromEntries([...Object.entries(part), [added, value]]) : [part];
    }),
};

function isMap(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function without(part: unknown, key: number): unknown {
  if (Array.isArray(part)) return part.filter((_, index) => index !== key);
  return isMap(part) ? fromEntries(Object.entries(part).filter((_, index) => index !== key)) : null;
}

/** A file with one change at any depth. */
const changed = (kind: keyof typeof changes) =>
  fc.tuple(file, fc.nat(), fc.nat(), changes[kind]()).map(([whole, place, key, change]) => {
    const parts = partsOf(whole);
    const { path, value } = parts[place % parts.length] as Part;
    const size = isMap(value) || Array.isArray(value) ? Object.keys(value).length : 0;
    return withPart(whole, path, (part) => change(part, size === 0 ? 0 : key % size));
  });

/** The patterns of a value, where they are one of a matcher's. */
const hasBadPattern = (value: unknown) =>
  partsOf(value).some(({ value: part }) => {
    if (!isMap(part) || !("pattern" in part) || typeof part.pattern !== "string") return false;
    const flags = "flags" in part && typeof part.flags === "string" ? part.flags : "";
    try {
      return new RegExp(part.pattern.replace(/\{\{\w+\}\}/g, "a"), flags) === undefined;
    } catch {
      return true;
    }
  });

const runs = { numRuns: 1_000 };

describe("the published schema and the loader", () => {
  it("take every conversation that is as it should be", () => {
    fc.assert(
      fc.property(file, (value) => assert.deepEqual(verdicts(value), { schema: true, loader: true })),
      { numRuns: 500 },
    );
  });

  for (const kind of Object.keys(changes) as (keyof typeof changes)[]) {
    it(`agree about a conversation with one change, which ${kind} something`, function () {
      this.timeout(60_000);
      let refused = 0;
      let taken = 0;
      fc.assert(
        fc.property(changed(kind), (value) => {
          fc.pre(!hasBadPattern(value));
          const { schema, loader } = verdicts(value);
          assert.equal(schema, loader);
          if (loader) taken += 1;
          else refused += 1;
        }),
        runs,
      );
      assert.ok(refused > 50 && taken > 50, `${refused} are refused, ${taken} taken.`);
    });
  }

  it("agree about any JSON, also in the place of a part", () => {
    const inPlace = fc.tuple(names, anything).map(([key, value]) =>
      fromEntries([
        ["steps", [{ say: "Hi" }]],
        [key, value],
      ]),
    );
    const inStep = fc
      .tuple(fc.constantFrom(...verbs), anything)
      .map(([verb, value]) => ({ steps: [{ [verb]: value }] }));
    fc.assert(
      fc.property(fc.oneof(anything, inPlace, inStep), (value) => {
        fc.pre(!hasBadPattern(value));
        const { schema, loader } = verdicts(value);
        assert.equal(schema, loader);
      }),
      runs,
    );
  });

  it("agree about a file, as it is written in JSON", () => {
    const changedFile = fc.oneof(file, ...(Object.keys(changes) as (keyof typeof changes)[]).map(changed));
    fc.assert(
      fc.property(changedFile, (value) => {
        fc.pre(!hasBadPattern(value));
        const read = conversationsIn(JSON.stringify(value), "a.chat.yaml");
        const isHeld = holds(published, value);
        if ("conversations" in read || !isHeld) return assert.equal("conversations" in read, isHeld);
        for (const { path, message } of read.problems) {
          const ofAws = startProperties.some((property) => path.split(/[.[]/).includes(property));
          assert.ok(ofAws || message.startsWith("There is no variable "), message);
        }
      }),
      { numRuns: 300 },
    );
  });
});

/** What the loader alone refuses, for no JSON Schema can tell it. */
const onlyLoader: Readonly<Record<string, readonly (readonly [object, string])[]>> = {
  "an expression that is none, which regex as a format would not tell either: it knows no flags and no variables": [
    [{ steps: [{ expect: { pattern: "(" } }] }, "Expected a regular expression of JavaScript"],
    [{ steps: [{ expect: { content: { pattern: "[" } } }] }, "Expected a regular expression of JavaScript"],
    [{ steps: [{ expect: { queue: { pattern: "*" } } }] }, "Expected a regular expression of JavaScript"],
    [{ steps: [{ expect: "a", capture: { a: { pattern: ")" } } }] }, "Expected a regular expression of JavaScript"],
    [{ steps: [{ never: { pattern: "\\p{X}", flags: "u" } }] }, "Expected a regular expression of JavaScript"],
  ],
  "variables that there are not, rows without a cell": [
    [{ steps: [{ say: "{{a}}" }] }, "There is no variable a; it is neither given nor captured before"],
    [{ rows: [{ a: 1 }, { b: 1 }], steps: [{ say: "{{a}}" }] }, "There is no variable a; row 2 does not have it"],
  ],
  "AWS's rules for members of StartChatContact": [
    [{ segmentAttributes: { a: "b" }, steps: [{ say: "Hi" }] }, "Expected an object"],
    [{ supportedMessagingContentTypes: [], steps: [{ say: "Hi" }] }, "Expected text/plain among them"],
    [{ initialMessage: { content: "" }, steps: [{ say: "Hi" }] }, "Expected a text that is not empty"],
  ],
};

describe("the loader alone", () => {
  for (const [title, cases] of Object.entries(onlyLoader)) {
    it(`refuses ${title}`, () => {
      for (const [value, message] of cases) {
        const read = conversationsIn(JSON.stringify(value), "a.chat.yaml");
        assert.ok(holds(published, value), JSON.stringify(value));
        assert.ok("problems" in read, JSON.stringify(value));
        assert.deepEqual(
          read.problems.map((problem) => problem.message),
          [message],
        );
      }
    });
  }

  it("refuses numbers that JSON does not have", () => {
    for (const [property, value] of [
      ["timeout", Number.NaN],
      ["timeout", Number.POSITIVE_INFINITY],
      ["variables", { a: Number.NaN }],
      ["variables", { a: Number.NEGATIVE_INFINITY }],
      ["rows", [{ a: Number.POSITIVE_INFINITY }]],
      ["outcomes", { a: { result: Number.POSITIVE_INFINITY } }],
    ] as const) {
      assert.equal(loader({ [property]: value, steps: [{ say: "Hi" }] }), false, property);
    }
  });

  it("refuses no expression for its variables and its flags", () => {
    for (const flags of ["", "i", "u", "v", "dgimsy"]) {
      const value = { steps: [{ expect: { pattern: "^{{ name }} (\\d+)$", flags } }] };
      assert.deepEqual(verdicts(value), { schema: true, loader: true });
    }
  });
});

describe("the published schema", () => {
  const schemas = schemasIn(published);

  it("refers to what it has, and to all of it", () => {
    const defined = Object.keys((published as { readonly $defs: object }).$defs).map((key) => `#/$defs/${key}`);
    const used = schemas.flatMap(({ $ref }) => ($ref === undefined ? [] : [$ref]));
    assert.deepEqual([...new Set(used)].sort(), defined.sort());
  });

  it("has nothing beside a reference that validators of draft 7 would pass over", () => {
    for (const schema of schemas.filter(({ $ref }) => $ref !== undefined)) {
      const beside = Object.keys(schema).filter((keyword) => !/^\$|^(description|title)$/.test(keyword));
      assert.deepEqual(beside, []);
    }
  });

  it("has patterns that every validator understands, and no format, which few of them hold", () => {
    for (const { pattern, format } of schemas) {
      if (pattern !== undefined) assert.ok(new RegExp(String(pattern), "u"));
      assert.equal(format, undefined);
    }
  });

  it("describes every property of a file, a step and an expectation", () => {
    const bare = schemas.flatMap(({ properties: all = {} }) =>
      Object.entries(all as Readonly<Record<string, Schema>>).flatMap(([key, { description, properties: inner }]) =>
        description === undefined && inner === undefined ? [key] : [],
      ),
    );
    assert.deepEqual([...new Set(bare)], ["$schema", "content"]);
  });
});

type Schema = Readonly<Record<string, unknown>>;

/** Every schema in a schema. */
function schemasIn(value: unknown): Schema[] {
  if (Array.isArray(value)) return value.flatMap(schemasIn);
  if (!isMap(value)) return [];
  const { properties: named = {}, $defs = {}, ...others } = value as Readonly<Record<string, object>>;
  const inner = [...Object.values(named), ...Object.values($defs), ...Object.values(others)];
  return [value as Schema, ...inner.flatMap(schemasIn)];
}
