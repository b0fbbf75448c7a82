import assert from "node:assert/strict";
import {
  InvalidParameterException,
  ListHoursOfOperationsCommand,
  type ListHoursOfOperationsCommandInput,
  ResourceNotFoundException,
} from "@aws-sdk/client-connect";
import { Customer, refusal } from "../../customer.js";

const hours = (name: string) => ({ name, id: `id-${name}`, timeZone: "UTC", config: "open" as const });
const instance = { hoursOfOperation: [hours("a"), hours("b"), hours("c")] };

const list = (customer: Customer, more: Partial<ListHoursOfOperationsCommandInput> = {}) =>
  customer.connect.send(new ListHoursOfOperationsCommand({ InstanceId: customer.emulator.instanceId, ...more }));

describe("ListHoursOfOperations", () => {
  it("has id, ARN and name, in pages", async () => {
    await using customer = await Customer.of({ instance });
    const { HoursOfOperationSummaryList: [first] = [], NextToken } = await list(customer, { MaxResults: 1 });
    const arn = `${customer.emulator.instanceArn}/operating-hours/id-a`;
    assert.deepEqual([first?.Id, first?.Arn, first?.Name], ["id-a", arn, "a"]);
    const rest = await list(customer, { NextToken });
    assert.deepEqual(
      rest.HoursOfOperationSummaryList?.map(({ Name }) => Name),
      ["b", "c"],
    );
  });

  it("refuses a token of nobody, a page over 1000, and another instance", async () => {
    await using customer = await Customer.of();
    await refusal(list(customer, { NextToken: "x" }), InvalidParameterException);
    await refusal(list(customer, { MaxResults: 1001 }), InvalidParameterException);
    await refusal(list(customer, { InstanceId: "other" }), ResourceNotFoundException);
  });
});
