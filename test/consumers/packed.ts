import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "../project/root.js";

export interface Ran {
  readonly code: number;
  /** Both streams. */
  readonly output: string;
}

export interface Packed {
  readonly tarball: string;
  /** A folder under which the package, Pulumi and the compilers are installed, as a user installs them. */
  readonly folder: string;
}

const windows = process.platform === "win32";
const packages = [
  "typescript@~6.0",
  "typescript5@npm:typescript@~5.9",
  "typescript7@npm:typescript@7",
  "tsx@4",
  "@types/node@20",
];
const unreachable = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT)\b/;

export const { version: pulumiVersion } = JSON.parse(
  readFileSync(join(root, "node_modules/@pulumi/pulumi/package.json"), "utf8"),
) as { version: string };

/** Runs a program of npm's, which on Windows are scripts of the shell. */
export async function run(command: string, args: readonly string[], cwd: string): Promise<Ran> {
  const running = promisify(execFile)(command, args, { cwd, encoding: "utf8", shell: windows, maxBuffer: 1 << 24 });
  return running.then(
    ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
    ({ code, stdout, stderr, message }) => ({
      code: typeof code === "number" ? code : 1,
      output: stdout || stderr ? stdout + stderr : String(message),
    }),
  );
}

/** Skips the calling suite, and says why, where a registry cannot be reached; anything else is a failure. */
export function needsRegistry(context: Mocha.Context, { code, output }: Ran): void {
  if (code === 0) return;
  if (!unreachable.test(output)) throw new Error(output);
  console.error("      skipped: the npm registry cannot be reached");
  context.skip();
}

let packing: Promise<Packed & { readonly installed: Ran }> | undefined;
const temporary: string[] = [];

// Not at the end of a file's tests: those of the next file that this process runs use the same package.
process.once("exit", () => {
  for (const folder of temporary) rmSync(folder, { recursive: true, force: true });
});

/** The package as `npm publish` would send it, packed and installed once in a process. */
export async function packed(context: Mocha.Context): Promise<Packed> {
  context.timeout(300_000);
  packing ??= packAndInstall();
  const { installed, ...result } = await packing;
  needsRegistry(context, installed);
  return result;
}

/** The package as pnpm installs it: a program finds only what it names itself. */
export async function installedByPnpm(tarball: string): Promise<{ readonly folder: string; readonly installed: Ran }> {
  const dependencies = { "@pulumi/pulumi": pulumiVersion, "connect-chat-check": `file:${tarball}` };
  const folder = programFolder({ dependencies });
  const install = ["install", "--prefer-offline", "--ignore-scripts", "--store-dir", join(folder, "store")];
  return { folder, installed: await run("npx", ["--yes", "pnpm@10", ...install], folder) };
}

async function packAndInstall() {
  const folder = programFolder({});
  const pack = await run("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", folder], root);
  if (pack.code !== 0) throw new Error(pack.output);
  const tarball = join(folder, pack.output.trim().split("\n").at(-1) ?? "");
  const quiet = ["--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
  const all = [tarball, `@pulumi/pulumi@${pulumiVersion}`, ...packages];
  return { tarball, folder, installed: await run("npm", ["install", ...quiet, ...all], folder) };
}

function programFolder(manifest: object): string {
  const folder = mkdtempSync(join(tmpdir(), "chat-check-consumers-"));
  temporary.push(folder);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "program", private: true, ...manifest }));
  return folder;
}
