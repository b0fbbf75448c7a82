import { once } from "node:events";
import { createServer, type Server, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** What becomes of an answer: it is passed on, or the connection is cut; after a promise, when that resolves. */
export type Fate = "pass" | "cut" | Promise<"pass" | "cut">;

/** Passes requests on to a service, and lets a test decide what becomes of each answer. */
export class Relay implements AsyncDisposable {
  /** The path of each request, in the order of arrival. */
  readonly paths: string[] = [];
  private readonly waiting: { readonly path: string; readonly count: number; readonly reached: () => void }[] = [];

  private constructor(
    private readonly server: Server,
    origin: string,
    fateOf: (path: string, count: number) => Fate,
  ) {
    server.on("request", async (request, response) => {
      const { url: path = "", method, headers } = request;
      this.paths.push(path);
      const forwarded = send(`${origin}${path}`, { method, headers, agent: false });
      forwarded.end(await buffer(request));
      const [answer] = await once(forwarded, "response");
      const body = await buffer(answer);
      const count = this.countOf(path);
      const fate = fateOf(path, count);
      for (const waiting of this.waiting) if (waiting.path === path && waiting.count <= count) waiting.reached();
      if ((await fate) === "cut") return void request.socket.destroy();
      if (!response.destroyed) response.writeHead(answer.statusCode, answer.headers).end(body);
    });
  }

  static async to(origin: string, fateOf: (path: string, count: number) => Fate = () => "pass"): Promise<Relay> {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    return new Relay(server, origin, fateOf);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  countOf(path: string): number {
    return this.paths.filter((other) => other === path).length;
  }

  /** Waits until the service has answered a path so many times, whatever becomes of the answer. */
  answered(path: string, count = 1): Promise<void> {
    return new Promise((reached) => this.waiting.push({ path, count, reached }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
