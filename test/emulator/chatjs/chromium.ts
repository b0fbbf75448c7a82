import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome"];

/** The path of a Chromium: the one that CHAT_CHECK_CHROMIUM names, else the first on PATH. */
export function findChromium({ CHAT_CHECK_CHROMIUM: named, PATH = "" }: NodeJS.ProcessEnv): string | undefined {
  if (named) return named;
  const folders = PATH.split(delimiter).filter((folder) => folder !== "");
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((file) => existsSync(file));
}
