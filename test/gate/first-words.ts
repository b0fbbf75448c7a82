import {
  ConnectClient,
  ResourceNotFoundException,
  StartChatContactCommand,
  StopContactCommand,
} from "@aws-sdk/client-connect";
import { ConnectParticipantClient, CreateParticipantConnectionCommand } from "@aws-sdk/client-connectparticipant";
import type { Emulator } from "../../provider/emulator/index.js";
import { Frames, subscribe } from "../emulator/frames.js";

const ended = "application/vnd.amazonaws.connect.event.chat.ended";

/** What a customer named Bea is told first at a flow, or how the chat fails. */
export async function firstWords(emulator: Emulator, ContactFlowId: string): Promise<string> {
  const { url: endpoint, region, instanceId: InstanceId } = emulator;
  const options = { endpoint, region, credentials: { accessKeyId: "test", secretAccessKey: "test" } };
  const connect = new ConnectClient(options);
  const participant = new ConnectParticipantClient(options);
  try {
    const start = new StartChatContactCommand({
      InstanceId,
      ContactFlowId,
      ParticipantDetails: { DisplayName: "Bea" },
      Attributes: { customerName: "Bea" },
    });
    const { ContactId, ParticipantToken } = await connect.send(start);
    const connection = new CreateParticipantConnectionCommand({ ParticipantToken, Type: ["WEBSOCKET"] });
    const { Websocket } = await participant.send(connection);
    const frames = await Frames.open(Websocket?.Url ?? "");
    frames.send(subscribe);
    const item = await frames.nextItem(({ Type, ContentType }) => Type === "MESSAGE" || ContentType === ended);
    await connect.send(new StopContactCommand({ InstanceId, ContactId }));
    await frames.close();
    return item.Content ?? "nothing: the chat ends";
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return "nothing: there is no such flow";
    throw error;
  } finally {
    connect.destroy();
    participant.destroy();
  }
}
