import assert from "node:assert/strict";
import {
  CreatePersistentContactAssociationCommand,
  InvalidParameterException,
  InvalidRequestException,
  type RehydrationType,
  ResourceNotFoundException,
} from "@aws-sdk/client-connect";
import { Customer, patient, refusal } from "../../customer.js";

function associate(
  { connect, emulator }: Customer,
  InitialContactId: string,
  SourceContactId: string,
  RehydrationType: RehydrationType = "ENTIRE_PAST_SESSION",
  ClientToken?: string,
) {
  const { instanceId: InstanceId } = emulator;
  const request = { InstanceId, InitialContactId, SourceContactId, RehydrationType, ClientToken };
  return connect.send(new CreatePersistentContactAssociationCommand(request));
}

async function withPast() {
  const customer = await Customer.of({ flows: [patient()] });
  const past = await customer.chat();
  await customer.say(past.ConnectionToken, "Remember me");
  await customer.leave(past.ConnectionToken);
  return { customer, past, chat: await customer.chat() };
}

describe("CreatePersistentContactAssociation", () => {
  it("lets a chat that goes on carry on a past one, and tells those who listen", async () => {
    const { customer, past, chat } = await withPast();
    await using _ = customer;
    const frames = await customer.subscribe(chat.url);
    const answer = await associate(customer, chat.ContactId, past.ContactId);
    assert.equal(answer.ContinuedFromContactId, past.ContactId);
    await frames.nextEvent("chat.rehydrated");
    const { ConnectionToken } = chat;
    const { next: NextToken } = await customer.page({ ConnectionToken });
    const { items } = await customer.page({ ConnectionToken, NextToken });
    const remembered = items.find(({ Content }) => Content === "Remember me");
    assert.equal(remembered?.RelatedContactId, past.ContactId);
    assert.equal(remembered?.ContactId, undefined);
  });

  it("answers the same client token alike, and refuses a second association", async () => {
    const { customer, past, chat } = await withPast();
    await using _ = customer;
    for (let count = 0; count < 2; count++) {
      const answer = await associate(customer, chat.ContactId, past.ContactId, "FROM_SEGMENT", "once");
      assert.equal(answer.ContinuedFromContactId, past.ContactId);
    }
    await refusal(associate(customer, chat.ContactId, past.ContactId), InvalidRequestException);
  });

  it("refuses contacts that are not there, open sources and ended targets", async () => {
    const { customer, past, chat } = await withPast();
    await using _ = customer;
    await refusal(associate(customer, chat.ContactId, "nobody"), ResourceNotFoundException);
    await refusal(associate(customer, "nobody", past.ContactId), ResourceNotFoundException);
    await refusal(associate(customer, chat.ContactId, chat.ContactId), InvalidRequestException);
    await refusal(associate(customer, past.ContactId, past.ContactId), InvalidRequestException);
    const wrong = associate(customer, chat.ContactId, past.ContactId, "SOME" as RehydrationType);
    await refusal(wrong, InvalidParameterException);
  });
});
