import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";

export interface Recorded {
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface ToldAnswer {
  readonly status: number;
  /** The error's name, as the service tells it. */
  readonly error?: string;
  readonly body?: object;
}

/** A service that writes down what it is asked, and answers as told: with each answer in turn, then with the last. */
export class Recorder implements AsyncDisposable {
  readonly requests: Recorded[] = [];

  private constructor(
    private readonly server: Server,
    private readonly answers: readonly ToldAnswer[],
  ) {
    server.on("request", async (request, response) => {
      const body = (await json(request).catch(() => ({}))) as Recorded["body"];
      const { status, error, body: told = {} } = this.answers[this.requests.length] ?? this.answers.at(-1) ?? succeeded;
      this.requests.push({ path: request.url, headers: request.headers, body });
      response.writeHead(status, {
        "content-type": "application/json",
        ...(error ? { "x-amzn-errortype": error } : {}),
      });
      response.end(JSON.stringify(told));
    });
  }

  static async answering(...answers: readonly ToldAnswer[]): Promise<Recorder> {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    return new Recorder(server, answers);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

const succeeded: ToldAnswer = { status: 200 };
