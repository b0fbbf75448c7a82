import { once } from "node:events";
import { createServer } from "node:http";
import { connect, type Socket } from "node:net";
import { Listening } from "./listening.js";

export interface Tunnel {
  readonly target: string;
  readonly authorization: string | undefined;
  /** The port that the proxy called from; none where it refused. */
  readonly port?: number;
}

/** A proxy that tunnels by CONNECT; it alone knows where the name `connect.test` is. */
export class ConnectProxy extends Listening {
  readonly tunnels: Tunnel[] = [];

  private constructor(credentials: string | undefined) {
    super(createServer());
    const expected = credentials && `Basic ${Buffer.from(credentials).toString("base64")}`;
    this.server.on("connect", async (request, client, head) => {
      const { url: target = "", headers } = request;
      const authorization = headers["proxy-authorization"];
      if (expected && authorization !== expected) {
        this.tunnels.push({ target, authorization });
        client.end("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
        return;
      }
      const { hostname, port } = new URL(`http://${target}`);
      const onward = connect(Number(port), hostname === "connect.test" ? "127.0.0.1" : hostname);
      const connected = once(onward, "connect").then(
        () => true,
        () => false,
      );
      if (!(await connected)) {
        client.end("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
        return;
      }
      this.tunnels.push({ target, authorization, port: onward.localPort });
      client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      onward.write(head);
      this.join(client as Socket, onward);
    });
  }

  static async listening(credentials?: string): Promise<ConnectProxy> {
    const proxy = new ConnectProxy(credentials);
    await proxy.listen();
    return proxy;
  }

  get host(): string {
    return `127.0.0.1:${this.port}`;
  }

  get url(): string {
    return `http://${this.host}`;
  }
}
