import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { ChatCheckError } from "../errors.js";
import type { LocalSession } from "./local-session.js";
import type { InstanceSetting, Setting } from "./setting.js";

/** What a worker asks the process that has the session. */
export type Question =
  | { readonly ask: "place"; readonly setting: Exclude<Setting, InstanceSetting> }
  /** The turn lasts until the connection is closed, so that no worker can take one with it when it dies. */
  | { readonly ask: "turn"; readonly setting: InstanceSetting; readonly flow?: string }
  /** Answered when the run is told to stop. */
  | { readonly ask: "stop" };

/** The answer to `stop`. */
export interface Stop {
  readonly signal: NodeJS.Signals;
}

/** Lets the workers of a run share its session, over loopback. */
export class RunServer {
  private readonly workers = new Set<ServerResponse>();
  private stopped: Stop | undefined;

  private constructor(
    private readonly session: LocalSession,
    private readonly server: Server,
    path: string,
    /** With a part that nobody else knows. */
    readonly url: string,
  ) {
    server.on("request", (request: IncomingMessage, response: ServerResponse) => {
      const answering = request.url === path ? this.answer(request, response) : refuse(response, 404, {});
      void answering.catch((cause: unknown) => refuse(response, 409, errorOf(cause)));
    });
  }

  /** Does not keep the process alive. */
  static async listen(session: LocalSession, secret: string): Promise<RunServer> {
    const server = createServer();
    server.unref();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    return new RunServer(session, server, `/${secret}`, `http://127.0.0.1:${port}/${secret}`);
  }

  /** Lets the workers go by the signal, as this process was told to; resolves when they are gone. */
  async stop(signal: NodeJS.Signals): Promise<void> {
    this.stopped = { signal };
    const gone = [...this.workers].map((worker) => once(worker, "close"));
    for (const worker of this.workers) send(worker, 200, this.stopped);
    await Promise.all(gone);
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const question = JSON.parse(await text(request)) as Question;
    if (question.ask === "stop") return this.wait(response);
    if (this.stopped) throw new Error("the run was told to stop");
    if (question.ask === "place") {
      send(response, 200, await this.session.place(question.setting));
      response.end();
      return;
    }
    const gone = new AbortController();
    response.once("close", () => gone.abort());
    const end = await this.session.instance(question.setting).turn(question.flow, gone.signal);
    if (response.destroyed) return end();
    response.once("close", end);
    send(response, 200, {});
  }

  private wait(response: ServerResponse): void {
    this.workers.add(response);
    response.once("close", () => this.workers.delete(response));
    if (this.stopped) send(response, 200, this.stopped);
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.write(`${JSON.stringify(body)}\n`);
}

async function refuse(response: ServerResponse, status: number, body: object): Promise<void> {
  if (response.destroyed || response.headersSent) return;
  send(response, status, body);
  response.end();
}

function errorOf(cause: unknown): object {
  if (cause instanceof ChatCheckError) return { code: cause.code, message: cause.message, hint: cause.hint };
  return { message: cause instanceof Error ? cause.message : String(cause) };
}
