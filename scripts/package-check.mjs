// What `npm publish` would send: its files, its types under every module resolution, and that a program can load it.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execPath } from "node:process";
import { build, root, run } from "./project.mjs";

build();
const folder = mkdtempSync(join(tmpdir(), "chat-check-package-"));
const npm = (args, cwd = root) =>
  execFileSync("npm", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
try {
  const [packed] = JSON.parse(npm(["pack", "--json", "--ignore-scripts", "--pack-destination", folder]));
  const tarball = join(folder, packed.filename);
  const strange = packed.files
    .map(({ path }) => path)
    .filter(
      (path) => !/^(dist\/|package\.json$|README\.md$|LICENSE$)/.test(path) || /\.test\.|\.ts$(?<!\.d\.ts)/.test(path),
    );
  if (strange.length > 0) throw new Error(`These do not belong into the package: ${strange.join(", ")}`);
  for (const needed of [
    "LICENSE",
    "README.md",
    "dist/index.js",
    "dist/cli/main.js",
    "dist/conversation/conversation.schema.json",
    "dist/emulator/instance.schema.json",
    "dist/cli/bundle/start-chat-contact.js",
    "dist/cli/bundle/emulate.js",
    "dist/emulator/model/operations.json",
    "dist/emulator/model/NOTICE",
  ]) {
    if (!packed.files.some(({ path }) => path === needed)) throw new Error(`The package lacks ${needed}.`);
  }
  console.log(`${packed.filename}: ${packed.files.length} files, ${Math.round(packed.size / 1024)} kB packed.`);

  const require = createRequire(import.meta.url);
  run(execPath, [join(root, "node_modules/publint/src/cli.js"), tarball, "--strict"]);
  run(execPath, [
    require.resolve("@arethetypeswrong/cli/package.json").replace("package.json", "dist/index.js"),
    tarball,
    // Schemas are for editors; the oldest resolution of modules knows no exports.
    "--exclude-entrypoints",
    "conversation.schema.json",
    "instance.schema.json",
  ]);

  const program = join(folder, "program");
  mkdirSync(program);
  writeFileSync(join(program, "package.json"), JSON.stringify({ name: "program", private: true }));
  const { version } = require("@pulumi/pulumi/package.json");
  npm(["install", "--no-audit", "--no-fund", "--loglevel=error", tarball, `@pulumi/pulumi@${version}`], program);
  const entries = {
    "connect-chat-check": "ChatCheck",
    "connect-chat-check/provider": "create",
    "connect-chat-check/emulator": "startEmulator",
    "connect-chat-check/mocha": "open",
  };
  for (const [entry, name] of Object.entries(entries)) {
    const common = `if (typeof require("${entry}").${name} !== "function") throw new Error("${entry} lacks ${name}")`;
    const module = `import { ${name} } from "${entry}"; if (typeof ${name} !== "function") throw new Error("${entry} lacks ${name}")`;
    execFileSync(execPath, ["-e", common], { cwd: program, stdio: "inherit" });
    execFileSync(execPath, ["--input-type=module", "-e", module], { cwd: program, stdio: "inherit" });
  }
  console.log("A program loads every entry, by require and by import.");
  const help = execFileSync(join(program, "node_modules/.bin/chat-check"), ["start-chat-contact", "--help"]);
  if (!help.includes("--participant-details")) throw new Error("chat-check start-chat-contact --help says nothing.");
  console.log("The command runs from node_modules/.bin.");
} finally {
  rmSync(folder, { recursive: true, force: true });
}
