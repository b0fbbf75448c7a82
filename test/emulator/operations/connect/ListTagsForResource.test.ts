import assert from "node:assert/strict";
import { InvalidParameterException, ResourceNotFoundException } from "@aws-sdk/client-connect";
import { Customer, refusal } from "../../customer.js";
import { createModule } from "../../modules.js";
import { taggableInstance, tagsOf } from "../../tagged.js";

describe("ListTagsForResource", () => {
  it("has the tags of everything that can have some", async () => {
    await using customer = await Customer.of({ instance: taggableInstance });
    const { instanceArn, flows } = customer.emulator;
    assert.deepEqual(await tagsOf(customer, `${instanceArn}/queue/q-1`), { from: "file" });
    const { Arn: module = "" } = await createModule(customer, { Tags: { made: "so" } });
    assert.deepEqual(await tagsOf(customer, module), { made: "so" });
    for (const path of ["operating-hours/h-1", "view/v-1", "agent/a-1"]) {
      assert.deepEqual(await tagsOf(customer, `${instanceArn}/${path}`), {}, path);
    }
    for (const arn of [instanceArn, flows[0]?.arn ?? ""]) assert.deepEqual(await tagsOf(customer, arn), {});
  });

  it("refuses what is no ARN of Amazon Connect, and what the instance does not have", async () => {
    await using customer = await Customer.of({ instance: taggableInstance });
    const { instanceArn } = customer.emulator;
    await refusal(tagsOf(customer, "q-1"), InvalidParameterException);
    await refusal(tagsOf(customer, "arn:aws:lambda:us-east-1:123456789012:function:x"), InvalidParameterException);
    await refusal(tagsOf(customer, `${instanceArn}/queue/q-2`), ResourceNotFoundException);
    const elsewhere = `${instanceArn.replace("us-east-1", "eu-west-1")}/queue/q-1`;
    await refusal(tagsOf(customer, elsewhere), ResourceNotFoundException);
  });
});
