import { createHash, randomBytes } from "node:crypto";
import { createRequire } from "node:module";
import type { Server, ServerUnaryCall, sendUnaryData } from "@grpc/grpc-js";
import { root } from "../project/root.js";
import { changedKeys, type Properties, type ResourceKind, unknownValue } from "./resource-kind.js";

type Messages = typeof import("@pulumi/pulumi/proto/provider_pb.js");
type Struct = import("google-protobuf/google/protobuf/struct_pb.js").Struct;

const fromRoot = createRequire(`${root}/_.js`);
const fromPulumi = createRequire(fromRoot.resolve("@pulumi/pulumi"));
const grpc = fromPulumi("@grpc/grpc-js") as typeof import("@grpc/grpc-js");
const { Struct } = fromPulumi("google-protobuf/google/protobuf/struct_pb.js") as {
  Struct: { fromJavaScript(properties: Properties): Struct };
};
const { Empty } = fromPulumi("google-protobuf/google/protobuf/empty_pb.js") as { Empty: new () => object };
const { PluginInfo } = fromRoot(
  "@pulumi/pulumi/proto/plugin_pb.js",
) as typeof import("@pulumi/pulumi/proto/plugin_pb.js");
const { ResourceProviderService } = fromRoot("@pulumi/pulumi/proto/provider_grpc_pb.js");
const messages = fromRoot("@pulumi/pulumi/proto/provider_pb.js") as Messages;

export interface ProviderServer extends AsyncDisposable {
  readonly port: number;
}

/** Serves resources to the Pulumi engine, as a provider that was started before it; secrets arrive in clear. */
export async function serveProvider(
  name: string,
  version: string,
  kinds: Readonly<Record<string, ResourceKind>>,
): Promise<ProviderServer> {
  const server: Server = new grpc.Server();
  server.addService(ResourceProviderService, handlers(name, version, kinds));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return {
    port,
    async [Symbol.asyncDispose]() {
      server.forceShutdown();
    },
  };
}

function handlers(name: string, version: string, kinds: Readonly<Record<string, ResourceKind>>) {
  const kindOf = (type: string): ResourceKind => {
    const kind = kinds[type];
    if (!kind) throw new Error(`The stand-in for ${name} has no ${type}.`);
    return kind;
  };
  return {
    handshake: answering(() => new messages.ProviderHandshakeResponse()),
    attach: answering(() => new Empty()),
    cancel: answering(() => new Empty()),
    getPluginInfo: answering(() => new PluginInfo().setVersion(version)),
    getSchema: answering(() => new messages.GetSchemaResponse().setSchema(JSON.stringify({ name, version }))),
    checkConfig: answering((request: InstanceType<Messages["CheckRequest"]>) =>
      new messages.CheckResponse().setInputs(request.getNews()),
    ),
    diffConfig: answering(() => new messages.DiffResponse().setChanges(messages.DiffResponse.DiffChanges.DIFF_NONE)),
    configure: answering(() => new messages.ConfigureResponse().setSupportspreview(true)),

    check: answering((request: InstanceType<Messages["CheckRequest"]>) => {
      kindOf(request.getType());
      const news = plain(request.getNews());
      const named = news.name ?? plain(request.getOlds()).name ?? `${request.getName()}-${suffix(request)}`;
      return new messages.CheckResponse().setInputs(struct({ ...news, name: named }));
    }),

    diff: answering((request: InstanceType<Messages["DiffRequest"]>) => {
      const { replacing } = kindOf(request.getType());
      const changed = changedKeys(plain(request.getOldInputs()), plain(request.getNews()));
      const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;
      const { UPDATE, UPDATE_REPLACE } = messages.PropertyDiff.Kind;
      const response = new messages.DiffResponse()
        .setChanges(changed.length === 0 ? DIFF_NONE : DIFF_SOME)
        .setDiffsList(changed)
        .setReplacesList(changed.filter((key) => replacing.includes(key)))
        .setHasdetaileddiff(true);
      for (const key of changed) {
        const kind = replacing.includes(key) ? UPDATE_REPLACE : UPDATE;
        response.getDetaileddiffMap().set(key, new messages.PropertyDiff().setKind(kind).setInputdiff(true));
      }
      return response;
    }),

    create: answering(async (request: InstanceType<Messages["CreateRequest"]>) => {
      const kind = kindOf(request.getType());
      const inputs = plain(request.getProperties());
      if (request.getPreview()) {
        const unknowns = Object.fromEntries(kind.computed.map((key) => [key, unknownValue]));
        return new messages.CreateResponse().setProperties(struct({ ...inputs, ...unknowns }));
      }
      const { id, outputs } = await kind.create(inputs);
      return new messages.CreateResponse().setId(id).setProperties(struct(outputs));
    }),

    read: answering(async (request: InstanceType<Messages["ReadRequest"]>) => {
      const found = await kindOf(request.getType()).read(request.getId(), plain(request.getInputs()));
      if (!found) return new messages.ReadResponse();
      const { inputs, outputs } = found;
      return new messages.ReadResponse()
        .setId(request.getId())
        .setInputs(struct(inputs))
        .setProperties(struct(outputs));
    }),

    update: answering(async (request: InstanceType<Messages["UpdateRequest"]>) => {
      const kind = kindOf(request.getType());
      const [olds, news] = [plain(request.getOlds()), plain(request.getNews())];
      const outputs = request.getPreview() ? { ...olds, ...news } : await kind.update(request.getId(), olds, news);
      return new messages.UpdateResponse().setProperties(struct(outputs));
    }),

    delete: answering(async (request: InstanceType<Messages["DeleteRequest"]>) => {
      await kindOf(request.getType()).delete(request.getId());
      return new Empty();
    }),
  };
}

/** A gRPC handler of one answer; what is thrown becomes the error that the engine shows. */
function answering<Request, Response>(answer: (request: Request) => Response | Promise<Response>) {
  return ({ request }: ServerUnaryCall<Request, Response>, callback: sendUnaryData<Response>): void => {
    Promise.resolve(request)
      .then(answer)
      .then(
        (response) => callback(null, response),
        (error: Error) => callback({ code: grpc.status.UNKNOWN, details: error.message }),
      );
  };
}

/** Seven digits that tell resources of one name apart, from the engine's seed where it gives one. */
function suffix(request: InstanceType<Messages["CheckRequest"]>): string {
  const seed = request.getRandomseed_asU8();
  const source = seed.length > 0 ? seed : randomBytes(32);
  return createHash("sha256").update(source).digest("hex").slice(0, 7);
}

function struct(properties: Properties): Struct {
  return Struct.fromJavaScript(JSON.parse(JSON.stringify(properties)) as Properties);
}

function plain(value: Struct | undefined): Properties {
  return value?.toJavaScript() ?? {};
}
