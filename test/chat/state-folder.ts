import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Lets the tests of a suite record contacts in a folder of their own, in place of the user's. */
export function useStateFolder(): void {
  let before: string | undefined;
  let folder: string;
  beforeEach(() => {
    before = process.env.XDG_STATE_HOME;
    folder = mkdtempSync(join(tmpdir(), "chat-check-state-"));
    process.env.XDG_STATE_HOME = folder;
  });
  afterEach(() => {
    if (before === undefined) delete process.env.XDG_STATE_HOME;
    else process.env.XDG_STATE_HOME = before;
    rmSync(folder, { recursive: true, force: true });
  });
}
