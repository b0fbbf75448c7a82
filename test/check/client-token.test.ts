import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { runCheck } from "../../provider/check/check.js";
import { fast } from "./failures.js";

describe("the client token of a check", () => {
  let server: Server;
  let endpoint = "";
  let tokens: string[] = [];

  before(async () => {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test", AWS_REGION: "us-east-1" });
    server = createServer((request, response) => {
      let body = "";
      request.on("data", (data) => {
        body += data;
      });
      request.on("end", () => {
        if (request.url === "/contact/chat") tokens.push((JSON.parse(body) as { ClientToken: string }).ClientToken);
        response.writeHead(404, { "x-amzn-errortype": "ResourceNotFoundException" }).end("{}");
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    process.env.AWS_ENDPOINT_URL_STS = endpoint;
  });

  beforeEach(() => {
    tokens = [];
  });

  after(() => {
    for (const name of ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION", "AWS_ENDPOINT_URL_STS"]) {
      delete process.env[name];
    }
    server.closeAllConnections();
    server.close();
  });

  const checked = (clientToken?: string) =>
    assert.rejects(
      runCheck(
        { instanceId: "i", contactFlowId: "f", endpoint, clientToken, retries: 2, retryDelaySeconds: 1 },
        { surroundings: fast },
      ),
      /attempts: NOT_FOUND, NOT_FOUND, NOT_FOUND/,
    );

  it("is one and the same in all attempts, and another in the next check", async () => {
    await checked();
    await checked();
    assert.equal(tokens.length, 6);
    assert.equal(new Set(tokens.slice(0, 3)).size, 1);
    assert.equal(new Set(tokens).size, 2);
  });

  it("is the user's own where one is given", async () => {
    await checked("mine");
    assert.deepEqual(tokens, ["mine", "mine", "mine"]);
  });
});
