// npm test: installs and compiles what is missing, finds the Pulumi CLI, and runs mocha, its files side by side;
// arguments go to mocha.
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { argv, env, execPath, exit } from "node:process";
import { installedClients } from "./clients.mjs";
import { build, install, started } from "./project.mjs";

install();
build();
const { findEngine, noEngine } = await import("./engine.mjs");
const engine = await findEngine();
console.error(engine ? `Pulumi ${engine.origin}.` : `${noEngine} The tests on the real engine are skipped.`);
const clients = installedClients();
const args = argv.slice(2);
const files = args.some((argument) => argument.endsWith(".ts")) ? [] : ["test/**/*.test.ts"];
const jobs = files.length > 0 ? ["--parallel", "--jobs", String(Math.min(4, availableParallelism()))] : [];
const mocha = createRequire(import.meta.url).resolve("mocha/bin/mocha.js");
// Contacts that tests leave open on purpose are recorded here, in place of the user's state folder.
const state = mkdtempSync(join(tmpdir(), "chat-check-state-"));
const code = await started(execPath, [mocha, ...files, ...jobs, ...args], {
  env: {
    ...env,
    ...clients,
    ...(engine ? { PATH: engine.path, CHAT_CHECK_PULUMI: engine.pulumi } : {}),
    XDG_STATE_HOME: state,
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
  },
});
rmSync(state, { recursive: true, force: true });
exit(code);
