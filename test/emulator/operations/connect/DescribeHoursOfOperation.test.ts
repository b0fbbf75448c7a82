import assert from "node:assert/strict";
import { DescribeHoursOfOperationCommand, ResourceNotFoundException } from "@aws-sdk/client-connect";
import { parse } from "yaml";
import { loadInstance } from "../../../../provider/emulator/instance/load.js";
import { Customer, refusal } from "../../customer.js";

const instance = {
  hoursOfOperation: [
    {
      name: "Office",
      id: "h-1",
      description: "Ours",
      timeZone: "Europe/Berlin",
      config: parse("{ MONDAY: 09:00-17:30, TUESDAY: [09:00-12:00, 13:00-24:00], FRIDAY: 22:00-02:00 }"),
      tags: { a: "b" },
    },
  ],
};

const hours = async (customer: Customer, HoursOfOperationId: string, InstanceId = customer.emulator.instanceId) =>
  (await customer.connect.send(new DescribeHoursOfOperationCommand({ InstanceId, HoursOfOperationId })))
    .HoursOfOperation;

const slot = (Day: string, start: readonly [number, number], end: readonly [number, number]) => {
  const time = ([Hours, Minutes]: readonly [number, number]) => ({ Hours, Minutes });
  return { Day, StartTime: time(start), EndTime: time(end) };
};

describe("DescribeHoursOfOperation", () => {
  it("tells the hours day by day, by id or ARN", async () => {
    await using customer = await Customer.of({ instance });
    const arn = `${customer.emulator.instanceArn}/operating-hours/h-1`;
    const { LastModifiedTime, ...rest } = (await hours(customer, arn)) ?? {};
    assert.ok(LastModifiedTime);
    assert.deepEqual(rest, {
      HoursOfOperationId: "h-1",
      HoursOfOperationArn: arn,
      Name: "Office",
      Description: "Ours",
      TimeZone: "Europe/Berlin",
      Config: [
        slot("MONDAY", [9, 0], [17, 30]),
        slot("TUESDAY", [9, 0], [12, 0]),
        slot("TUESDAY", [13, 0], [0, 0]),
        slot("FRIDAY", [22, 0], [2, 0]),
      ],
      Tags: { a: "b" },
      LastModifiedRegion: "us-east-1",
    });
    assert.deepEqual((await hours(customer, "h-1"))?.Config, rest.Config);
  });

  it("tells a config that an instance file takes as it is", async () => {
    await using customer = await Customer.of({ instance });
    const config = (await hours(customer, "h-1"))?.Config as never;
    const again = await loadInstance({ instance: { hoursOfOperation: [{ name: "Again", timeZone: "UTC", config }] } });
    const first = await loadInstance({ instance });
    assert.deepEqual(again.hoursOfOperation.all[0]?.week, first.hoursOfOperation.all[0]?.week);
  });

  it("refuses an id that is none, and another instance", async () => {
    await using customer = await Customer.of({ instance });
    await refusal(hours(customer, "none"), ResourceNotFoundException);
    await refusal(hours(customer, "h-1", "other"), ResourceNotFoundException);
  });
});
