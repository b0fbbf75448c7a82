import assert from "node:assert/strict";
import {
  ResourceNotFoundException,
  StartContactStreamingCommand,
  StopContactStreamingCommand,
} from "@aws-sdk/client-connect";
import { CreateParticipantConnectionCommand, ValidationException } from "@aws-sdk/client-connectparticipant";
import { Customer, refusal } from "../../customer.js";

const stop = ({ connect, emulator }: Customer, ContactId: string, StreamingId: string) =>
  connect.send(new StopContactStreamingCommand({ InstanceId: emulator.instanceId, ContactId, StreamingId }));

async function streaming({ connect, emulator }: Customer, ContactId: string): Promise<string> {
  const answer = await connect.send(
    new StartContactStreamingCommand({
      InstanceId: emulator.instanceId,
      ContactId,
      ChatStreamingConfiguration: { StreamingEndpointArn: "arn:aws:sns:us-east-1:123456789012:chat" },
      ClientToken: undefined,
    }),
  );
  return answer.StreamingId ?? "";
}

describe("StopContactStreaming", () => {
  it("stops what was started, once", async () => {
    await using customer = await Customer.of();
    const { ContactId, ParticipantToken } = await customer.start();
    const id = await streaming(customer, ContactId);
    const { $metadata, ...answer } = await stop(customer, ContactId, id);
    assert.deepEqual(answer, {});
    const connecting = new CreateParticipantConnectionCommand({ ParticipantToken, ConnectParticipant: true });
    await refusal(customer.participant.send(connecting), ValidationException);
    const error = await refusal(stop(customer, ContactId, id), ResourceNotFoundException);
    assert.equal(error.$metadata.httpStatusCode, 404);
  });

  it("works on a contact that has ended, and on none that never was", async () => {
    await using customer = await Customer.of();
    const { ContactId } = await customer.start();
    const id = await streaming(customer, ContactId);
    await customer.stop(ContactId);
    await refusal(stop(customer, "nobody", id), ResourceNotFoundException);
    await stop(customer, ContactId, id);
  });
});
