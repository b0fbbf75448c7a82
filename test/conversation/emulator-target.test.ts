import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { controlPaths } from "../../provider/conversation/emulator-target.js";

const body = '{"attributes":{}}';
const answer = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;

/** A server that answers once on each connection, and cuts it at the next request. */
async function forgetful(answers = 1) {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    let left = answers;
    sockets.push(socket);
    socket.on("error", () => {});
    socket.on("data", () => {
      if (left-- > 0) socket.write(answer);
      else socket.resetAndDestroy();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  const close = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}`, sockets, close };
}

describe("the control paths of an emulator", () => {
  it("are asked again on a new connection when an old one was closed meanwhile", async () => {
    const { url, sockets, close } = await forgetful();
    try {
      const { chat } = controlPaths(url);
      await chat("one");
      await chat("two");
      assert.equal(sockets.length, 2);
    } finally {
      close();
    }
  });

  it("are not asked again on a connection that was new", async () => {
    const { url, sockets, close } = await forgetful(0);
    try {
      await assert.rejects(async () => controlPaths(url).chat("one"), /ECONNRESET/);
      assert.equal(sockets.length, 1);
    } finally {
      close();
    }
  });
});
