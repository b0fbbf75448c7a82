import { stopSignals } from "../chat/open-chats.js";
import { processSurroundings } from "../chat/surroundings.js";
import { chatNames } from "./chat-names.js";
import type { RunServer } from "./run-server.js";
import type { Ready, Session } from "./session.js";
import type { Setting } from "./setting.js";
import { SharedSession } from "./shared-session.js";

/** Where the workers of a run find it. */
const variable = "CHAT_CHECK_RUN";
const lingerMilliseconds = 250;
/** A worker takes no longer to end its contacts. */
const stopMilliseconds = 3_200;

interface Run {
  readonly session: Session;
  readonly server: RunServer;
  /** Lets signals do again what they do without a run. */
  readonly stopListening: () => void;
}

/** Kept outside of this module, of which there are two where a program loads it as TypeScript and as JavaScript. */
interface Kept {
  run?: Promise<Run>;
  session?: Session;
}

const key = Symbol.for("connect-chat-check session");
const everywhere = globalThis as unknown as Record<symbol, Kept | undefined>;
const kept: Kept = everywhere[key] ?? {};
everywhere[key] = kept;

/** Opens the session of a run, before its first test: mocha calls it once, in its main process. */
export async function startRun(): Promise<void> {
  quieten();
  chatNames.clear();
  kept.run = (async () => {
    const { LocalSession } = await import("./local-session.js");
    const { RunServer: Serving } = await import("./run-server.js");
    const session = new LocalSession(processSurroundings, (text) => void process.stderr.write(text));
    const server = await Serving.listen(session, processSurroundings.newId());
    process.env[variable] = server.url;
    return { session, server, stopListening: passOnSignals(server) };
  })();
  await kept.run;
}

/** Which Node.js the AWS SDK of next year wants is nothing that every run should print. */
function quieten(): void {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
}

/** Workers end their contacts before this process goes by the signal. */
function passOnSignals(server: RunServer): () => void {
  const stopListening = () => {
    for (const signal of stopSignals) process.off(signal, stop);
  };
  const stop = async (signal: NodeJS.Signals) => {
    const late = new Promise<void>((resolve) => void processSurroundings.after(stopMilliseconds, resolve));
    await Promise.race([server.stop(signal), late]);
    stopListening();
    process.kill(process.pid, signal);
  };
  for (const signal of stopSignals) process.on(signal, stop);
  return stopListening;
}

export async function endRun(): Promise<void> {
  const run = await kept.run;
  kept.run = undefined;
  delete process.env[variable];
  run?.stopListening();
  run?.server.close();
  await run?.session.close();
}

/** The run's session; in a worker the part of it that the worker has; with no run one of this process alone. */
export function currentSession(): Session {
  if (kept.run)
    return {
      ready: async (setting) => (await kept.run)?.session.ready(setting) as Promise<Ready>,
      close: async () => {},
    };
  const url = process.env[variable];
  kept.session ??= url ? new SharedSession(url, processSurroundings) : new LingeringSession();
  return kept.session;
}

/** Has what it needs while it is needed and a moment longer, so that the process can end without being told. */
class LingeringSession implements Session {
  private session: Promise<Session> | undefined;
  private users = 0;
  private stopTimer = () => {};

  async ready(setting: Setting): Promise<Ready> {
    const leave = this.enter();
    try {
      const ready = await (await this.current()).ready(setting);
      return {
        ...ready,
        turn: async (flow) => {
          const out = this.enter();
          try {
            const end = await ready.turn(flow);
            return () => {
              end();
              out();
            };
          } catch (cause) {
            out();
            throw cause;
          }
        },
      };
    } finally {
      leave();
    }
  }

  async close(): Promise<void> {
    const session = await this.session;
    this.session = undefined;
    await session?.close();
  }

  private current(): Promise<Session> {
    quieten();
    this.session ??= import("./local-session.js").then(
      ({ LocalSession }) => new LocalSession(processSurroundings, (text) => void process.stderr.write(text)),
    );
    return this.session;
  }

  private enter(): () => void {
    this.users += 1;
    this.stopTimer();
    return () => {
      this.users -= 1;
      if (this.users > 0) return;
      this.stopTimer = processSurroundings.after(lingerMilliseconds, () => void this.close());
    };
  }
}
