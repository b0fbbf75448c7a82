import { fileURLToPath } from "node:url";
import type { Place } from "../conversation/failure.js";

/** Where in a program something was called, and the stack from there on. */
export interface CallPlace extends Place {
  readonly file: string;
  readonly stack: string;
}

/** The place from which `callee` was called. */
export function callPlace(callee: (...args: never[]) => unknown): CallPlace {
  const holder: { stack?: string } = {};
  Error.captureStackTrace(holder, callee);
  const frames = (holder.stack ?? "").split("\n").slice(1);
  const [, file = "", line, column] = /\(?((?:file:\/\/)?[^()]*?):(\d+):(\d+)\)?$/.exec(frames[0] ?? "") ?? [];
  return {
    file: pathOf(file.replace(/^\s*at (async )?/, "")),
    line: Number(line),
    column: Number(column),
    stack: frames.join("\n"),
  };
}

function pathOf(file: string): string {
  return file.startsWith("file:") ? fileURLToPath(file) : file;
}
