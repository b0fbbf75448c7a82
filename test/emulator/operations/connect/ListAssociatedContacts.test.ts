import assert from "node:assert/strict";
import {
  type AssociatedContactSummary,
  CreatePersistentContactAssociationCommand,
  DescribeContactCommand,
  InvalidParameterException,
  ListAssociatedContactsCommand,
  type ListAssociatedContactsRequest,
  ResourceNotFoundException,
} from "@aws-sdk/client-connect";
import { manualClock } from "../../../../provider/emulator/index.js";
import { Customer, refusal } from "../../customer.js";
import { handedOn } from "../../handed-on.js";
import { rawRequest, signature } from "../../raw-request.js";

function send({ connect, emulator }: Customer, ContactId: string, page: Partial<ListAssociatedContactsRequest> = {}) {
  const { instanceId: InstanceId } = emulator;
  return connect.send(new ListAssociatedContactsCommand({ InstanceId, ContactId, ...page }));
}

async function tree(customer: Customer, ContactId: string): Promise<AssociatedContactSummary[]> {
  return (await send(customer, ContactId)).ContactSummaryList ?? [];
}

async function associationOf({ connect, emulator }: Customer, ContactId: string): Promise<string | undefined> {
  const command = new DescribeContactCommand({ InstanceId: emulator.instanceId, ContactId });
  return (await connect.send(command)).Contact?.ContactAssociationId;
}

/** A chat, one that is related to it, one that carries the second on, and one of nobody's. */
async function family(customer: Customer): Promise<[string, string, string, string]> {
  const first = await customer.start();
  const second = await customer.start({ RelatedContactId: first.ContactId });
  await customer.stop(second.ContactId);
  const third = await customer.start({
    PersistentChat: { RehydrationType: "ENTIRE_PAST_SESSION", SourceContactId: second.ContactId },
  });
  const stranger = await customer.start();
  return [first.ContactId, second.ContactId, third.ContactId, stranger.ContactId];
}

describe("ListAssociatedContacts", () => {
  it("lists a contact without relations alone", async () => {
    const clock = manualClock();
    await using customer = await Customer.of({ clock });
    const { ContactId } = await customer.start();
    clock.advance(5000);
    await customer.stop(ContactId);
    assert.deepEqual(await tree(customer, ContactId), [
      {
        ContactId,
        ContactArn: `${customer.emulator.instanceArn}/contact/${ContactId}`,
        InitiationTimestamp: new Date(clock.now() - 5000),
        DisconnectTimestamp: new Date(clock.now()),
        InitiationMethod: "API",
        Channel: "CHAT",
      },
    ]);
  });

  it("lists the whole tree, whichever of its contacts is asked for", async () => {
    await using customer = await Customer.of();
    const [first, second, third, stranger] = await family(customer);
    for (const contact of [first, second, third]) {
      const found = await tree(customer, contact);
      assert.deepEqual(
        found.map(({ ContactId, RelatedContactId }) => [ContactId, RelatedContactId]),
        [
          [first, undefined],
          [second, first],
          [third, second],
        ],
      );
      assert.equal(await associationOf(customer, contact), first);
    }
    assert.equal((await tree(customer, stranger)).length, 1);
    assert.equal(await associationOf(customer, stranger), stranger);
  });

  it("lists a past chat that was associated later", async () => {
    await using customer = await Customer.of();
    const past = await customer.start();
    await customer.stop(past.ContactId);
    const { ContactId: InitialContactId } = await customer.start();
    assert.equal((await tree(customer, past.ContactId)).length, 1);
    await customer.connect.send(
      new CreatePersistentContactAssociationCommand({
        InstanceId: customer.emulator.instanceId,
        InitialContactId,
        SourceContactId: past.ContactId,
        RehydrationType: "FROM_SEGMENT",
      }),
    );
    const [, later] = await tree(customer, past.ContactId);
    assert.equal(later?.ContactId, InitialContactId);
    assert.equal(later?.RelatedContactId, past.ContactId);
    assert.equal(await associationOf(customer, InitialContactId), past.ContactId);
  });

  it("lists the contacts that a chat goes through when it is transferred", async () => {
    await using chat = await handedOn();
    const [first, second] = chat.customer.emulator.contacts().map(({ id }) => id);
    const found = await tree(chat.customer, second ?? "");
    assert.deepEqual(
      found.map(({ ContactId, InitialContactId, PreviousContactId, InitiationMethod }) => [
        ContactId,
        InitialContactId,
        PreviousContactId,
        InitiationMethod,
      ]),
      [
        [first, undefined, undefined, "API"],
        [second, first, first, "TRANSFER"],
      ],
    );
    assert.ok(found[0]?.DisconnectTimestamp);
    assert.equal(found[1]?.DisconnectTimestamp, undefined);
  });

  it("gives pages", async () => {
    await using customer = await Customer.of();
    const [first, second, third] = await family(customer);
    const page = await send(customer, third, { MaxResults: 2 });
    assert.deepEqual(
      page.ContactSummaryList?.map(({ ContactId }) => ContactId),
      [first, second],
    );
    const rest = await send(customer, third, { MaxResults: 2, NextToken: page.NextToken });
    assert.deepEqual(
      rest.ContactSummaryList?.map(({ ContactId }) => ContactId),
      [third],
    );
    assert.equal(rest.NextToken, undefined);
  });

  it("refuses a NextToken of nobody, a page that is too large, and a request without a contact", async () => {
    await using customer = await Customer.of();
    const { ContactId } = await customer.start();
    await refusal(send(customer, ContactId, { NextToken: "nonsense" }), InvalidParameterException);
    await refusal(send(customer, ContactId, { MaxResults: 101 }), InvalidParameterException);
    const operation = `GET /contact/associated/${customer.emulator.instanceId}`;
    const answer = await rawRequest(customer.emulator.url, operation, { authorization: signature });
    assert.equal(answer.headers["x-amzn-errortype"], InvalidParameterException.name);
  });

  it("refuses a contact that never was, and another instance", async () => {
    await using customer = await Customer.of();
    const { ContactId } = await customer.start();
    await refusal(send(customer, "nobody"), ResourceNotFoundException);
    await refusal(send(customer, ContactId, { InstanceId: "other" }), ResourceNotFoundException);
  });
});
