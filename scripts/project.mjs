import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Installs dependencies unless they are there and no older than the lock file. */
export function install() {
  const installed = join(root, "node_modules/.package-lock.json");
  if (existsSync(installed) && modified(installed) >= modified(join(root, "package-lock.json"))) return;
  console.error("Installing dependencies (npm ci) …");
  npm("ci", "--no-audit", "--no-fund", "--loglevel=error");
}

/** Compiles provider/ to dist/ unless dist/ is newer. */
export function build({ force = false } = {}) {
  const stamp = join(root, "dist/.built");
  const sources = [...filesUnder(join(root, "provider")), join(root, "tsconfig.json"), join(root, "package.json")];
  if (!force && existsSync(stamp) && sources.every((file) => modified(file) <= modified(stamp))) return;
  console.error("Compiling …");
  run(process.execPath, [join(root, "scripts/build.mjs")]);
}

/** Runs a program to its end, its output shown; a failure ends this process with the same code. */
export function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: "inherit", ...options });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

/** Starts a program with its output shown and resolves with its exit code; signals to this process are its own matter. */
export function started(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: "inherit", ...options });
    const forward = (signal) => child.kill(signal);
    process.on("SIGTERM", forward).on("SIGINT", () => {});
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}

function npm(...args) {
  const { npm_execpath: path } = process.env;
  if (path?.endsWith(".js")) run(process.execPath, [path, ...args]);
  else run(process.platform === "win32" ? "npm.cmd" : "npm", args, { shell: process.platform === "win32" });
}

function modified(file) {
  return existsSync(file) ? statSync(file).mtimeMs : 0;
}

function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesUnder(path) : [path];
  });
}
