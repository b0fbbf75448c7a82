import assert from "node:assert/strict";
import {
  DescribeContactCommand,
  SearchContactsCommand,
  UpdateContactAttributesCommand,
  UpdateContactCommand,
} from "@aws-sdk/client-connect";
import { identifiers } from "../../provider/emulator/identifiers.js";
import { type EmulatorOptions, manualClock, startEmulator } from "../../provider/emulator/index.js";
import { Customer } from "./customer.js";

describe("what DescribeContact and SearchContacts see", () => {
  it("is as old as the delay, whenever a contact changes and whenever one looks", async () => {
    const { random } = identifiers(11);
    const clock = manualClock();
    const describeContactDelay = 500;
    await using customer = await Customer.of({ clock, behaviour: { describeContactDelay } });
    const { ContactId } = await customer.start({ Attributes: { step: "0" } });
    const { instanceId: InstanceId } = customer.emulator;
    const history = [{ time: clock.now(), step: "0" }];
    clock.advance(describeContactDelay);
    for (let round = 1; round <= 80; round++) {
      clock.advance(Math.floor(random() * 300));
      if (random() < 0.6) {
        const Attributes = { step: String(round) };
        await customer.connect.send(
          new UpdateContactAttributesCommand({ InstanceId, InitialContactId: ContactId, Attributes }),
        );
        history.push({ time: clock.now(), step: String(round) });
      }
      const { Contact } = await customer.connect.send(new DescribeContactCommand({ InstanceId, ContactId }));
      const seen = history.filter(({ time }) => time <= clock.now() - describeContactDelay).at(-1);
      assert.equal(Contact?.Attributes?.step, seen?.step, `at ${clock.now()}`);
    }
  });

  it("can be later for a search than for a description", async () => {
    const clock = manualClock();
    const behaviour = { describeContactDelay: 1000, searchContactsDelay: 60_000 };
    await using customer = await Customer.of({ clock, behaviour });
    const { ContactId } = await customer.start();
    const { instanceId: InstanceId } = customer.emulator;
    clock.advance(60_000);
    await customer.connect.send(new UpdateContactCommand({ InstanceId, ContactId, Name: "Order" }));
    const names = async () => {
      const { Contact } = await customer.connect.send(new DescribeContactCommand({ InstanceId, ContactId }));
      const TimeRange = {
        Type: "INITIATION_TIMESTAMP" as const,
        StartTime: new Date(clock.now() - 3_600_000),
        EndTime: new Date(clock.now()),
      };
      const { Contacts = [] } = await customer.connect.send(new SearchContactsCommand({ InstanceId, TimeRange }));
      return [Contact?.Name, Contacts[0]?.Name];
    };
    clock.advance(1000);
    assert.deepEqual(await names(), ["Order", undefined]);
    clock.advance(59_000);
    assert.deepEqual(await names(), ["Order", "Order"]);
  });

  it("counts by the chat's own time, where that passes alone", async () => {
    await using customer = await Customer.of({ clock: manualClock(), behaviour: { describeContactDelay: 1000 } });
    const { ContactId } = await customer.start({ Attributes: { step: "0" } });
    const { instanceId: InstanceId } = customer.emulator;
    const described = () => customer.connect.send(new DescribeContactCommand({ InstanceId, ContactId }));
    await assert.rejects(described(), { name: "ResourceNotFoundException" });
    customer.emulator.passTime(ContactId ?? "", 1000);
    assert.equal((await described()).Contact?.Attributes?.step, "0");
  });

  it("is what is now for the programming interface, whatever the delay", async () => {
    await using customer = await Customer.of({ clock: manualClock(), behaviour: { describeContactDelay: 1000 } });
    const { ContactId } = await customer.start();
    await customer.stop(ContactId);
    assert.equal(customer.view(ContactId).disconnectReason, "API");
  });

  it("has no delay that is no number", async () => {
    const behaviour = {
      describeContactDelay: "1 s",
      searchContactsDelay: -1,
    } as unknown as EmulatorOptions["behaviour"];
    await assert.rejects(startEmulator({ behaviour }), {
      message:
        "The emulator's options are not valid: describeContactDelay is a number of milliseconds from 0 up. searchContactsDelay is a number of milliseconds from 0 up.",
    });
  });
});
