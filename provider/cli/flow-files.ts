import { readdirSync, readFileSync, statSync, watch } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Surroundings } from "../chat/surroundings.js";
import type { Emulator, FlowView } from "../emulator/index.js";

/** What became of a file. */
export type FlowFileEvent =
  | { readonly kind: "loaded" | "reloaded" | "gone"; readonly file: string; readonly flow: FlowView }
  /** What was loaded from the file before goes on being served. */
  | { readonly kind: "refused"; readonly file: string; readonly error: unknown };

interface Known {
  readonly content: string;
  readonly flow?: FlowView;
}

/** An editor writes a file in more than one go. */
const settleMilliseconds = 50;

/** The flows of a folder's `.json` files, or of one file, in an emulator. */
export class FlowFiles {
  private readonly known = new Map<string, Known>();
  private readonly folder: string;
  private readonly only: string | undefined;

  /** Throws the system's error where there is no such folder or file. */
  constructor(
    private readonly emulator: Pick<Emulator, "load" | "unload">,
    path: string,
  ) {
    const isFolder = statSync(path).isDirectory();
    this.folder = isFolder ? path : dirname(path);
    this.only = isFolder ? undefined : basename(path);
  }

  /** The flows that are served, each with its file. */
  get flows(): { readonly flow: FlowView; readonly file: string }[] {
    return [...this.known].flatMap(([file, { flow }]) => (flow ? [{ flow, file }] : []));
  }

  /** Loads what is new or has changed, and forgets what is gone. */
  read(): FlowFileEvent[] {
    const files = readdirSync(this.folder)
      .filter((name) => (this.only === undefined ? /\.json$/i.test(name) : name === this.only))
      .sort()
      .map((name) => join(this.folder, name));
    const gone = [...this.known.keys()].filter((file) => !files.includes(file));
    return [...gone.flatMap((file) => this.forget(file)), ...files.flatMap((file) => this.load(file))];
  }

  /** Reads again whenever something changes in the folder; the answer stops that. */
  watch({ after }: Pick<Surroundings, "after">, tell: (events: readonly FlowFileEvent[]) => void): () => void {
    let cancel = () => {};
    const again = () => {
      cancel();
      cancel = after(settleMilliseconds, () => {
        try {
          tell(this.read());
        } catch (error) {
          tell([{ kind: "refused", file: this.folder, error }]);
        }
      });
    };
    const watcher = watch(this.folder, again);
    watcher.on("error", again);
    return () => {
      cancel();
      watcher.close();
    };
  }

  private load(file: string): FlowFileEvent[] {
    const before = this.known.get(file);
    let content = "";
    try {
      content = readFileSync(file, "latin1");
      if (content === before?.content) return [];
      const flow = this.emulator.load({ file }, before?.flow?.id ?? false);
      this.known.set(file, { content, flow });
      if (before?.flow && before.flow.id !== flow.id) this.emulator.unload(before.flow.id);
      return [{ kind: before?.flow ? "reloaded" : "loaded", file, flow }];
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
