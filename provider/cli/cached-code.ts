import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Script } from "node:vm";

const digestBytes = 32;

/**
 * Loads a CommonJS file with V8's compiled code of an earlier run, and leaves it for the next: a bundle that starts
 * in half the time. `cacheFolder` absent: loads it only. The compiled code is used only whole and for this very text.
 */
export function loadCached(file: string, cacheFolder: string | undefined, onExit: (action: () => void) => void) {
  const source = readFileSync(file, "utf8");
  // V8 holds no more than the length against the text; packages come with times of modification that are all the same.
  const { ctimeMs } = statSync(file);
  const identity = `${file} ${source.length} ${ctimeMs} ${process.version} ${process.arch}`;
  const name = digestOf(identity).toString("hex").slice(0, 32);
  const cacheFile = cacheFolder && join(cacheFolder, "connect-chat-check", "code", name);
  const cachedData = cacheFile ? read(cacheFile) : undefined;
  const wrapper = `(function (exports, require, module, __filename, __dirname) {${source}\n})`;
  const script = new Script(wrapper, { filename: file, cachedData });
  if (cacheFile && (!cachedData || script.cachedDataRejected)) {
    onExit(() => write(cacheFile, script.createCachedData()));
  }
  const module: { exports: unknown } = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file));
  return module.exports;
}

function read(file: string): Buffer | undefined {
  try {
    const content = readFileSync(file);
    const data = content.subarray(digestBytes);
    return digestOf(data).equals(content.subarray(0, digestBytes)) ? data : undefined;
  } catch {
    return undefined;
  }
}

/** A cache that cannot be written is no reason to fail. */
function write(file: string, data: Buffer): void {
  const unfinished = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(unfinished, Buffer.concat([digestOf(data), data]));
    renameSync(unfinished, file);
  } catch {
    remove(unfinished);
  }
}

function remove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // It was never written.
  }
}

function digestOf(data: string | Buffer): Buffer {
  return createHash("sha256").update(data).digest();
}
