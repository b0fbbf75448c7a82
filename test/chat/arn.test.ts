import assert from "node:assert/strict";
import { flowName, instanceName } from "../../provider/chat/arn.js";

const instanceArn = "arn:aws:connect:us-east-1:123456789012:instance/i-1";

describe("instanceName", () => {
  it("takes a bare id as it is", () => {
    assert.deepEqual(instanceName("11111111-2222-4333-8444-555555555555"), {
      id: "11111111-2222-4333-8444-555555555555",
    });
  });

  it("reads an ARN", () => {
    assert.deepEqual(instanceName(instanceArn), {
      id: "i-1",
      partition: "aws",
      region: "us-east-1",
      accountId: "123456789012",
      instanceId: "i-1",
    });
  });

  for (const partition of ["aws", "aws-us-gov", "aws-cn", "aws-iso-b"]) {
    it(`reads an ARN of the partition ${partition}`, () => {
      assert.equal(instanceName(instanceArn.replace(":aws:", `:${partition}:`))?.partition, partition);
    });
  }

  for (const value of [
    "",
    "two words",
    "instance/i-1",
    `${instanceArn}/`,
    `${instanceArn}/contact-flow/f-1`,
    "arn:aws:connect:us-east-1:123:instance/i-1",
    "arn:aws:lex:us-east-1:123456789012:instance/i-1",
    "arn:other:connect:us-east-1:123456789012:instance/i-1",
    ` ${instanceArn}`,
  ]) {
    it(`does not take ${JSON.stringify(value)} for an instance`, () => {
      assert.equal(instanceName(value), undefined);
    });
  }
});

describe("flowName", () => {
  it("takes a bare id as it is", () => {
    assert.deepEqual(flowName("f-1"), { id: "f-1" });
  });

  it("reads an ARN, and the instance in it", () => {
    assert.deepEqual(flowName(`${instanceArn.replace("aws", "aws-us-gov")}/contact-flow/f-1`), {
      id: "f-1",
      partition: "aws-us-gov",
      region: "us-east-1",
      accountId: "123456789012",
      instanceId: "i-1",
    });
  });

  for (const value of ["", instanceArn, `${instanceArn}/queue/q-1`, `${instanceArn}/contact-flow/`, "a b"]) {
    it(`does not take ${JSON.stringify(value)} for a flow`, () => {
      assert.equal(flowName(value), undefined);
    });
  }
});
