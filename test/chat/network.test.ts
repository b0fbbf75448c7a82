import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { inspect, promisify } from "node:util";
import { runCheck } from "../../provider/check/check.js";
import type { CheckInput } from "../../provider/check/input.js";
import { type Emulator, startEmulator } from "../../provider/emulator/index.js";
import { normalised } from "../check/failures.js";
import { greeting } from "../flows.js";
import { root } from "../project/root.js";
import { needsOpenssl, PrivateAuthority } from "./certificates.js";
import { failureOf, inputFor } from "./check-of.js";
import { ConnectProxy } from "./connect-proxy.js";
import { useCleanEnvironment } from "./environment.js";
import { Front } from "./front.js";

const calls = ["PUT /contact/chat", "POST /participant/connection", "GET /chat/"];
const script = `require("./provider/check/check.ts").runCheck(JSON.parse(process.argv[1])).then(
  ({ held }) => console.log(held),
  (error) => console.log(error.message),
)`;

describe("the network of a check", () => {
  useCleanEnvironment();
  let emulator: Emulator;

  beforeEach(async () => {
    emulator = await startEmulator({ flows: [greeting()] });
  });

  afterEach(() => emulator.close());

  const held = async (endpoint: string) => (await runCheck(inputFor(emulator, { endpoint }))).held;
  const failing = (endpoint: string) => failureOf(inputFor(emulator, { endpoint }));

  const assertAllThrough = (proxy: ConnectProxy, front: Front) => {
    const ports = new Set(proxy.tunnels.map(({ port }) => port));
    const through = front.seen.filter(({ port }) => ports.has(port)).map(({ line }) => line);
    assert.deepEqual(
      through,
      front.seen.map(({ line }) => line),
    );
    for (const call of calls) assert.ok(through.includes(call), call);
    assert.deepEqual([...new Set(proxy.tunnels.map(({ target }) => target))], [`connect.test:${front.port}`]);
  };

  describe("with a proxy", () => {
    for (const name of ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"]) {
      it(`in ${name} goes through it for both services and the WebSocket`, async () => {
        await using proxy = await ConnectProxy.listening();
        await using front = await Front.of(emulator, { host: "connect.test" });
        process.env[name] = proxy.url;
        assert.equal(await held(front.url), true);
        assertAllThrough(proxy, front);
      });
    }

    for (const name of ["NO_PROXY", "no_proxy"]) {
      it(`goes around it to a host that ${name} names`, async () => {
        await using proxy = await ConnectProxy.listening();
        await using front = await Front.of(emulator, { host: "connect.test" });
        Object.assign(process.env, { HTTP_PROXY: proxy.url, [name]: "other.test,connect.test" });
        assert.equal((await failing(front.url)).code, "NETWORK_NAME");
        assert.deepEqual([proxy.tunnels, front.seen], [[], []]);
      });
    }

    it("goes around it to loopback", async () => {
      await using proxy = await ConnectProxy.listening();
      await using front = await Front.of(emulator, { host: "localhost" });
      process.env.HTTP_PROXY = proxy.url;
      assert.deepEqual([await held(emulator.url), await held(front.url)], [true, true]);
      assert.deepEqual(proxy.tunnels, []);
    });

    it("gives it the credentials of its URL", async () => {
      await using proxy = await ConnectProxy.listening("ada:p@ss word");
      await using front = await Front.of(emulator, { host: "connect.test" });
      process.env.HTTP_PROXY = `http://ada:p%40ss%20word@${proxy.host}`;
      assert.equal(await held(front.url), true);
      assertAllThrough(proxy, front);
    });

    it("tells that it refused, and keeps its credentials to itself", async () => {
      await using proxy = await ConnectProxy.listening("ada:another");
      await using front = await Front.of(emulator, { host: "connect.test" });
      process.env.HTTP_PROXY = `http://ada:s3cret@${proxy.host}`;
      const failure = await failing(front.url);
      assert.equal(
        normalised(failure.message),
        [
          "The chat check failed: StartChatContact did not get through the proxy 127.0.0.1:PORT: it answered CONNECT with HTTP 407.",
          "code: NETWORK_PROXY",
          "stage: StartChatContact, T s after the check began",
          "flow ID-1 of instance ID-2; no contact was made known",
          "seen in the chat: nothing",
          "to do: Check HTTPS_PROXY, HTTP_PROXY and NO_PROXY, and that the proxy lets CONNECT through to AWS.",
        ].join("\n"),
      );
      assert.equal(proxy.tunnels.at(-1)?.authorization, `Basic ${Buffer.from("ada:s3cret").toString("base64")}`);
      assertKeptSecret(failure);
      assert.deepEqual(front.seen, []);
    });

    it("tells that it cannot be reached, and keeps its credentials to itself", async () => {
      const proxy = await ConnectProxy.listening();
      process.env.HTTP_PROXY = `http://ada:s3cret@${proxy.host}`;
      await proxy[Symbol.asyncDispose]();
      const failure = await failing("http://connect.test:1");
      assert.equal(failure.code, "NETWORK_PROXY");
      assert.match(failure.message, /get through the proxy 127\.0\.0\.1:\d+: connect ECONNREFUSED/);
      assertKeptSecret(failure);
    });

    for (const [what, credentials, host] of [
      ["host", "ada:s3cret", "not a host"],
      ["password", "ada:s3cret%", undefined],
    ] as const) {
      it(`tells that its URL has no valid ${what}, and keeps its credentials to itself`, async () => {
        const proxy = await ConnectProxy.listening();
        process.env.HTTP_PROXY = `http://${credentials}@${host ?? proxy.host}`;
        await proxy[Symbol.asyncDispose]();
        const failure = await failing("http://connect.test:1");
        assert.equal(failure.code, "NETWORK_PROXY");
        assert.match(failure.message, /get through the proxy of the environment: its URL is not valid\.\n/);
        assertKeptSecret(failure);
      });
    }

    it("tells that it does not reach the service", async () => {
      await using proxy = await ConnectProxy.listening();
      process.env.HTTP_PROXY = proxy.url;
      const failure = await failing("http://connect.test:1");
      assert.equal(failure.code, "NETWORK_PROXY");
      assert.match(failure.message, /: it answered CONNECT with HTTP 502\./);
    });
  });

  describe("with a certificate of a private authority", () => {
    let authority: PrivateAuthority;

    before(function () {
      needsOpenssl(this);
      authority = new PrivateAuthority("localhost", "connect.test");
    });

    after(() => authority?.[Symbol.dispose]());

    const secureFront = (host: string) => Front.of(emulator, { host, certificate: authority.server });
    const heldInNewProcess = async (endpoint: string, environment: Record<string, string>) => {
      const input: CheckInput = inputFor(emulator, { endpoint });
      const args = ["--require", "tsx/cjs", "--eval", script, JSON.stringify(input)];
      const env = { ...process.env, ...environment };
      return (await promisify(execFile)(process.execPath, args, { cwd: root, env })).stdout.trim();
    };

    it("does not trust it by itself, and says what to do", async () => {
      await using front = await secureFront("localhost");
      const { code, message } = await failing(front.url);
      assert.equal(code, "NETWORK_CERTIFICATE");
      assert.equal(
        normalised(message),
        [
          "The chat check failed: StartChatContact did not trust the certificate that answered (UNABLE_TO_VERIFY_LEAF_SIGNATURE).",
          "code: NETWORK_CERTIFICATE",
          "stage: StartChatContact, T s after the check began",
          "flow ID-1 of instance ID-2; no contact was made known",
          "seen in the chat: nothing",
          "to do: Where a proxy opens TLS, name its CA in AWS_CA_BUNDLE or NODE_EXTRA_CA_CERTS.",
        ].join("\n"),
      );
    });

    it("trusts it by AWS_CA_BUNDLE, for both services and the WebSocket", async () => {
      await using front = await secureFront("localhost");
      process.env.AWS_CA_BUNDLE = authority.caFile;
      assert.equal(await held(front.url), true);
      const lines = front.seen.map(({ line }) => line);
      for (const call of calls) assert.ok(lines.includes(call), call);
    });

    it("trusts it by NODE_EXTRA_CA_CERTS", async () => {
      await using front = await secureFront("localhost");
      assert.equal(await heldInNewProcess(front.url, { NODE_EXTRA_CA_CERTS: authority.caFile }), "true");
    });

    it("trusts it by NODE_EXTRA_CA_CERTS beside an AWS_CA_BUNDLE of another authority", async () => {
      using other = new PrivateAuthority();
      await using front = await secureFront("localhost");
      const environment = { NODE_EXTRA_CA_CERTS: authority.caFile, AWS_CA_BUNDLE: other.caFile };
      assert.equal(await heldInNewProcess(front.url, environment), "true");
    });

    it("trusts it through a proxy", async () => {
      await using proxy = await ConnectProxy.listening();
      await using front = await secureFront("connect.test");
      Object.assign(process.env, { HTTPS_PROXY: proxy.url, AWS_CA_BUNDLE: authority.caFile });
      assert.equal(await held(front.url), true);
      assertAllThrough(proxy, front);
    });

    it("takes a proxy without a scheme for one of plain HTTP", async () => {
      await using proxy = await ConnectProxy.listening();
      await using front = await secureFront("connect.test");
      Object.assign(process.env, { HTTPS_PROXY: proxy.url.replace("http://", ""), AWS_CA_BUNDLE: authority.caFile });
      assert.equal(await held(front.url), true);
    });

    it("does not trust it through a proxy by itself", async () => {
      await using proxy = await ConnectProxy.listening();
      await using front = await secureFront("connect.test");
      process.env.HTTPS_PROXY = proxy.url;
      assert.equal((await failing(front.url)).code, "NETWORK_CERTIFICATE");
      assert.equal(proxy.tunnels[0]?.target, `connect.test:${front.port}`);
    });
  });

  it("tells of an AWS_CA_BUNDLE that is not there", async () => {
    process.env.AWS_CA_BUNDLE = "absent.pem";
    const { code, message } = await failing("https://127.0.0.1:1");
    assert.equal(code, "NETWORK_CERTIFICATE");
    assert.equal(
      normalised(message),
      [
        "The chat check failed: AWS_CA_BUNDLE names a file that cannot be read: ENOENT: no such file or directory, open 'absent.pem'.",
        "code: NETWORK_CERTIFICATE",
        "stage: StartChatContact, T s after the check began",
        "flow ID-1 of instance ID-2; no contact was made known",
        "seen in the chat: nothing",
        "to do: Correct AWS_CA_BUNDLE, or unset it.",
      ].join("\n"),
    );
    assert.deepEqual(emulator.contacts(), []);
  });
});

function assertKeptSecret(failure: Error): void {
  const everything = inspect(failure, { depth: Number.POSITIVE_INFINITY, showHidden: true });
  for (const secret of ["s3cret", Buffer.from("ada:s3cret").toString("base64")]) {
    assert.ok(!everything.includes(secret), "The credentials are told.");
  }
}
