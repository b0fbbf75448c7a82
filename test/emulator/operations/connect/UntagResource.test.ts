import assert from "node:assert/strict";
import { InvalidParameterException, ResourceNotFoundException } from "@aws-sdk/client-connect";
import { Customer, refusal } from "../../customer.js";
import { tag, tagsOf, untag } from "../../tagged.js";

describe("UntagResource", () => {
  it("takes tags away by their keys, and minds no key that is not there", async () => {
    await using customer = await Customer.of();
    const { arn } = customer.emulator.flow("greeting");
    await tag(customer, arn, { a: "1", "b c": "2", d: "3" });
    await untag(customer, arn, ["a", "b c", "x"]);
    assert.deepEqual(await tagsOf(customer, arn), { d: "3" });
  });

  it("refuses no keys, keys of AWS's, and an ARN of nothing", async () => {
    await using customer = await Customer.of();
    const { arn } = customer.emulator.flow("greeting");
    await refusal(untag(customer, arn, []), InvalidParameterException);
    await refusal(untag(customer, arn, ["aws:a"]), InvalidParameterException);
    await refusal(untag(customer, `${arn}0`, ["a"]), ResourceNotFoundException);
  });
});
