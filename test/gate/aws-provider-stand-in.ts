import {
  ConnectClient,
  type ContactFlowType,
  CreateContactFlowCommand,
  DeleteContactFlowCommand,
  DescribeContactFlowCommand,
  ResourceNotFoundException,
  UpdateContactFlowContentCommand,
} from "@aws-sdk/client-connect";
import type { Emulator } from "../../provider/emulator/index.js";
import { serveProvider } from "./provider-server.js";
import { changedKeys, type Properties, type ResourceKind } from "./resource-kind.js";

/**
 * A stand-in for Pulumi's `aws` provider: flows are those of the emulator, reached with the AWS SDK, and SSM parameters
 * are kept in memory. It knows these two types, and of a flow it updates the content only.
 */
export interface AwsProviderStandIn extends AsyncDisposable {
  /** Lets the engine attach to it in place of a provider of its own. */
  readonly environment: Readonly<Record<string, string>>;
  /** The values of the SSM parameters, by name. */
  readonly parameters: ReadonlyMap<string, string>;
}

export async function startAwsProviderStandIn(emulator: Emulator): Promise<AwsProviderStandIn> {
  const { url: endpoint, region } = emulator;
  const connect = new ConnectClient({
    endpoint,
    region,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
  const parameters = new Map<string, string>();
  const server = await serveProvider("aws", "7.48.0", {
    "aws:connect/contactFlow:ContactFlow": contactFlow(connect),
    "aws:ssm/parameter:Parameter": parameter(parameters, region),
  });
  return {
    environment: {
      PULUMI_DEBUG_PROVIDERS: `aws:${server.port}`,
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    },
    parameters,
    async [Symbol.asyncDispose]() {
      connect.destroy();
      await server[Symbol.asyncDispose]();
    },
  };
}

function contactFlow(connect: ConnectClient): ResourceKind {
  return {
    computed: ["arn", "contactFlowId"],
    replacing: ["instanceId", "type"],
    async create(inputs) {
      const command = new CreateContactFlowCommand({
        InstanceId: String(inputs.instanceId),
        Name: String(inputs.name),
        Type: (inputs.type ?? "CONTACT_FLOW") as ContactFlowType,
        Content: String(inputs.content),
        Description: inputs.description as string | undefined,
        Tags: inputs.tags as Record<string, string> | undefined,
      });
      const { ContactFlowArn: arn, ContactFlowId: contactFlowId } = await connect.send(command);
      return { id: `${inputs.instanceId}:${contactFlowId}`, outputs: { ...inputs, arn, contactFlowId } };
    },
    async read(id, inputs) {
      const reading = connect.send(new DescribeContactFlowCommand(flowNamed(id)));
      const { ContactFlow: flow } = await reading.catch(nothingWhenGone);
      if (!flow) return undefined;
      const found = { ...inputs, name: flow.Name, content: flow.Content };
      return { inputs: found, outputs: { ...found, arn: flow.Arn, contactFlowId: flow.Id } };
    },
    async update(id, olds, news) {
      const { arn, contactFlowId, ...before } = olds;
      const others = changedKeys(before, news).filter((key) => key !== "content");
      if (others.length > 0) throw new Error(`The stand-in for aws does not update a flow's ${others.join(", ")}.`);
      await connect.send(new UpdateContactFlowContentCommand({ ...flowNamed(id), Content: String(news.content) }));
      return { ...news, arn, contactFlowId };
    },
    async delete(id) {
      await connect.send(new DeleteContactFlowCommand(flowNamed(id)));
    },
  };
}

function flowNamed(id: string): { InstanceId: string; ContactFlowId: string } {
  const [InstanceId = "", ContactFlowId = ""] = id.split(":");
  return { InstanceId, ContactFlowId };
}

function nothingWhenGone(error: unknown): { ContactFlow?: undefined } {
  if (error instanceof ResourceNotFoundException) return {};
  throw error;
}

function parameter(values: Map<string, string>, region: string): ResourceKind {
  const versions = new Map<string, number>();
  const put = (inputs: Properties): Properties => {
    const name = String(inputs.name);
    values.set(name, String(inputs.value));
    versions.set(name, (versions.get(name) ?? 0) + 1);
    return whole(inputs);
  };
  const whole = (inputs: Properties): Properties => ({
    ...inputs,
    arn: `arn:aws:ssm:${region}:123456789012:parameter/${String(inputs.name).replace(/^\//, "")}`,
    version: versions.get(String(inputs.name)),
  });
  return {
    computed: ["arn", "version"],
    replacing: ["name"],
    async create(inputs) {
      if (values.has(String(inputs.name))) throw new Error(`There is a parameter ${inputs.name} already.`);
      return { id: String(inputs.name), outputs: put(inputs) };
    },
    async read(id, inputs) {
      if (!values.has(id)) return undefined;
      const found = { ...inputs, value: values.get(id) };
      return { inputs: found, outputs: whole(found) };
    },
    update: async (_id, _olds, news) => put(news),
    async delete(id) {
      values.delete(id);
    },
  };
}
