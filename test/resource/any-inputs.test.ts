import assert from "node:assert/strict";
import fc from "fast-check";
import { requestMembers } from "../../provider/chat/request-shapes.js";
import { type ChatCheckInputs, check } from "../../provider/resource/lifecycle.js";
import { useCleanEnvironment } from "../chat/environment.js";

const properties = [
  ...requestMembers.map((name) => name.charAt(0).toLowerCase() + name.slice(1)),
  ...[
    "connectWithinSeconds",
    "timeoutSeconds",
    "expectFirstMessage",
    "allowEnd",
    "allowAgents",
    "onFailure",
    "retries",
  ],
  ...[
    "retryDelaySeconds",
    "assumeRole",
    "region",
    "profile",
    "endpoint",
    "triggers",
    "transcriptInErrors",
    "transcript",
  ],
  ...["__provider", "toString", "__proto__", "constructor"],
];

const nested = fc
  .tuple(fc.nat(3_000), fc.constantFrom("valueMap", "valueList", "content", "a"))
  .map(([levels, key]) => {
    let value: unknown = "in";
    for (let level = 0; level < levels; level++) value = key === "valueList" ? [value] : { [key]: value };
    return value;
  });
const long = fc.constantFrom("x".repeat(1_000_000), "🏳️".repeat(10_000), "\uD800".repeat(100_000));
const unknown = fc.constant("04da6b54-80e4-46f7-96ec-b56ff0331ba9");
const values = fc.oneof(fc.jsonValue(), fc.anything(), nested, long, unknown, fc.string({ unit: "binary" }));

/** An object with these keys, `__proto__` among them. */
const inputs = fc
  .array(fc.tuple(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...properties) }, fc.string()), values), {
    maxLength: 6,
  })
  .map((entries) => Object.fromEntries(entries));

describe("any inputs at all of the resource", function () {
  this.timeout(120_000);
  useCleanEnvironment();
  const good = { instanceId: "i", contactFlowId: "f" };

  const reasons = async (given: object) => {
    const { failures = [], inputs: answered } = await check({}, given as ChatCheckInputs);
    for (const key of Object.keys(given)) assert.ok(Object.hasOwn(answered, key));
    for (const { property } of failures) assert.equal(property, "");
    return failures.map(({ reason }) => reason);
  };

  it("are accepted, or refused in a sentence that the engine can carry", () =>
    fc.assert(
      fc.asyncProperty(inputs, fc.boolean(), async (given, whole) => {
        const [reason, ...others] = await reasons(whole ? { ...good, ...given } : given);
        assert.deepEqual(others, []);
        if (reason === undefined) return;
        assert.match(reason, /^INVALID_INPUT: The input is not valid:( .+|\n- .+)/s);
        assert.ok(Buffer.byteLength(reason) < 60_000);
        assert.doesNotMatch(reason, /^ +at .+:\d+:\d+\)?$/m);
      }),
      { numRuns: 500 },
    ));

  it("are refused in a second, however many are wrong", async () => {
    const attributes = Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`key ${index}`, 5]));
    const began = performance.now();
    const [reason = ""] = await reasons({ ...good, attributes });
    assert.ok(performance.now() - began < 10_000);
    assert.match(reason, /- … and \d+ more$/);
  });
});
