// Finds the Pulumi CLI, or gets it: on PATH, by Pulumi's own installer, or built from its Go modules.
// `node scripts/engine.mjs` prints the path of the CLI; with no way left it says so and exits 2.
import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { argv, env, execPath, exit, platform } from "node:process";
import { pathToFileURL } from "node:url";
import { root } from "./project.mjs";

const windows = platform === "win32";
const executable = (name) => (windows ? `${name}.exe` : name);
const oldestVersion = [3, 229];
const installerStartMilliseconds = 20_000;
const installerMilliseconds = 300_000;
const sayAgainMilliseconds = 30_000;

/**
 * @typedef {object} Engine
 * @property {string} pulumi Path of the CLI.
 * @property {string} path A PATH on which the CLI finds its plugins.
 * @property {string} origin How it was found, for people.
 */

/**
 * @param {(sentence: string) => void} say Told what is done when it takes long.
 * @returns {Promise<Engine | undefined>} `undefined` when there is no way to get one.
 */
export async function findEngine(say = console.error) {
  const version = sdkVersion();
  const ways = [
    () => onPath(say),
    () => inCache("installed", version),
    () => inCache("built", version),
    () => installed(version, say),
    ...(windows ? [] : [() => builtFromGo(version, say)]),
  ];
  for (const way of ways) {
    const found = await way();
    if (found) return withLanguageHost(found);
  }
  return undefined;
}

export const noEngine =
  "There is no Pulumi CLI on PATH, its installer (https://get.pulumi.com) cannot be reached, and there is no Go to build it with: install Pulumi from https://www.pulumi.com/docs/install/ and run this again.";

function onPath(say) {
  const pulumi = findOnPath(executable("pulumi"));
  if (!pulumi) return undefined;
  const version = versionOf(pulumi);
  const [major = 0, minor = 0] = (version ?? "").replace(/^v/, "").split(".").map(Number);
  if (major > oldestVersion[0] || (major === oldestVersion[0] && minor >= oldestVersion[1])) {
    return { pulumi, origin: `${version} on PATH` };
  }
  say(
    `The pulumi on PATH (${version ?? "of no known version"}) is older than ${oldestVersion.join(".")}; looking further.`,
  );
  return undefined;
}

function inCache(kind, version) {
  const pulumi = join(cacheFolder(kind, version), "bin", executable("pulumi"));
  return existsSync(pulumi) && versionOf(pulumi)
    ? { pulumi, origin: `v${version} in this project's cache` }
    : undefined;
}

/** Pulumi's installer, through the Automation API, in a process of its own so that it can be given up. */
async function installed(version, say) {
  say(`Getting Pulumi ${version} with its installer …`);
  const folder = cacheFolder("installed", version);
  const program = `
    import { PulumiCommand } from "@pulumi/pulumi/automation/index.js";
    import semver from "semver";
    const { fetch } = globalThis;
    globalThis.fetch = async (...request) => {
      const response = await fetch(...request);
      console.log("begun");
      return response;
    };
    await PulumiCommand.install({ version: semver.parse(${JSON.stringify(version)}), root: ${JSON.stringify(folder)} });
  `;
  const child = spawn(execPath, ["--input-type=module", "--eval", program], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let complaint = "";
  child.stderr.on("data", (data) => {
    complaint += data;
  });
  let timer = setTimeout(() => child.kill(), installerStartMilliseconds);
  child.stdout.once("data", () => {
    clearTimeout(timer);
    timer = setTimeout(() => child.kill(), installerMilliseconds);
  });
  const code = await ended(child);
  clearTimeout(timer);
  const found = code === 0 ? inCache("installed", version) : undefined;
  if (found) return { ...found, origin: `v${version} by Pulumi's installer` };
  const reason = /^\w*Error: (.*)$/m.exec(complaint)?.[1] ?? "it did not begin in time";
  say(`The installer does not work here: ${reason}.`);
  return undefined;
}

/** A build of the modules that scripts/engine/go.sum pins. */
async function builtFromGo(version, say) {
  const go = findOnPath("go");
  if (!go) return undefined;
  const modules = join(root, "scripts/engine");
  if (!readFileSync(join(modules, "go.mod"), "utf8").includes(`github.com/pulumi/pulumi/pkg/v3 v${version} `)) {
    say(`scripts/engine/go.mod is not for Pulumi ${version}.`);
    return undefined;
  }
  const bin = join(cacheFolder("built", version), "bin");
  mkdirSync(dirname(bin), { recursive: true });
  const work = mkdtempSync(join(dirname(bin), "build-"));
  const began = Date.now();
  say(`Building Pulumi ${version} from its Go modules, once per machine; this takes some minutes …`);
  const reminder = setInterval(
    () => say(`… still building, ${Math.round((Date.now() - began) / 1000)} s`),
    sayAgainMilliseconds,
  );
  const flags = `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${version}`;
  const child = spawn(
    go,
    [
      ...["build", "-tags", "osusergo,grpcnotrace", "-trimpath", "-ldflags", flags],
      ...["-o", join(work, "pulumi"), "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"],
    ],
    {
      cwd: modules,
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...env, CGO_ENABLED: "0", GOFLAGS: "-mod=readonly" },
    },
  );
  const code = await ended(child);
  clearInterval(reminder);
  if (code === 0) {
    mkdirSync(bin, { recursive: true });
    renameSync(join(work, "pulumi"), join(bin, "pulumi"));
    placeExecutable(dynamicProviderScript(), join(bin, "pulumi-resource-pulumi-nodejs"));
    say(`Built in ${Math.round((Date.now() - began) / 1000)} s.`);
  } else {
    say("The build failed; Go's words are above.");
  }
  rmSync(work, { recursive: true, force: true });
  return inCache("built", version);
}

/** Adds the stand-in for the Node.js language host where the engine has none of its own. */
function withLanguageHost({ pulumi, origin }) {
  const ownFolder = dirname(pulumi);
  const host = executable("pulumi-language-nodejs");
  const path = [ownFolder, env.PATH].join(delimiter);
  const built = pulumi.startsWith(cacheFolder("built"));
  if (!built && (existsSync(join(ownFolder, host)) || findOnPath(host))) return { pulumi, path, origin };
  // Beside an engine of ours; on PATH, with a warning by the engine, for one that is not ours to add to.
  const folder = built ? ownFolder : cacheFolder("language-host");
  mkdirSync(folder, { recursive: true });
  placeExecutable(join(root, "scripts/engine/pulumi-language-nodejs.cjs"), join(folder, host));
  if (!existsSync(join(ownFolder, "pulumi-resource-pulumi-nodejs"))) {
    placeExecutable(dynamicProviderScript(), join(folder, "pulumi-resource-pulumi-nodejs"));
  }
  return {
    pulumi,
    path: [ownFolder, folder, env.PATH].join(delimiter),
    origin: `${origin}, with a stand-in for its Node.js language host`,
  };
}

/** In place at once, so that a run beside this one never sees half a file. */
function placeExecutable(source, target) {
  const text = readFileSync(source);
  if (existsSync(target) && readFileSync(target).equals(text)) return;
  const draft = `${target}.${process.pid}`;
  writeFileSync(draft, text);
  chmodSync(draft, 0o755);
  renameSync(draft, target);
}

function cacheFolder(...names) {
  const base = windows
    ? (env.LOCALAPPDATA ?? join(homedir(), "AppData/Local"))
    : (env.XDG_CACHE_HOME ?? join(homedir(), ".cache"));
  return join(base, "connect-chat-check", "pulumi", ...names);
}

function sdkVersion() {
  return JSON.parse(readFileSync(join(root, "node_modules/@pulumi/pulumi/package.json"), "utf8")).version;
}

function dynamicProviderScript() {
  return join(root, "node_modules/@pulumi/pulumi/pulumi-resource-pulumi-nodejs");
}

function findOnPath(name) {
  return (env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "" && !folder.includes("node_modules"))
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file));
}

function versionOf(pulumi) {
  const { status, stdout } = spawnSync(pulumi, ["version"], {
    encoding: "utf8",
    env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
  });
  return status === 0 ? stdout.trim() : undefined;
}

function ended(child) {
  return new Promise((resolve) => {
    child.once("error", () => resolve(undefined));
    child.once("exit", resolve);
  });
}

if (argv[1] && import.meta.url === pathToFileURL(argv[1]).href) {
  const engine = await findEngine();
  if (engine) {
    console.error(`Pulumi ${engine.origin}`);
    console.log(engine.pulumi);
  } else {
    console.error(noEngine);
    exit(2);
  }
}
