import {
  type ConnectClient,
  DescribeContactFlowCommand,
  DescribeContactFlowModuleCommand,
} from "@aws-sdk/client-connect";
import { untilAborted } from "../chat/abort.js";
import type { ServiceTarget } from "../chat/client-settings.js";
import { openConnectClient } from "../chat/connect-client.js";
import type { Patience } from "../chat/patience.js";
import { serviceError } from "../chat/service-error.js";
import type { Surroundings } from "../chat/surroundings.js";
import { ChatCheckError } from "../errors.js";
import { type FlowReference, type People, peopleLines, type ReadFlow, waysToPeople } from "../flow/people.js";

/** A flow that could be read, or why not: in words, and as the error that it is. */
type Reading =
  | { readonly name: string; readonly content: string }
  | { readonly reason: string; readonly cause?: ChatCheckError };

/** Reads the published flows and modules of an instance, or tells in words why one cannot be read; to be closed. */
export class FlowReader {
  private readonly client: ConnectClient;

  constructor(
    private readonly instanceId: string,
    service: ServiceTarget,
    surroundings: Surroundings,
    patience: Patience = {},
  ) {
    this.client = openConnectClient(service, surroundings, patience);
  }

  readonly read = async (wanted: FlowReference): Promise<Reading> => {
    const { kind, reference } = wanted;
    const id = reference.slice(reference.lastIndexOf("/") + 1);
    try {
      const { Name: name = id, Content: content } = await (kind === "flow" ? this.flow(id) : this.module(id));
      return content ? { name, content } : { reason: `the ${kind} ${id} was answered without content` };
    } catch (thrown) {
      const cause = serviceError(kind === "flow" ? "DescribeContactFlow" : "DescribeContactFlowModule", thrown);
      const said = cause.message.split("\n")[0] ?? "";
      return { reason: `the ${kind} ${id} could not be read: ${said.replace(/\.$/, "")}`, cause };
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

/** How chats come to people, and why a flow could not be read, where the service would not have it. */
export interface FoundPeople extends People {
  readonly unread?: ChatCheckError;
}

/** Looks for people on the ways of a flow, given by its id or ARN, of a published one. Rejects when it is aborted. */
export async function lookForPeople(
  contactFlowId: string,
  { instanceId, service }: { readonly instanceId: string; readonly service: ServiceTarget },
  surroundings: Surroundings,
  signal: AbortSignal = new AbortController().signal,
): Promise<FoundPeople> {
  const reader = new FlowReader(instanceId, service, surroundings, { signal });
  let unread: ChatCheckError | undefined;
  const read: ReadFlow = async (wanted) => {
    const found = await untilAborted(reader.read(wanted), signal);
    if ("cause" in found) unread ??= found.cause;
    return found;
  };
  try {
    const people = await waysToPeople({ kind: "flow", reference: contactFlowId }, read);
    return { ...people, ...(unread ? { unread } : {}) };
  } finally {
    reader.close();
  }
}

/** What refuses chats that may come to a person, which nobody allowed; with an answer where only that hides the ways. */
export function mayReachPeople(flow: string, instance: string, people: FoundPeople): ChatCheckError {
  const unread = people.ways.length === 0 ? people.unread?.answer : undefined;
  const wanted = unread === undefined ? "Allow it" : "Let the credentials read the flows, or allow it";
  return new ChatCheckError({
    code: "MAY_REACH_PEOPLE",
    message: `A chat in the flow ${flow} of ${instance} may reach a person:\n- ${peopleLines(people).join("\n- ")}`,
    hint: `${wanted} with --allow-agents (allowAgents: true), or hold the conversation against the emulator; nothing was started.`,
    answer: unread,
  });
}
