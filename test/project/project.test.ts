import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.js";

const tracked = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => file !== "" && file !== "package-lock.json");
const text = (file: string) => readFileSync(join(root, file), "utf8");

describe("the project", () => {
  it("builds the engine of the Pulumi SDK's version", () => {
    const { version } = JSON.parse(text("node_modules/@pulumi/pulumi/package.json")) as { version: string };
    assert.match(text("scripts/engine/go.mod"), new RegExp(`pulumi/pkg/v3 v${version.replaceAll(".", "\\.")} `));
  });

  it("waits nowhere in its tests for time to pass, and names no port", () => {
    const tests = tracked.filter((file) => file.startsWith("test/") && file.endsWith(".ts"));
    assert.ok(tests.length > 5);
    const sleeps = tests.filter((file) => /setTimeout\(\s*(resolve|done)\b|timers\/promises/.test(text(file)));
    const ports = tests.filter((file) => /\bport: [1-9]\d*|listen\([1-9]\d*/.test(text(file)));
    assert.deepEqual([sleeps, ports], [[], []]);
  });

  it("has an error code for every place that throws one, and one way to write it", () => {
    const sources = tracked.filter((file) => /^provider\/(?!emulator|flow).*\.ts$/.test(file)).map(text);
    const codes = new Set(
      sources.flatMap((source) => [...source.matchAll(/\bcode: "([^"]+)",/g)].map(([, code]) => code)),
    );
    assert.ok(codes.size >= 20);
    for (const code of codes) assert.match(code ?? "", /^[A-Z]+(_[A-Z]+)*$/);
    const listed = new Set([...text("README.md").matchAll(/^\| `([A-Z_]+)` +\|/gm)].map(([, code]) => code));
    assert.deepEqual([...codes].sort(), [...listed].sort());
  });
});
