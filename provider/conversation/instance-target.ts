import {
  type ConnectClient,
  DescribeContactCommand,
  DescribeQueueCommand,
  GetContactAttributesCommand,
  ListContactFlowsCommand,
} from "@aws-sdk/client-connect";
import { flowName } from "../chat/arn.js";
import type { ServiceTarget } from "../chat/client-settings.js";
import { shareClients } from "../chat/clients.js";
import { openConnectClient } from "../chat/connect-client.js";
import { serviceError } from "../chat/service-error.js";
import type { Surroundings } from "../chat/surroundings.js";
import { ChatCheckError } from "../errors.js";
import type { ContactState, Target } from "./target.js";

/** Conversations against an instance of Amazon Connect, where time passes as it does. `close` frees its connections. */
export function instanceTarget(
  instanceId: string,
  service: ServiceTarget,
  surroundings: Surroundings,
): Target & { close(): void } {
  const client = openConnectClient(service, surroundings);
  const own = { ...service };
  const closeShared = shareClients(own);
  const known = new Map<string | undefined, Promise<string>>();
  return {
    name: `the instance ${instanceId}`,
    service: own,
    instanceId,
    contactFlowId(flow) {
      const found = known.get(flow) ?? flowId(client, instanceId, flow);
      known.set(flow, found);
      found.catch(() => known.delete(flow));
      return found;
    },
    state: (contactId) => stateOf(client, instanceId, contactId),
    close() {
      client.destroy();
      closeShared();
    },
  };
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An id or ARN as it is; a name is looked for among the instance's flows. */
async function flowId(client: ConnectClient, instanceId: string, flow: string | undefined): Promise<string> {
  if (flow === undefined) throw noFlow("No flow is named.");
  const name = flowName(flow);
  if (name && (name.instanceId !== undefined || uuid.test(name.id))) return name.id;
  let page: { readonly InstanceId: string; readonly NextToken?: string } = { InstanceId: instanceId };
  for (;;) {
    const answer = await client.send(new ListContactFlowsCommand(page)).catch((cause: unknown) => {
      throw serviceError("ListContactFlows", cause);
    });
    const found = answer.ContactFlowSummaryList?.find(({ Name }) => Name === flow);
    if (found?.Id) return found.Id;
    if (!answer.NextToken) throw noFlow(`The instance has no flow ${flow}.`);
    page = { InstanceId: instanceId, NextToken: answer.NextToken };
  }
}

async function stateOf(client: ConnectClient, instanceId: string, contactId: string): Promise<ContactState> {
  const ids = { InstanceId: instanceId };
  const describing = client.send(new DescribeContactCommand({ ...ids, ContactId: contactId }));
  const reading = client.send(new GetContactAttributesCommand({ ...ids, InitialContactId: contactId }));
  const [{ Contact: contact }, { Attributes: attributes }] = await Promise.all([describing, reading]).catch((cause) => {
    throw serviceError("DescribeContact", cause);
  });
  const queueId = contact?.QueueInfo?.Id;
  const queue =
    queueId && (await client.send(new DescribeQueueCommand({ ...ids, QueueId: queueId })).catch(() => undefined));
  return {
    attributes,
    queue: queue ? queue.Queue?.Name : undefined,
    disconnectReason: contact?.DisconnectReason,
  };
}

function noFlow(message: string): ChatCheckError {
  return new ChatCheckError({
    code: "FLOW_NOT_FOUND",
    message,
    hint: "Name a flow of the instance by its name, id or ARN.",
  });
}
