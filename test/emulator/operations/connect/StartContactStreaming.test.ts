import assert from "node:assert/strict";
import {
  InvalidRequestException,
  LimitExceededException,
  ResourceNotFoundException,
  StartContactStreamingCommand,
} from "@aws-sdk/client-connect";
import { CreateParticipantConnectionCommand } from "@aws-sdk/client-connectparticipant";
import { manualClock } from "../../../../provider/emulator/index.js";
import { Customer, patient, refusal } from "../../customer.js";

const topic = "arn:aws:sns:us-east-1:123456789012:chat";

function start({ connect, emulator }: Customer, ContactId: string, ClientToken?: string) {
  return connect.send(
    new StartContactStreamingCommand({
      InstanceId: emulator.instanceId,
      ContactId,
      ChatStreamingConfiguration: { StreamingEndpointArn: topic },
      ClientToken,
    }),
  );
}

describe("StartContactStreaming", () => {
  it("lets the customer connect without a socket, in time and with the flow", async () => {
    const clock = manualClock();
    await using customer = await Customer.of({ clock, flows: [patient()] });
    const { ContactId, ParticipantToken } = await customer.start();
    const { StreamingId } = await start(customer, ContactId);
    assert.match(StreamingId ?? "", /^[\da-f-]{36}$/);
    const Type = ["CONNECTION_CREDENTIALS" as const];
    const command = new CreateParticipantConnectionCommand({ ParticipantToken, Type, ConnectParticipant: true });
    const { ConnectionCredentials } = await customer.participant.send(command);
    clock.advance(3_600_000);
    const { state, joined, messages } = customer.view(ContactId);
    assert.deepEqual([state, joined], ["open", true]);
    assert.deepEqual(messages, [{ role: "SYSTEM", content: "Hello" }]);
    await customer.say(ConnectionCredentials?.ConnectionToken ?? "", "Hi");
  });

  it("answers the same client token with the same streaming id", async () => {
    await using customer = await Customer.of({ flows: [patient()] });
    const { ContactId } = await customer.start();
    const [first, second] = [await start(customer, ContactId, "once"), await start(customer, ContactId, "once")];
    assert.equal(second.StreamingId, first.StreamingId);
    assert.notEqual((await start(customer, ContactId, "twice")).StreamingId, first.StreamingId);
  });

  it("refuses a third endpoint", async () => {
    await using customer = await Customer.of({ flows: [patient()] });
    const { ContactId } = await customer.start();
    await start(customer, ContactId);
    await start(customer, ContactId);
    const error = await refusal(start(customer, ContactId), LimitExceededException);
    assert.equal(error.$metadata.httpStatusCode, 429);
  });

  it("refuses a contact that is not there or has ended", async () => {
    await using customer = await Customer.of();
    const { ContactId } = await customer.start();
    await refusal(start(customer, "nobody"), ResourceNotFoundException);
    await customer.stop(ContactId);
    await refusal(start(customer, ContactId), InvalidRequestException);
  });
});
