// npm run bench [-- NAME …]: ratios, each measured side by side in this run. It is not a test.
import { createRequire } from "node:module";
import { join } from "node:path";
import { argv, env, execPath, exit } from "node:process";
import { pathToFileURL } from "node:url";
import { installedClients } from "./clients.mjs";
import { build, install, root, started } from "./project.mjs";

install();
build();
const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
const bench = join(root, "test/bench/main.ts");
exit(
  await started(execPath, ["--import", tsx, bench, ...argv.slice(2)], {
    env: { ...env, ...installedClients(), AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
  }),
);
