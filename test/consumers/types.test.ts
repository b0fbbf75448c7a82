import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";
import { type Packed, packed, run } from "./packed.js";

const entry = `import * as pulumi from "@pulumi/pulumi";
import { ChatCheck, type ChatCheckArgs, policyDocument } from "connect-chat-check";

const args: ChatCheckArgs = {
  contactFlowId: pulumi.output("f"),
  expectFirstMessage: { content: { contains: "Hello" } },
  onFailure: "warn",
};
const check = new ChatCheck("check", args, { protect: true });
export const contactId: pulumi.Output<string> = check.contactId;
export const start: pulumi.Output<number> = check.durations.start;
export const policy: pulumi.Output<string> = policyDocument({ contactFlowId: "f" });

// @ts-expect-error
new ChatCheck("unknown-property", { contactFlowId: "f", timeoutSecond: 1 });
// @ts-expect-error
new ChatCheck("wrong-type", { contactFlowId: "f", timeoutSeconds: "1" });
// @ts-expect-error
new ChatCheck("wrong-value", { contactFlowId: "f", onFailure: "ignore" });
// @ts-expect-error
new ChatCheck("nothing-required", {});
// @ts-expect-error
export const wrongOutput: pulumi.Output<number> = check.contactId;
`;
const everything = `${entry}
import { type Emulator, startEmulator } from "connect-chat-check/emulator";
import { create } from "connect-chat-check/provider";

export async function checked(): Promise<string> {
  const emulator: Emulator = await startEmulator({ clock: "instant" });
  const { id } = await create({ contactFlowId: emulator.flows[0]?.id ?? "" });
  // @ts-expect-error
  await create({ contactFlowId: 1 });
  // @ts-expect-error
  await startEmulator({ clock: "late" });
  return id;
}
`;
const files = { "entry.mts": entry, "both.mts": everything, "both.cts": everything, "both.ts": everything };

const strict = ["--noEmit", "--strict", "--target", "es2022"];
const modern = {
  node16: ["--module", "node16", "both.mts", "both.cts"],
  nodenext: ["--module", "nodenext", "both.mts", "both.cts"],
  bundler: ["--module", "esnext", "--moduleResolution", "bundler", "both.ts"],
};
const node10 = ["--module", "commonjs", "--moduleResolution", "node10", "both.ts"];
const compilers = [
  { version: "5.9", name: "typescript5", resolutions: { ...modern, node10 } },
  {
    version: "6.0",
    name: "typescript",
    resolutions: { ...modern, node10: [...node10, "--ignoreDeprecations", "6.0"] },
  },
  { version: "7.0", name: "typescript7", resolutions: modern },
];

describe("the types of the packed package", function () {
  this.timeout(120_000);
  let installed: Packed;
  let folder: string;

  before(async function () {
    installed = await packed(this);
    folder = join(installed.folder, "types");
    mkdirSync(folder);
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  });

  const compile = (name: string, ...args: readonly string[]) =>
    run(process.execPath, [join(installed.folder, "node_modules", name, "bin/tsc"), ...strict, ...args], folder);

  for (const { version, name, resolutions } of compilers) {
    it(`are TypeScript ${version}'s under ${Object.keys(resolutions).join(", ")}`, async () => {
      assert.match((await compile(name, "--version")).output, new RegExp(`Version ${version}\\.`));
      const checking = Object.values(resolutions).map((args) => compile(name, ...args, "--skipLibCheck"));
      for (const [index, resolution] of Object.keys(resolutions).entries()) {
        assert.deepEqual(await checking[index], { code: 0, output: "" }, resolution);
      }
    });

    it(`are without an error of their own in TypeScript ${version}`, async () => {
      assert.deepEqual(await compile(name, "--module", "nodenext", "entry.mts"), { code: 0, output: "" });
    });
  }

  it("need no AWS SDK at the entry of a program", () => {
    const from = join(installed.folder, "node_modules/connect-chat-check/dist");
    const reached = new Set<string>();
    const visit = (file: string) => {
      if (reached.has(file)) return;
      reached.add(file);
      for (const { fileName } of ts.preProcessFile(readFileSync(file, "utf8")).importedFiles) {
        if (fileName.startsWith(".")) visit(join(dirname(file), fileName.replace(/\.js$/, ".d.ts")));
      }
    };
    visit(join(from, "index.d.ts"));
    const names = [...reached].map((file) => relative(from, file).replaceAll("\\", "/"));
    assert.deepEqual(names.sort(), ["index.d.ts", "resource/chat-check.d.ts", "resource/policy-document.d.ts"]);
    for (const file of reached) assert.doesNotMatch(readFileSync(file, "utf8"), /@aws-sdk|@smithy/);
  });
});
