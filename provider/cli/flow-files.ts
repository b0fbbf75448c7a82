import { type FSWatcher, readdirSync, readFileSync, statSync, watch } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Surroundings } from "../chat/surroundings.js";
import type { Emulator, FlowSource, FlowView, ModuleView } from "../emulator/index.js";
import { isFlowFile } from "../flow/flow-file.js";

type Loaded = FlowView | ModuleView;

/** What became of a file. */
export type FlowFileEvent =
  | { readonly kind: "loaded" | "loaded again" | "gone"; readonly file: string; readonly flow: Loaded }
  /** What was loaded from the file before goes on being served. */
  | { readonly kind: "refused"; readonly file: string; readonly error: unknown };

interface Known {
  readonly content: string;
  readonly flow?: Loaded;
}

/** An editor writes a file in more than one go. */
const settleMilliseconds = 50;

/** Keeps an emulator's flows as their files are: those that it was started with, and the flows among the `.json` files of a folder. */
export class FlowFiles {
  private readonly known = new Map<string, Known>();
  private readonly given = new Map<string, FlowSource>();
  private readonly folder: string | undefined;
  private readonly only: string | undefined;

  /** `path` is a folder or one file; throws the system's error where it is neither. */
  constructor(
    private readonly emulator: Pick<Emulator, "load" | "unload" | "flows" | "modules">,
    path?: string,
  ) {
    const isFile = path !== undefined && !statSync(path).isDirectory();
    this.folder = isFile ? dirname(path) : path;
    this.only = isFile ? basename(path) : undefined;
    for (const flow of [...emulator.flows, ...emulator.modules]) {
      const { file, id, name, status, description } = flow;
      if (file === undefined) continue;
      const type = "type" in flow ? (flow as FlowView).type : undefined;
      this.known.set(file, { content: contentOf(file), flow });
      this.given.set(file, { file, id, name, type, status, description });
    }
  }

  /** Whether the folder has no file of a flow. */
  get isEmpty(): boolean {
    return this.files().length === 0;
  }

  /** Loads what is new or has changed, and forgets what is gone. */
  read(): FlowFileEvent[] {
    const files = this.files();
    const gone = [...this.known.keys()].filter((file) => !files.includes(file) && !this.given.has(file));
    const stay = [...this.given.keys()].filter((file) => !files.includes(file));
    return [...gone.flatMap((file) => this.forget(file)), ...[...stay, ...files].flatMap((file) => this.load(file))];
  }

  /** Reads again whenever something changes in a folder of theirs; the answer stops that. */
  watch({ after }: Pick<Surroundings, "after">, tell: (events: readonly FlowFileEvent[]) => void): () => void {
    let cancel = () => {};
    const readAgain = () => {
      try {
        tell(this.read());
      } catch (error) {
        tell([{ kind: "refused", file: this.folder ?? "", error }]);
      }
    };
    const soon = () => {
      cancel();
      cancel = after(settleMilliseconds, readAgain);
    };
    const folders = new Set([...this.given.keys()].map((file) => dirname(file)));
    if (this.folder !== undefined) folders.add(this.folder);
    const watchers = [...folders].map((folder): FSWatcher => watch(folder, soon).on("error", soon));
    return () => {
      cancel();
      for (const watcher of watchers) watcher.close();
    };
  }

  private files(): string[] {
    const { folder, only } = this;
    if (folder === undefined) return [];
    return readdirSync(folder)
      .filter((name) => (only === undefined ? /\.json$/i.test(name) : name === only))
      .sort()
      .map((name) => join(folder, name))
      .filter((file) => only !== undefined || this.known.has(file) || isFlow(file));
  }

  private load(file: string): FlowFileEvent[] {
    const before = this.known.get(file);
    let content = "";
    try {
      content = contentOf(file);
      if (content === before?.content) return [];
      const flow = this.emulator.load(this.given.get(file) ?? { file }, before?.flow?.id ?? false);
      this.known.set(file, { content, flow });
      if (before?.flow && before.flow.id !== flow.id) this.emulator.unload(before.flow.id);
      return [{ kind: before?.flow ? "loaded again" : "loaded", file, flow }];
    } catch (error) {
      this.known.set(file, { content, flow: before?.flow });
      return [{ kind: "refused", file, error }];
    }
  }

  private forget(file: string): FlowFileEvent[] {
    const flow = this.known.get(file)?.flow;
    this.known.delete(file);
    if (!flow) return [];
    this.emulator.unload(flow.id);
    return [{ kind: "gone", file, flow }];
  }
}

/** What cannot be read is told when it is loaded. */
function isFlow(file: string): boolean {
  try {
    return isFlowFile(readFileSync(file));
  } catch {
    return true;
  }
}

/** Byte for byte: whether it has changed is all that matters. */
function contentOf(file: string): string {
  return readFileSync(file, "latin1");
}
