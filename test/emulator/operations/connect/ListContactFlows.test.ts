import assert from "node:assert/strict";
import {
  InvalidParameterException,
  ListContactFlowsCommand,
  type ListContactFlowsCommandInput,
  paginateListContactFlows,
  ResourceNotFoundException,
} from "@aws-sdk/client-connect";
import { greeting } from "../../../flows.js";
import { Customer, refusal } from "../../customer.js";

const list = (customer: Customer, more: Partial<ListContactFlowsCommandInput> = {}) =>
  customer.connect.send(new ListContactFlowsCommand({ InstanceId: customer.emulator.instanceId, ...more }));

const names = ({ ContactFlowSummaryList = [] }: Awaited<ReturnType<typeof list>>) =>
  ContactFlowSummaryList.map(({ Name }) => Name);

describe("ListContactFlows", () => {
  it("has id, ARN, name, type, state and status of each flow", async () => {
    await using customer = await Customer.of();
    const { id, arn } = customer.emulator.flow("greeting");
    assert.deepEqual((await list(customer)).ContactFlowSummaryList, [
      {
        Id: id,
        Arn: arn,
        Name: "greeting",
        ContactFlowType: "CONTACT_FLOW",
        ContactFlowState: "ACTIVE",
        ContactFlowStatus: "PUBLISHED",
      },
    ]);
  });

  it("has the types that are asked for, several at once", async () => {
    const types = ["CONTACT_FLOW", "CUSTOMER_QUEUE", "QUEUE_TRANSFER"] as const;
    await using customer = await Customer.of({ flows: types.map((type) => ({ ...greeting(type), type })) });
    assert.deepEqual(names(await list(customer, { ContactFlowTypes: ["QUEUE_TRANSFER", "CUSTOMER_QUEUE"] })), [
      "CUSTOMER_QUEUE",
      "QUEUE_TRANSFER",
    ]);
    assert.deepEqual(names(await list(customer, { ContactFlowTypes: ["AGENT_HOLD"] })), []);
  });

  it("comes in pages, of 100 unless told otherwise", async () => {
    const flows = Array.from({ length: 101 }, (_, index) => greeting(`flow-${index}`));
    await using customer = await Customer.of({ flows });
    const first = await list(customer);
    assert.equal(names(first).length, 100);
    assert.deepEqual(names(await list(customer, { NextToken: first.NextToken })), ["flow-100"]);
    const seen: (string | undefined)[] = [];
    const pages = paginateListContactFlows(
      { client: customer.connect, pageSize: 40 },
      { InstanceId: customer.emulator.instanceId },
    );
    for await (const page of pages) seen.push(...names(page));
    assert.deepEqual(
      seen,
      flows.map(({ name }) => name),
    );
  });

  it("refuses a page of nothing, a page over 1000, a token of nobody, and another instance", async () => {
    await using customer = await Customer.of();
    await refusal(list(customer, { MaxResults: 0 }), InvalidParameterException);
    await refusal(list(customer, { MaxResults: 1001 }), InvalidParameterException);
    await refusal(list(customer, { NextToken: "x" }), InvalidParameterException);
    await refusal(list(customer, { ContactFlowTypes: ["FLOW" as "CONTACT_FLOW"] }), InvalidParameterException);
    await refusal(list(customer, { InstanceId: "other" }), ResourceNotFoundException);
  });
});
