import assert from "node:assert/strict";
import fc from "fast-check";
import { inputProblems, inputWarnings, invalidInput } from "../../provider/check/input.js";

const flowArn = "arn:aws-us-gov:connect:us-gov-west-1:123456789012:instance/i-1/contact-flow/f-1";
const whole = { instanceId: "i-1", contactFlowId: "f-1" };

describe("the input of a check", () => {
  const cases: readonly (readonly [input: object, ...problems: string[]])[] = [
    [{}, "contactFlowId: Expected a value; it is missing"],
    [{ contactFlowId: "f" }, "instanceId: Expected an instance, since contactFlowId is not an ARN that names it"],
    [{ ...whole, contactFlowId: "a/b" }, "contactFlowId: Expected the id or the ARN of a flow"],
    [
      { ...whole, contactFlowId: flowArn.replace("contact-flow", "queue") },
      "contactFlowId: Expected the id or the ARN of a flow",
    ],
    [{ ...whole, instanceId: "a b" }, "instanceId: Expected the id or the ARN of an instance"],
    [
      { instanceId: "other", contactFlowId: flowArn },
      "contactFlowId: Expected a flow of the instance in instanceId, not of another one",
    ],
    [
      { contactFlowId: flowArn, region: "eu-west-1" },
      "region: Expected one region; region and the ARNs name different ones",
    ],
    [{ ...whole, connectWithinSeconds: 0 }, "connectWithinSeconds: Expected at least 1 second"],
    [
      { ...whole, connectWithinSeconds: 301, timeoutSeconds: 600 },
      "connectWithinSeconds: Expected at most 300 seconds",
    ],
    [{ ...whole, timeoutSeconds: 601 }, "timeoutSeconds: Expected at most 600 seconds"],
    [{ ...whole, timeoutSeconds: "60" }, "timeoutSeconds: Expected a number of seconds"],
    [
      { ...whole, timeoutSeconds: 29, connectWithinSeconds: 30 },
      "timeoutSeconds: Expected no less than connectWithinSeconds",
    ],
    [{ ...whole, connectWithinSeconds: 61 }, "timeoutSeconds: Expected no less than connectWithinSeconds"],
    [
      { ...whole, attributes: { "a b": "x" } },
      "attributes.a b: Expected a key of letters, digits, dash and underscore",
    ],
    [{ ...whole, attributes: { a: 1 } }, "attributes.a: Expected a text"],
    [
      { ...whole, attributes: { a: "é".repeat(16_384) } },
      "attributes: Expected at most 32768 bytes of UTF-8 over all keys and values together; it has 32769",
    ],
    [
      { ...whole, initialMessage: { content: "é".repeat(8_193) } },
      "initialMessage.content: Expected at most 16384 bytes of UTF-8; it has 16386",
    ],
    [{ ...whole, initialMessage: {} }, "initialMessage.content: Expected a value; it is missing"],
    [
      { ...whole, participantDetails: { displayName: "" } },
      "participantDetails.displayName: Expected a text that is not empty",
    ],
    [{ ...whole, participantDetails: { name: "x" } }, "participantDetails.name: There is no such property"],
    [{ ...whole, expectFirstMessage: { contains: 3 } }, "expectFirstMessage.contains: Expected a text"],
    [
      { ...whole, expectFirstMessage: { pattern: "(" } },
      "expectFirstMessage: Expected a regular expression of JavaScript",
    ],
    [{ ...whole, allowAgents: "yes" }, "allowAgents: Expected true or false"],
    [{ ...whole, allowEnd: "yes" }, "allowEnd: Expected true or false"],
    [{ ...whole, onFailure: "ignore" }, "onFailure: Expected fail or warn"],
    [{ ...whole, retries: 1.5 }, "retries: Expected a whole number from 0 to 10"],
    [{ ...whole, retries: 11, retryDelaySeconds: 1 }, "retries: Expected a whole number from 0 to 10"],
    [{ ...whole, retries: 6 }, "retries: Expected retries times retryDelaySeconds to be less than timeoutSeconds"],
    [{ ...whole, clientToken: 5 }, "clientToken: Expected a text"],
    [{ ...whole, chatDurationInMinutes: 59 }, "chatDurationInMinutes: Expected at least 60; it is 59"],
    [
      { ...whole, supportedMessagingContentTypes: ["text/markdown"] },
      "supportedMessagingContentTypes: Expected text/plain among them",
    ],
    [
      { ...whole, persistentChat: { rehydrationType: "FROM_SEGMENT" }, relatedContactId: "c" },
      "relatedContactId: Expected either persistentChat or relatedContactId, not both",
      "persistentChat: Expected both rehydrationType and sourceContactId",
    ],
    [
      { ...whole, connectionTypes: ["WEBSOCKET"] },
      "connectionTypes: The installed AWS SDK would leave it out of the request without a word; leave it out yourself",
    ],
    [{ ...whole, segmentAttributes: { a: { value: "x" } } }, "segmentAttributes.a.value: There is no such property"],
    [{ ...whole, assumeRole: { roleArn: "deploy" } }, "assumeRole.roleArn: Expected the ARN of a role"],
    [
      { ...whole, assumeRole: { roleArn: "arn:aws:iam::123456789012:role/deploy", durationSeconds: 60 } },
      "assumeRole.durationSeconds: Expected at least 900 seconds",
    ],
    [{ ...whole, endpoint: "here" }, "endpoint: Expected a URL such as http://127.0.0.1:4510"],
    [{ ...whole, conectWithin: 3 }, "conectWithin: There is no such property"],
    [
      { contactFlowId: "f", timeoutSeconds: 0, nope: 1 },
      "timeoutSeconds: Expected at least 1 second",
      "nope: There is no such property",
      "instanceId: Expected an instance, since contactFlowId is not an ARN that names it",
    ],
  ];

  for (const [input, ...problems] of cases) {
    it(`tells ${problems.join("; ").slice(0, 110)}`, () => {
      const told = inputProblems(input).map(({ path, message }) => `${path}: ${message}`);
      assert.deepEqual(told, problems);
    });
  }

  it("warns of what AWS's model does not have, and lets it through", () => {
    const newer = {
      ...whole,
      chatDurationInMinutes: 20_000,
      participantDetails: { displayName: "x".repeat(257) },
      participantConfiguration: { responseMode: "SOMEHOW" },
    };
    assert.deepEqual(inputProblems(newer), []);
    assert.deepEqual(
      inputWarnings(newer).map(({ path, message }) => `${path}: ${message}`),
      [
        "chatDurationInMinutes: AWS's model allows at most 10080; it is 20000",
        "participantDetails.displayName: AWS's model allows at most 256 characters; it has 257",
        "participantConfiguration.responseMode: AWS's model knows INCREMENTAL and COMPLETE only",
      ],
    );
  });

  it("accepts what is exactly at a limit", () => {
    const atLimits = {
      ...whole,
      connectWithinSeconds: 300,
      timeoutSeconds: 600,
      participantDetails: { displayName: "x".repeat(256) },
      attributes: { a: "é".repeat(16_383), b: "" },
      initialMessage: { content: "é".repeat(8_192) },
    };
    assert.deepEqual(inputProblems(atLimits), []);
  });

  it("is held against AWS's model only where parameters are validated", () => {
    const input = {
      ...whole,
      chatDurationInMinutes: 59,
      attributes: { "a b": 5 },
      initialMessage: { content: "x".repeat(20_000), nope: 1 },
      connectionTypes: ["WEBSOCKET"],
      timeoutSeconds: 0,
      region: "eu-west-1",
      contactFlowId: flowArn,
    };
    assert.deepEqual(
      inputProblems(input, { validate: false }).map(({ path }) => path),
      ["timeoutSeconds", "initialMessage.nope", "connectionTypes", "region"],
    );
  });

  it("refuses what is nested too deep, and what holds itself", () => {
    const circle: Record<string, unknown> = {};
    circle.valueMap = { circle };
    const message = "Expected values nested no more than 100 deep";
    assert.deepEqual(inputProblems({ ...whole, segmentAttributes: { circle }, expectFirstMessage: circle }), [
      { path: "segmentAttributes", message },
      { path: "expectFirstMessage", message },
    ]);
  });

  it("has no property by a name that every object has", () => {
    const input = JSON.parse('{"constructor": 1, "initialMessage": {"content": "x", "toString": 2}}') as object;
    assert.deepEqual(
      inputProblems({ ...whole, ...input }).map(({ path, message }) => `${path}: ${message}`),
      ["constructor: There is no such property", "initialMessage.toString: There is no such property"],
    );
  });

  it("is refused in no more words than Pulumi's engine bears", () => {
    const keys = Array.from({ length: 5_000 }, (_, index) => [`${"é".repeat(2_000)} ${index}`, "x"]);
    const { message } = invalidInput(inputProblems({ ...whole, attributes: Object.fromEntries(keys) }));
    assert.ok(Buffer.byteLength(message) < 60_000);
    assert.match(message, /\n- … and \d+ more$/);
  });

  it("gives a list of problems or none for anything, and never throws", () => {
    const keys = ["instanceId", "contactFlowId", "attributes", "timeoutSeconds", "expectFirstMessage", "endpoint", "x"];
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.dictionary(fc.constantFrom(...keys), fc.anything())), (input) => {
        assert.ok(Array.isArray(inputProblems(input)));
      }),
    );
  });
});
