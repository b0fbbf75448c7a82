import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { ConnectClient, StartChatContactCommand } from "@aws-sdk/client-connect";
import { emulate } from "../../provider/cli/emulate.js";
import { startEmulator } from "../../provider/emulator/index.js";
import { ChatCheckError } from "../../provider/errors.js";
import { RawConnection } from "../emulator/raw-connection.js";
import { rawRequest } from "../emulator/raw-request.js";
import { action, disconnect, flow, greeting, say } from "../flows.js";
import { root } from "../project/root.js";
import { assertNoToken } from "../project/tokens.js";
import { endOf, User } from "./processes.js";
import { Terminal } from "./terminal.js";

const content = (text = "Hello") => JSON.stringify(greeting("any", text).content);
const notEmulated = content().replace('"Wait"', '"SummonFrog"');

interface Line {
  readonly endpoint: string;
  readonly region: string;
  readonly instanceId: string;
  readonly instanceArn: string;
  readonly flows: readonly { name: string; id: string; arn: string; type: string; file?: string }[];
}

/** Runs the command until it is stopped; what it writes can be waited for. */
class Running extends Terminal {
  private wake = () => {};
  private tellToStop = () => {};
  ended: Promise<number> = Promise.resolve(-1);

  /** Resolves once it serves. */
  static async of(files: Readonly<Record<string, string>>, ...args: string[]): Promise<Running> {
    const running = new Running();
    running.flows(files);
    await running.serve("--flows", "flows", ...args);
    return running;
  }

  flows(files: Readonly<Record<string, string>>): void {
    mkdirSync(join(this.folder, "flows"), { recursive: true });
    for (const [name, text] of Object.entries(files)) writeFileSync(this.path(name), text);
  }

  path(name: string): string {
    return join(this.folder, "flows", name);
  }

  async serve(...args: string[]): Promise<void> {
    this.ended = emulate.run(["--port", "0", ...args], this);
    await Promise.race([this.until(() => this.written !== ""), this.ended]);
  }

  override onStop = (listener = () => {}) => {
    this.tellToStop = listener;
    return () => {};
  };

  override out = (text: string) => {
    this.written += text;
    this.wake();
  };

  override err = (text: string) => {
    this.told += text;
    this.wake();
  };

  async until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  async toldOf(pattern: RegExp): Promise<void> {
    await this.until(() => pattern.test(this.told));
  }

  get line(): Line {
    return JSON.parse(this.written) as Line;
  }

  /** What the state of the emulator is. */
  async state(): Promise<{ flows: { name: string; id: string; type: string; file?: string }[] }> {
    return JSON.parse((await rawRequest(this.line.endpoint, "GET /emulator/state")).body);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.tellToStop();
    assert.equal(await this.ended, 0);
    this[Symbol.dispose]();
  }
}

describe("chat-check emulate", () => {
  it("prints the endpoint, the ids, and what to set in the environment", async () => {
    await using running = await Running.of({ "welcome.json": content(), "later.json": content("Later") });
    const { written: text, told } = running;
    const url = /at (http:\/\/127\.0\.0\.1:\d+)\./.exec(text)?.[1] ?? "";
    const { flows, instanceId } = JSON.parse((await rawRequest(url, "GET /emulator/state")).body);
    assert.match(text, new RegExp(`^Instance ${instanceId}$`, "m"));
    for (const { name, id } of flows) {
      assert.match(text, new RegExp(`^  ${name.padEnd(7)}  ${id}  CONTACT_FLOW  flows/${name}\\.json$`, "m"));
    }
    assert.equal(flows.length, 2);
    for (const [name, value] of [
      ["AWS_ENDPOINT_URL", url],
      ["AWS_REGION", "us-east-1"],
      ["AWS_ACCESS_KEY_ID", "test"],
      ["AWS_SECRET_ACCESS_KEY", "test"],
    ]) {
      assert.ok(text.includes(`\n  export ${name}=${value}\n`), name);
    }
    assert.equal(told, "");
  });

  it("prints one line of JSON", async () => {
    await using running = await Running.of({ "welcome.json": content() }, "--json");
    assert.equal(running.written.split("\n").length, 2);
    const { endpoint, flows, ...rest } = running.line;
    assert.match(endpoint, /^http:\/\/127\.0\.0\.1:\d+$/);
    const instanceId = "11111111-2222-4333-8444-555555555555";
    const instanceArn = `arn:aws:connect:us-east-1:123456789012:instance/${instanceId}`;
    assert.deepEqual(rest, { region: "us-east-1", instanceId, instanceArn });
    assert.deepEqual(Object.keys(flows[0] ?? {}), ["name", "id", "arn", "type", "file"]);
    const [{ id = "", arn, name, file } = { name: "", id: "", arn: "", file: "" }] = flows;
    assert.equal(name, "welcome");
    assert.equal(arn, `${instanceArn}/contact-flow/${id}`);
    assert.equal(file, running.path("welcome.json"));
  });

  it("names a flow by its file, unless the export says another, and keeps its id from start to start", async () => {
    const described = JSON.stringify({ ContactFlow: { Name: "From the export", Content: content() } });
    const files = { "welcome.json": content(), "other.json": described };
    const [first, second] = [await Running.of(files, "--json"), await Running.of(files, "--json")];
    const ids = ({ line }: Running) => line.flows.map(({ name, id }) => [name, id]).sort();
    assert.deepEqual(ids(first), ids(second));
    assert.deepEqual(
      ids(first).map(([name]) => name),
      ["From the export", "welcome"],
    );
    await Promise.all([first[Symbol.asyncDispose](), second[Symbol.asyncDispose]()]);
  });

  it("serves one file, and an instance without flows", async () => {
    await using none = new Running();
    await none.serve();
    assert.match(none.written, /No flow is loaded: see --flows\./);
    await using one = new Running();
    one.flows({ "one.json": content(), "two.json": content() });
    await one.serve("--json", "--flows", "flows/one.json");
    assert.deepEqual(
      one.line.flows.map(({ name }) => name),
      ["one"],
    );
  });

  it("serves the others where a flow has actions that are not emulated, and names those", async () => {
    await using running = await Running.of({ "good.json": content(), "frog.json": notEmulated }, "--json");
    assert.deepEqual(
      running.line.flows.map(({ name }) => name),
      ["good"],
    );
    assert.match(running.told, /^flows\/frog\.json is not served: .*SummonFrog\.\n$/);
  });

  it("serves a folder whose flows the instance file names as well, each once", async () => {
    await using running = new Running();
    running.flows({ "one.json": content() });
    writeFileSync(join(running.folder, "instance.yaml"), "flows: [flows/one.json]");
    await running.serve("--json", "--flows", "flows", "--instance", "instance.yaml");
    assert.deepEqual(
      running.line.flows.map(({ name }) => name),
      ["one"],
    );
  });

  it("takes an instance file, and tells what the flows need beyond it", async () => {
    await using running = new Running();
    const queue = content().replace(
      '"Actions":[',
      '"Actions":[{"Identifier":"q","Type":"UpdateContactTargetQueue","Parameters":{"QueueId":"arn:aws:connect:us-east-1:1:instance/i/queue/nowhere"},"Transitions":{"NextAction":"end","Errors":[],"Conditions":[]}},',
    );
    running.flows({ "welcome.json": queue });
    running.file(
      "instance.yaml",
      "instance: { id: 99999999-2222-4333-8444-555555555555 }\nqueues: [{ name: Support }]\n",
    );
    await running.serve("--json", "--flows", "flows", "--instance", "instance.yaml");
    assert.equal(running.line.instanceId, "99999999-2222-4333-8444-555555555555");
    assert.match(
      running.told,
      /^The instance lacks the queue .*nowhere.*: needed by UpdateContactTargetQueue q .*\.\n$/,
    );
  });

  it("writes calls and actions to standard error when told to, and no token", async () => {
    await using running = await Running.of({ "welcome.json": content() }, "--json", "--log", "--clock", "instant");
    const { endpoint, region, instanceId: InstanceId, flows } = running.line;
    const connect = new ConnectClient({
      endpoint,
      region,
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
    });
    const ParticipantDetails = { DisplayName: "Ada" };
    await connect.send(new StartChatContactCommand({ InstanceId, ContactFlowId: flows[0]?.id, ParticipantDetails }));
    connect.destroy();
    await running.toldOf(/StartChatContact → 200\n/);
    assert.match(running.told, /^contact [\da-f-]+ begins with the flow welcome\n/);
    assertNoToken(running.told);
  });

  describe("when files change", () => {
    it("loads a flow again, under the same id", async () => {
      await using running = await Running.of({ "welcome.json": content() }, "--json");
      const [{ id } = { id: "" }] = running.line.flows;
      writeFileSync(running.path("welcome.json"), content("Good day"));
      await running.toldOf(new RegExp(`^flows/welcome\\.json: welcome \\(${id}\\) is loaded again\\.$`, "m"));
      assert.equal((await running.state()).flows[0]?.id, id);
    });

    it("keeps the flow as it was where the file is broken, says why, and takes it once it is mended", async () => {
      await using running = await Running.of({ "welcome.json": content() }, "--json");
      const before = await running.state();
      writeFileSync(running.path("welcome.json"), content().slice(0, 100));
      await running.toldOf(/^flows\/welcome\.json cannot be used, and nothing changes: The flow welcome cannot/m);
      writeFileSync(running.path("welcome.json"), notEmulated);
      await running.toldOf(/^flows\/welcome\.json cannot be used, and nothing changes: .*SummonFrog/m);
      assert.deepEqual((await running.state()).flows, before.flows);
      writeFileSync(running.path("welcome.json"), content("Good day"));
      await running.toldOf(/is loaded again/);
    });

    it("loads a new file, and forgets one that is gone", async () => {
      await using running = await Running.of({ "welcome.json": content() }, "--json");
      running.flows({ "more.json": content() });
      await running.toldOf(/^flows\/more\.json: more \(.*\) is loaded\.$/m);
      rmSync(running.path("welcome.json"));
      await running.toldOf(/^flows\/welcome\.json: welcome \(.*\) is gone\.$/m);
      assert.deepEqual(
        (await running.state()).flows.map(({ name }) => name),
        ["more"],
      );
    });

    it("takes a file that another is renamed to, as editors do it", async () => {
      await using running = await Running.of({ "welcome.json": content() }, "--json");
      writeFileSync(join(running.folder, "new"), content("Good day"));
      renameSync(join(running.folder, "new"), running.path("welcome.json"));
      await running.toldOf(/^flows\/welcome\.json: welcome \(.*\) is loaded again\.$/m);
    });

    it("loads a flow of the instance file again, under the name that it has there", async () => {
      await using running = new Running();
      running.flows({ "welcome.json": content() });
      running.file("instance.yaml", "flows: [{ file: flows/welcome.json, name: Fixed, type: CUSTOMER_QUEUE }]\n");
      await running.serve("--json", "--instance", "instance.yaml");
      const [{ id, file } = { id: "", file: "" }] = running.line.flows;
      assert.equal(file, running.path("welcome.json"));
      writeFileSync(running.path("welcome.json"), content("Good day"));
      await running.toldOf(new RegExp(`^flows/welcome\\.json: Fixed \\(${id}\\) is loaded again\\.$`, "m"));
      const { flows } = await running.state();
      assert.deepEqual(
        flows.map(({ name, type }) => [name, type]),
        [["Fixed", "CUSTOMER_QUEUE"]],
      );
    });

    it("does not let a file take the flow of another", async () => {
      const named = (text: string) => JSON.stringify({ ContactFlow: { Name: "welcome", Content: content(text) } });
      await using running = await Running.of({ "welcome.json": content() }, "--json");
      running.flows({ "zebra.json": named("Zebra") });
      await running.toldOf(/^flows\/zebra\.json cannot be used, .*Two flows are the same one by name or id: welcome/m);
      const { flows } = await running.state();
      assert.deepEqual(
        flows.map(({ file }) => file),
        [running.path("welcome.json")],
      );
    });

    it("says that the folder is gone, and serves what it had", async () => {
      await using running = await Running.of({ "welcome.json": content() }, "--json");
      rmSync(join(running.folder, "flows"), { recursive: true });
      await running.toldOf(/is gone|ENOENT/);
      await running.state();
    });
  });

  describe("is wrong use", () => {
    const refused = async (files: Readonly<Record<string, string>> | undefined, ...args: string[]) => {
      using io = new Running();
      if (files) io.flows(files);
      const running = emulate.run(args.length > 0 ? args : ["--flows", "flows", "--port", "0"], io);
      const error = await running.then(
        () => assert.fail("It ran."),
        (reason: unknown) => reason,
      );
      assert.ok(error instanceof ChatCheckError, String(error));
      assert.equal(io.written, "");
      return error;
    };

    it("with a folder that is not there, or has no flow", async () => {
      const absent = await refused(undefined);
      assert.equal(absent.code, "WRONG_USE");
      assert.match(absent.message, /--flows flows cannot be read: ENOENT/);
      assert.match((await refused({ "read.me": "" })).message, /--flows flows has no \.json file/);
    });

    it("with flows that cannot be used, every one of them told", async () => {
      const { message } = await refused({
        "a.json": "{",
        "b.json": content(),
        "c.json": JSON.stringify({ Version: "2019-10-30", StartAction: "x", Actions: [] }),
        "d.json": notEmulated,
        "e.json": JSON.stringify({ ContactFlow: { Name: "b", Content: content() } }),
      });
      assert.match(message, /\n- flows\/a\.json: .+\n- flows\/c\.json: .+\n- flows\/e\.json: Two flows are the same/);
      assert.doesNotMatch(message, /[bd]\.json/);
    });

    it("with an instance file that cannot be used, every problem told", async () => {
      using io = new Running();
      io.file("instance.yaml", "queues: 1\nfrogs: 2\n");
      const error = await emulate.run(["--port", "0", "--instance", "instance.yaml"], io).catch((reason) => reason);
      assert.ok(error instanceof ChatCheckError, String(error));
      assert.match(error.message, /instance\.yaml:1.*queues[\s\S]*instance\.yaml:2.*frogs/);
    });

    for (const [args, message] of [
      [["--port", "70000"], /--port is a number from 0 to 65535, not 70000/],
      [["--port", "x"], /--port is a number/],
      [["--clock", "fast"], /--clock is one of real, instant, manual, not fast/],
      [["flows"], /There is no operand: flows/],
      [["--frogs"], /There is no option --frogs/],
    ] as const) {
      it(`with ${args.join(" ")}`, async () => {
        assert.match((await refused(undefined, ...args)).message, message);
      });
    }
  });

  it("says that the port is in use, or the address not of this machine", async () => {
    await using other = await startEmulator();
    const { port } = new URL(other.url);
    using io = new Running();
    await assert.rejects(emulate.run(["--port", port], io), {
      code: "CANNOT_LISTEN",
      message: `Port ${port} of 127.0.0.1 is in use by another program.`,
    });
    await assert.rejects(emulate.run(["--port", "0", "--host", "192.0.2.1"], io), {
      code: "CANNOT_LISTEN",
      message: "The emulator cannot listen on port 0 of 192.0.2.1 (EADDRNOTAVAIL).",
    });
  });

  describe("in a process of its own", function () {
    this.timeout(60_000);
    const folder = mkdtempSync(join(tmpdir(), "chat-check-emulate-"));
    before(() => writeFileSync(join(folder, "welcome.json"), content()));
    after(() => rmSync(folder, { recursive: true }));

    const start = (...args: string[]): { child: ChildProcess; output: () => string; errors: () => string } => {
      const main = join(root, "provider/cli/main.ts");
      const tsx = require.resolve("tsx");
      const child = spawn(process.execPath, ["--import", tsx, main, "emulate", "--port", "0", ...args], {
        cwd: dirname(folder),
        stdio: ["ignore", "pipe", "pipe"],
      });
      let [output, errors] = ["", ""];
      child.stdout?.on("data", (text) => {
        output += text;
      });
      child.stderr?.on("data", (text) => {
        errors += text;
      });
      return { child, output: () => output, errors: () => errors };
    };
    const lineOf = async (child: ChildProcess, output: () => string) => {
      while (!output().includes("\n")) {
        if (child.exitCode !== null) throw new Error("It ended before it wrote a line.");
        await Promise.race([once(child.stdout ?? child, "data"), once(child, "exit")]);
      }
      return JSON.parse(output()) as Line;
    };

    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      it(`ends cleanly on ${signal}, with a connection open and a folder watched`, async () => {
        const { child, output, errors } = start("--json", "--flows", basename(folder));
        const { endpoint, flows } = await lineOf(child, output);
        assert.equal(flows[0]?.file, join(folder, "welcome.json"));
        assert.equal((await rawRequest(endpoint, "GET /emulator")).status, 200);
        const open = await RawConnection.to(endpoint);
        const ended = once(child, "exit");
        child.kill(signal);
        await open.ended;
        assert.deepEqual(await ended, [0, null]);
        assert.equal(errors(), "");
        await assert.rejects(rawRequest(endpoint, "GET /emulator"), { code: "ECONNREFUSED" });
      });
    }

    it("loads neither AWS's SDK nor what only an instance file needs", async () => {
      const program = `import(${JSON.stringify(join(root, "provider/cli/emulate.ts"))}).then(() => {
        console.log(Object.keys(require.cache).filter((file) => file.includes("node_modules")).join("\\n"));
      });`;
      const child = spawn(process.execPath, ["--import", require.resolve("tsx"), "-e", program]);
      let loaded = "";
      child.stdout.on("data", (text) => {
        loaded += text;
      });
      assert.deepEqual(await once(child, "close"), [0, null]);
      assert.match(loaded, /node_modules\/ws\//);
      assert.doesNotMatch(loaded, /node_modules\/(@aws-sdk|@smithy|valibot|yaml|esbuild-wasm)\//);
    });

    it("imports a Lambda function that is an ES module, and serves a check, as it is installed", async () => {
      using user = new User();
      user.file("lookup.mjs", 'export const handler = async () => ({ name: "Grace" });');
      const hello = flow(
        "hello",
        action("call", "InvokeLambdaFunction", { LambdaFunctionARN: "lookup" }, { next: "say" }),
        say("say", "Hello $.External.name", "end"),
        disconnect(),
      );
      user.file("hello.json", JSON.stringify(hello.content));
      const lambda = [{ name: "lookup", handler: "./lookup.mjs#handler" }];
      const instance = user.file("instance.json", JSON.stringify({ flows: "hello.json", lambda }));
      const emulator = user.start(["emulate", "--port", "0", "--json", "--instance", instance]);
      const ended = endOf(emulator);
      let output = "";
      emulator.stdout?.on("data", (text) => {
        output += text;
      });
      const { endpoint, instanceId, flows } = await lineOf(emulator, () => output);
      const ids = ["--instance-id", instanceId, "--contact-flow-id", flows[0]?.id ?? ""];
      const check = ["check", ...ids, "--endpoint-url", endpoint, "--allow-end"];
      const { code, out, err } = await user.run(...check, "--expect-first-message", "Hello Grace");
      emulator.kill("SIGINT");
      const { err: told, code: ending } = await ended;
      assert.deepEqual([code, ending, told], [0, 0, ""], out + err);
    });

    it("ends with 2 and every problem where flows cannot be used", async () => {
      writeFileSync(join(folder, "broken.json"), "{");
      const { child, output, errors } = start("--json", "--flows", basename(folder));
      assert.deepEqual(await once(child, "exit"), [2, null]);
      assert.equal(output(), "");
      assert.match(errors(), /broken\.json: [\s\S]*\ncode: WRONG_USE\nto do: /);
    });
  });
});
