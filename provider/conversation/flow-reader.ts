import {
  type ConnectClient,
  DescribeContactFlowCommand,
  DescribeContactFlowModuleCommand,
} from "@aws-sdk/client-connect";
import type { ServiceTarget } from "../chat/client-settings.js";
import { openConnectClient } from "../chat/connect-client.js";
import { serviceError } from "../chat/service-error.js";
import type { Surroundings } from "../chat/surroundings.js";
import { ChatCheckError } from "../errors.js";

/** A flow or a module, by its id or ARN. */
export interface WantedFlow {
  readonly kind: "flow" | "module";
  readonly reference: string;
}

type ReadFlow = { readonly name: string; readonly content: string } | { readonly reason: string };

/** Reads the published flows and modules of an instance, or tells in words why one cannot be read; to be closed. */
export class FlowReader {
  private readonly client: ConnectClient;

  constructor(
    private readonly instanceId: string,
    service: ServiceTarget,
    surroundings: Surroundings,
  ) {
    this.client = openConnectClient(service, surroundings);
  }

  readonly read = async (wanted: WantedFlow): Promise<ReadFlow> => {
    const { kind, reference } = wanted;
    const id = reference.slice(reference.lastIndexOf("/") + 1);
    try {
      const { Name: name = id, Content: content } = await (kind === "flow" ? this.flow(id) : this.module(id));
      return content ? { name, content } : { reason: `the ${kind} ${id} was answered without content` };
    } catch (cause) {
      const operation = kind === "flow" ? "DescribeContactFlow" : "DescribeContactFlowModule";
      const said = serviceError(operation, cause).message.split("\n")[0] ?? "";
      return { reason: `the ${kind} ${id} could not be read: ${said.replace(/\.$/, "")}` };
    }
  };

  close(): void {
    this.client.destroy();
  }

  private async flow(ContactFlowId: string) {
    const command = new DescribeContactFlowCommand({ InstanceId: this.instanceId, ContactFlowId });
    return (await this.client.send(command)).ContactFlow ?? {};
  }

  private async module(ContactFlowModuleId: string) {
    const command = new DescribeContactFlowModuleCommand({ InstanceId: this.instanceId, ContactFlowModuleId });
    return (await this.client.send(command)).ContactFlowModule ?? {};
  }
}

/** What refuses chats that may come to a person, which nobody allowed; `ways` are sentences. */
export function mayReachPeople(flow: string, instance: string, ways: readonly string[]): ChatCheckError {
  return new ChatCheckError({
    code: "MAY_REACH_PEOPLE",
    message: `A chat in the flow ${flow} of ${instance} may reach a person:\n- ${ways.join("\n- ")}`,
    hint: "Allow it with --allow-agents, or hold the conversations against the emulator; nothing was started.",
  });
}
