import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { toJsonSchema } from "@valibot/to-json-schema";
import fc from "fast-check";
import * as v from "valibot";
import { parse } from "yaml";
import { definitionSchema } from "../../../provider/emulator/instance/definition.js";
import { root } from "../../project/root.js";
import { holds } from "./json-schema.js";
import { wholeInstance } from "./whole.js";

const file = join(root, "provider/emulator/instance.schema.json");
const generated = () => ({
  ...toJsonSchema(definitionSchema, { errorMode: "throw" }),
  title: "An Amazon Connect instance for chat-check",
});

const accepted = (value: unknown) => v.safeParse(definitionSchema, value).success;

type Json = unknown;

/** Every place in a value, the value itself first. */
function placesIn(value: Json, path: readonly PropertyKey[] = []): (readonly PropertyKey[])[] {
  const inner =
    typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([key, entry]) => placesIn(entry, [...path, Array.isArray(value) ? +key : key]))
      : [];
  return [path, ...inner];
}

/** The value with another one at a place, or without that place. */
function changed(value: Json, [key, ...rest]: readonly PropertyKey[], to: Json | undefined): Json {
  if (key === undefined) return to;
  if (Array.isArray(value)) {
    return value.flatMap((entry, index) => {
      if (index !== key) return [entry];
      return rest.length === 0 && to === undefined ? [] : [changed(entry, rest, to)];
    });
  }
  const entries = Object.entries(value as Record<string, Json>).flatMap(([name, entry]) => {
    if (name !== key) return [[name, entry]];
    return rest.length === 0 && to === undefined ? [] : [[name, changed(entry, rest, to)]];
  });
  return Object.fromEntries(entries);
}

describe("the definition of an instance", () => {
  const whole: Json = parse(wholeInstance);
  const places = placesIn(whole);
  const parts = places.map((path) => path.reduce((value, key) => (value as never)[key], whole));

  it("takes an instance with something of everything, and an empty one", () => {
    assert.ok(places.length > 250);
    assert.deepEqual(v.safeParse(definitionSchema, whole).issues, undefined);
    assert.deepEqual(v.parse(definitionSchema, whole), whole);
    assert.ok(accepted({}));
  });

  it("names every property of the schema in that instance", () => {
    const unnamed: string[] = [];
    const names = new Set(places.flat());
    const walk = (schema: unknown) => {
      if (typeof schema !== "object" || schema === null) return;
      if ("properties" in schema) {
        const { properties } = schema as { properties: Record<string, unknown> };
        for (const name of Object.keys(properties)) if (!names.has(name)) unnamed.push(name);
      }
      Object.values(schema).forEach(walk);
    };
    walk(generated());
    const alike =
      /^(SUNDAY|WEDNESDAY|THURSDAY|FRIDAY|[A-Z]+_[A-Z_]+|(?!flows).*(Chats|Modules|PerChat|Bytes|PerContact|Weeks)|flow|module|hoursOfOperation|prompt|view|lex)$/;
    assert.deepEqual(
      [...new Set(unnamed)].filter((name) => !alike.test(name)),
      [],
    );
  });

  it("is published as a JSON Schema", () => {
    if (process.env.UPDATE_GOLDEN) writeFileSync(file, `${JSON.stringify(generated(), null, 2)}\n`);
    assert.deepEqual(JSON.parse(readFileSync(file, "utf8")), JSON.parse(JSON.stringify(generated())));
  });

  it("describes every section in the JSON Schema, for editors", () => {
    const { properties } = generated() as unknown as { properties: Record<string, { description?: string }> };
    assert.ok(Object.keys(properties).length >= 17);
    for (const [name, { description }] of Object.entries(properties)) assert.ok(description, name);
  });

  it("agrees with its JSON Schema on what is taken and what is refused", () => {
    const schema = JSON.parse(readFileSync(file, "utf8"));
    const values = fc.oneof(
      fc.constantFrom<Json>(
        null,
        true,
        false,
        0,
        -1,
        0.5,
        1e9,
        "",
        "x",
        "never",
        "closed",
        "25:00-26:00",
        [],
        {},
        [{}],
        [null],
      ),
      fc.constantFrom(...parts),
      fc.json({ maxDepth: 2 }).map((text): Json => JSON.parse(text)),
    );
    const mutations = fc.array(
      fc.oneof(
        { weight: 3, arbitrary: fc.record({ at: fc.constantFrom(...places), to: values }) },
        { weight: 1, arbitrary: fc.record({ at: fc.constantFrom(...places), to: fc.constant(undefined) }) },
      ),
      { minLength: 1, maxLength: 2 },
    );
    const counts = { taken: 0, refused: 0 };
    fc.assert(
      fc.property(mutations, (list) => {
        const value = list.reduce<Json>((value, { at, to }) => {
          try {
            return changed(value, at, to);
          } catch {
            return value;
          }
        }, whole);
        const taken = accepted(value);
        counts[taken ? "taken" : "refused"] += 1;
        assert.equal(holds(schema, value), taken, JSON.stringify(list));
      }),
      { numRuns: 2000 },
    );
    assert.ok(counts.taken > 200 && counts.refused > 200, JSON.stringify(counts));
  });

  it("agrees with its JSON Schema on a property that does not exist, wherever it stands", () => {
    const schema = JSON.parse(readFileSync(file, "utf8"));
    const maps = places.filter((_path, index) => typeof parts[index] === "object" && !Array.isArray(parts[index]));
    assert.ok(maps.length > 80);
    for (const path of maps) {
      const value = changed(whole, [...path], {
        ...(path.reduce((part, key) => (part as never)[key], whole) as object),
        surplus: "x",
      });
      assert.equal(holds(schema, value), accepted(value), path.join("."));
    }
  });
});
