import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { root } from "../../project/root.js";

/** What the backend of a chat page tells the page. */
export interface ChatDetails {
  readonly endpoint: string;
  readonly region: string;
  readonly ContactId: string;
  readonly ParticipantId: string;
  readonly ParticipantToken: string;
}

/** A website of its own origin: the chat page, chatjs as published, and at `/chat` the backend that starts a chat. */
export class Site implements AsyncDisposable {
  private readonly server = createServer((request, response) => {
    if (request.method === "POST" && request.url === "/chat") {
      this.startChat().then(
        (details) => response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(details)),
        () => response.writeHead(502).end(),
      );
      return;
    }
    const [path, type] = files[request.url ?? ""] ?? [];
    if (path && type) response.writeHead(200, { "content-type": type }).end(readFileSync(path));
    else response.writeHead(404).end();
  });

  private constructor(private readonly startChat: () => Promise<ChatDetails>) {}

  static async of(startChat: () => Promise<ChatDetails>): Promise<Site> {
    const site = new Site(startChat);
    site.server.listen({ host: "127.0.0.1", port: 0 });
    await once(site.server, "listening");
    return site;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.server, "close");
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }
}

const here = (name: string) => join(root, "test/emulator/chatjs", name);
const files: Readonly<Record<string, readonly [path: string, type: string]>> = {
  "/": [here("page.html"), "text/html"],
  "/page.css": [here("page.css"), "text/css"],
  "/page.js": [here("page.js"), "text/javascript"],
  "/amazon-connect-chat.js": [
    join(root, "node_modules/amazon-connect-chatjs/dist/amazon-connect-chat.js"),
    "text/javascript",
  ],
};
