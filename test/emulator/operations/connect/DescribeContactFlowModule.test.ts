import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { ResourceNotFoundException } from "@aws-sdk/client-connect";
import { Customer, refusal } from "../../customer.js";
import { createModule, describedModule, moduleContent } from "../../modules.js";

describe("DescribeContactFlowModule", () => {
  it("tells everything of a module, by id or ARN, with $LATEST or $SAVED or without", async () => {
    await using customer = await Customer.of();
    const { Id = "", Arn = "" } = await createModule(customer, { ExternalInvocationConfiguration: { Enabled: true } });
    const expected = {
      Id,
      Arn,
      Name: "checks",
      Content: moduleContent(),
      State: "ACTIVE",
      Status: "PUBLISHED",
      FlowModuleContentSha256: createHash("sha256").update(moduleContent()).digest("hex"),
      ExternalInvocationConfiguration: { Enabled: true },
    };
    for (const id of [Id, Arn, `${Id}:$LATEST`, `${Arn}:$SAVED`]) {
      assert.deepEqual(await describedModule(customer, id), expected);
    }
  });

  it("refuses an id that is none, that of a flow, and a version", async () => {
    await using customer = await Customer.of();
    const { Id } = await createModule(customer);
    for (const id of ["none", customer.emulator.flow("greeting").id, `${Id}:1`]) {
      await refusal(describedModule(customer, id), ResourceNotFoundException);
    }
  });
});
