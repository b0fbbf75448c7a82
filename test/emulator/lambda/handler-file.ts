import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folders: string[] = [];

/** Writes a file of the user's own into a folder of its own; its path. */
export function handlerFile(name: string, content: string): string {
  const folder = mkdtempSync(join(tmpdir(), "chat-check-handler-"));
  folders.push(folder);
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

export function removeHandlerFiles(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
}
