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
  | { readonly ask: "turn"; readonly setting: InstanceSetting; readonly flow?: string };

/** Lets the workers of a run share its session, over loopback. */
export class RunServer {
  private constructor(
    private readonly server: Server,
    /** With a part that nobody else knows. */
    readonly url: string,
  ) {}

  /** Does not keep the process alive. */
  static async listen(session: LocalSession, secret: string): Promise<RunServer> {
    const server = createServer((request, response) => {
      const answering = request.url === `/${secret}` ? answer(session, request, response) : refuse(response, 404, {});
      void answering.catch((cause: unknown) => refuse(response, 409, errorOf(cause)));
    });
    server.unref();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    return new RunServer(server, `http://127.0.0.1:${port}/${secret}`);
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

async function answer(session: LocalSession, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const question = JSON.parse(await text(request)) as Question;
  if (question.ask === "place") {
    send(response, 200, await session.place(question.setting));
    response.end();
    return;
  }
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  const end = await session.instance(question.setting).turn(question.flow, gone.signal);
  if (response.destroyed) return end();
  response.once("close", end);
  send(response, 200, {});
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
