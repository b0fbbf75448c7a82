import Module from "node:module";
import { type FileConversation, readConversations } from "../conversation/file.js";
import { type Bdd, bdd } from "./bdd.js";
import { registerConversations, registerFailure } from "./register.js";
import { shownFile } from "./shown-file.js";

interface LoadedModule {
  exports: unknown;
}

type Load = (module: LoadedModule, file: string) => void;

/** Makes Node.js load files of conversations by `require`, with which mocha loads its files, and tests of them. */
export function loadConversationFiles(): void {
  const { _extensions: extensions } = Module as unknown as { _extensions: Record<string, Load> };
  for (const extension of [".chat.yaml", ".chat.yml"]) extensions[extension] = load;
}

function load(module: LoadedModule, file: string): void {
  const found = read(file);
  module.exports = found.conversations?.map(({ conversation }) => conversation);
  const runner = bdd();
  if (!runner) {
    if (found.failure) throw found.failure;
    return;
  }
  runner.describe(shownFile(file), () => register(found, file, runner));
}

function register({ conversations, failure }: Found, file: string, runner: Bdd): void {
  try {
    if (!conversations) throw failure;
    registerConversations(conversations, file, runner);
  } catch (cause) {
    registerFailure("is a file of conversations", cause, file, runner);
  }
}

interface Found {
  readonly conversations?: readonly FileConversation[];
  readonly failure?: unknown;
}

/** A file that cannot be used must not end the whole run, so that nothing is thrown. */
function read(file: string): Found {
  try {
    return { conversations: readConversations(shownFile(file)) };
  } catch (failure) {
    return { failure };
  }
}
