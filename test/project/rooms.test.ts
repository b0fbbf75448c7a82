import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import ts from "typescript";
import { root } from "./root.js";

/** Which rooms of provider/ each room may import from, besides itself. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  index: ["resource"],
  resource: ["check", "conversation", "chat", "errors"],
  cli: ["mocha", "check", "report", "conversation", "chat", "flow", "emulator", "errors"],
  mocha: ["check", "report", "conversation", "chat", "flow", "emulator", "errors"],
  check: ["conversation", "chat", "errors"],
  report: ["conversation", "chat", "flow", "errors"],
  conversation: ["chat", "flow", "errors"],
  chat: ["errors"],
  flow: [],
  emulator: ["flow"],
  errors: [],
};

/** Packages that only some rooms may load. */
const reserved: Readonly<Record<string, readonly string[]>> = {
  "@pulumi/pulumi": ["resource"],
  "@smithy/core/retry": ["chat"],
};

interface Import {
  readonly from: string;
  /** A path inside provider/, or a package. */
  readonly to: string;
  readonly local: boolean;
}

function importsOf(file: string, source: string): Import[] {
  return ts
    .preProcessFile(source, true, true)
    .importedFiles.map(({ fileName }) => fileName)
    .map((name) =>
      name.startsWith(".")
        ? { from: file, to: posix.join(posix.dirname(file), name), local: true }
        : { from: file, to: name, local: false },
    );
}

function roomOf(path: string): string {
  const [first = ""] = path.split("/");
  return first.replace(/\.[jt]s$/, "");
}

function trespasses({ from, to, local }: Import): boolean {
  const room = roomOf(from);
  if (!local) return reserved[to] !== undefined && !reserved[to].includes(room);
  if (to.startsWith("..")) return !to.endsWith("/package.json");
  return roomOf(to) !== room && !allowed[room]?.includes(roomOf(to));
}

const provider = join(root, "provider");
const files = readdirSync(provider, { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => file.endsWith(".ts"));

describe("the rooms of provider/", () => {
  it("are all known", () => {
    assert.deepEqual(
      [...new Set(files.map(roomOf))].filter((room) => !(room in allowed)),
      [],
    );
  });

  it("import downwards only", () => {
    const imports = files.flatMap((file) => importsOf(file, readFileSync(join(provider, file), "utf8")));
    assert.ok(imports.length > 100);
    assert.deepEqual(imports.filter(trespasses), []);
  });

  for (const [file, source] of [
    ["emulator/http.ts", 'import { Chat } from "../chat/chat.js";'],
    ["emulator/http.ts", 'export * from "../chat/chat.js";'],
    ["emulator/actions/Wait.ts", 'import type { Chat } from "../../chat/chat.js";'],
    ["flow/branch.ts", 'const errors = require("../errors.js");'],
    ["chat/chat.ts", 'const check = await import("../check/check.js");'],
    ["check/check.ts", 'import "../emulator/index.js";'],
    ["conversation/matcher.ts", 'import x = require("../check/input.js");'],
    ["check/input.ts", 'import * as pulumi from "@pulumi/pulumi";'],
    ["chat/chat.ts", 'import { root } from "../../test/project/root.js";'],
  ] as const) {
    it(`would tell of ${source} in ${file}`, () => {
      assert.deepEqual(importsOf(file, source).map(trespasses), [true]);
    });
  }

  it("make each SDK client in one place, and load no SDK types in the entry", () => {
    const makes = (file: string) =>
      /new (ConnectClient|ConnectParticipantClient)\(/.test(readFileSync(join(provider, file), "utf8"));
    assert.deepEqual(files.filter(makes), ["chat/connect-client.ts", "chat/participant-client.ts"]);
    for (const file of ["index.ts", "resource/chat-check.ts", "resource/provider-text.ts"]) {
      const packages = importsOf(file, readFileSync(join(provider, file), "utf8")).map(({ to }) => to);
      assert.deepEqual(
        packages.filter((name) => name.startsWith("@") && name !== "@pulumi/pulumi"),
        [],
      );
    }
  });
});
