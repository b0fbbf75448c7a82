import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { root } from "../project/root.js";
import { assertNoToken } from "../project/tokens.js";

const fromRoot = createRequire(`${root}/_.js`);
const fromPulumi = createRequire(fromRoot.resolve("@pulumi/pulumi"));
const grpc = fromPulumi("@grpc/grpc-js");
const { Struct } = fromPulumi("google-protobuf/google/protobuf/struct_pb.js");
const { ResourceProviderClient } = fromRoot("@pulumi/pulumi/proto/provider_grpc_pb.js");
const messages = fromRoot("@pulumi/pulumi/proto/provider_pb.js");

type Properties = Record<string, unknown>;

/** Pulumi's own dynamic provider process, spoken to as the engine does. */
export interface DynamicProvider extends AsyncDisposable {
  readonly process: ChildProcess;
  configure(config: Record<string, string>): Promise<void>;
  check(news: Properties): Promise<{ inputs: Properties; failures: { property: string; reason: string }[] }>;
  create(inputs: Properties): Promise<{ id: string; outputs: Properties }>;
  update(id: string, olds: Properties, news: Properties): Promise<Properties>;
  remove(id: string, outputs: Properties): Promise<void>;
  /** Everything that the process wrote. */
  written(): string;
}

export async function startDynamicProvider(
  environment: Record<string, string | undefined>,
  folder = root,
): Promise<DynamicProvider> {
  const state = mkdtempSync(join(tmpdir(), "chat-check-state-"));
  const child = spawn(process.execPath, [fromRoot.resolve("@pulumi/pulumi/cmd/dynamic-provider"), "127.0.0.1:1"], {
    cwd: folder,
    env: { ...process.env, PULUMI_NODEJS_PROJECT: "test", XDG_STATE_HOME: state, ...environment },
  });
  let written = "";
  child.stderr.on("data", (data) => {
    written += data;
  });
  const lines = createInterface(child.stdout);
  const [port] = (await once(lines, "line")) as [string];
  lines.on("line", (line) => {
    written += `${line}\n`;
  });
  const client = new ResourceProviderClient(`127.0.0.1:${port.trim()}`, grpc.credentials.createInsecure());

  const call = (method: string, request: unknown) =>
    new Promise<{ [getter: string]: () => never }>((resolve, reject) => {
      client[method](request, (error: Error | null, response: never) => (error ? reject(error) : resolve(response)));
    });
  const struct = (properties: Properties) => Struct.fromJavaScript(JSON.parse(JSON.stringify(properties)));
  const plain = (value: { toJavaScript(): Properties } | undefined) => value?.toJavaScript() ?? {};

  return {
    process: child,
    async configure(config) {
      const request = new messages.ConfigureRequest();
      request.setArgs(struct(config));
      await call("configure", request);
    },
    async check(news) {
      const request = new messages.CheckRequest();
      request.setOlds(struct({}));
      request.setNews(struct(news));
      const response = await call("check", request);
      const failures = (response.getFailuresList?.() ?? []) as { getProperty(): string; getReason(): string }[];
      return {
        inputs: plain(response.getInputs?.()),
        failures: failures.map((failure) => ({ property: failure.getProperty(), reason: failure.getReason() })),
      };
    },
    async create(inputs) {
      const request = new messages.CreateRequest();
      request.setProperties(struct(inputs));
      const response = await call("create", request);
      return { id: String(response.getId?.()), outputs: plain(response.getProperties?.()) };
    },
    async update(id, olds, news) {
      const request = new messages.UpdateRequest();
      request.setId(id);
      request.setOlds(struct(olds));
      request.setNews(struct(news));
      return plain((await call("update", request)).getProperties?.());
    },
    async remove(id, outputs) {
      const request = new messages.DeleteRequest();
      request.setId(id);
      request.setProperties(struct(outputs));
      await call("delete", request);
    },
    written: () => written,
    async [Symbol.asyncDispose]() {
      client.close();
      if (child.exitCode === null && child.signalCode === null) {
        child.kill("SIGKILL");
        await once(child, "exit");
      }
      rmSync(state, { recursive: true, force: true });
      assertNoToken(written);
    },
  };
}
