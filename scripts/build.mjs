// Compiles provider/ to dist/, and makes bundles of the commands that must start fast.
import { copyFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { bundle } from "./bundle.mjs";
import { root, run } from "./project.mjs";

const dist = join(root, "dist");
rmSync(dist, { recursive: true, force: true });
const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
run(process.execPath, [tsc, "-p", join(root, "provider")]);
copyFileSync(join(root, "provider/emulator/model/NOTICE"), join(dist, "emulator/model/NOTICE"));
await bundle();
copyFileSync(join(root, "provider/emulator/instance.schema.json"), join(dist, "emulator/instance.schema.json"));
copyFileSync(
  join(root, "provider/conversation/conversation.schema.json"),
  join(dist, "conversation/conversation.schema.json"),
);
writeFileSync(join(dist, ".built"), "");
