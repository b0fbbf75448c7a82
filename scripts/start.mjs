// npm start: a real `pulumi up` of the root Pulumi.yaml against the emulator.
//   --flow FILE   with a flow of yours, as exported; it may end the chat
//   --expect TEXT with --flow: what its first message must be
//   --broken      with a flow that is broken as people break them
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { argv, env, exit, versions } from "node:process";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { build, install, root, started } from "./project.mjs";

const usage = "Usage: npm start -- [--flow FILE [--expect TEXT] | --broken]";
const mostRecords = 60;
const { flow, broken, expect } = options();
install();
build();
const { findEngine, noEngine } = await import("./engine.mjs");
const engine = await findEngine();
if (!engine) stop(noEngine);

const { startEmulator, NotEmulatedError, traceLine } = await import(
  pathToFileURL(join(root, "dist/emulator/index.js"))
);
const file = flow ?? join(root, `examples/smoke-check/flows/${broken ? "welcome-broken" : "welcome"}.json`);
let emulator;
try {
  emulator = await startEmulator({ flows: [file], clock: flow ? "instant" : "real" });
} catch (error) {
  if (error instanceof NotEmulatedError) stop(error.message);
  stop(error.code ? `The file ${file} cannot be read (${error.code}).` : `${file}: ${error.message}`);
}
const [{ id: contactFlowId, name }] = emulator.flows;
if (flow && !expect) console.log("No first message is expected, and the flow may end the chat: see --expect TEXT.");
console.log(`Emulator of Amazon Connect chat at ${emulator.url}, flow ${name}; Pulumi ${engine.origin}.`);

const home = join(root, ".chat-check");
mkdirSync(home, { recursive: true });
const folder = mkdtempSync(join(home, "start-"));
const stack = ["--stack", "start", "--config-file", join(folder, "Pulumi.start.yaml")];
const config = {
  instanceId: emulator.instanceId,
  contactFlowId,
  attributes: { customerName: "Ada" },
  ...(flow
    ? { allowEnd: true, expectFirstMessage: expect }
    : { expectFirstMessage: "Hello Ada, welcome to Example Bank." }),
};
writeFileSync(
  join(folder, "Pulumi.start.yaml"),
  JSON.stringify({
    config: Object.fromEntries(Object.entries(config).map(([key, value]) => [`connect-chat-check:${key}`, value])),
  }),
);
const environment = {
  ...env,
  PATH: engine.path,
  PULUMI_HOME: join(home, "pulumi"),
  PULUMI_BACKEND_URL: pathToFileURL(folder).href,
  PULUMI_CONFIG_PASSPHRASE: "",
  PULUMI_SKIP_UPDATE_CHECK: "true",
  AWS_ENDPOINT_URL: emulator.url,
  AWS_REGION: emulator.region,
  AWS_ACCESS_KEY_ID: "emulator",
  AWS_SECRET_ACCESS_KEY: "emulator",
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
};
const pulumi = (...args) => started(engine.pulumi, args, { env: environment });

let code = await pulumi("stack", "init", "start", "--secrets-provider", "passphrase", "--non-interactive");
// It leaves the stack's salt here, which --config-file replaces.
rmSync(join(root, "Pulumi.start.yaml"), { force: true });
if (code === 0) code = await pulumi("up", ...stack, "--yes");

for (const contact of emulator.contacts()) {
  console.log(`\nWhat the flow did in contact ${contact.id}:`);
  for (const record of contact.trace.slice(0, mostRecords)) console.log(`  ${traceLine(record)}`);
  const more = contact.trace.length - mostRecords;
  if (more > 0) console.log(`  … and ${more} more actions`);
  console.log(`  Afterwards: ${contact.state}${contact.disconnectReason ? `, ${contact.disconnectReason}` : ""}.`);
}
await emulator.close();
rmSync(folder, { recursive: true, force: true });
exit(code);

function options() {
  const [major, minor] = versions.node.split(".").map(Number);
  if (!((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22)) {
    stop(`Node.js ${versions.node} is too old; 20.19 or later, or 22.12 or later, is needed.`);
  }
  try {
    const { values } = parseArgs({
      args: argv.slice(2),
      options: {
        flow: { type: "string" },
        expect: { type: "string" },
        broken: { type: "boolean" },
        help: { type: "boolean" },
      },
    });
    if (values.help) {
      console.log(usage);
      exit(0);
    }
    if (values.expect && !values.flow) stop("--expect goes with --flow.");
    if (values.flow && values.broken) stop("--flow and --broken exclude each other.");
    return values;
  } catch (error) {
    return stop(`${error.message}\n${usage}`);
  }
}

function stop(sentence) {
  console.error(sentence);
  exit(2);
}
