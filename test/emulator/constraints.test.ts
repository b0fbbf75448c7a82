import assert from "node:assert/strict";
import fc from "fast-check";
import { constraintProblems } from "../../provider/emulator/constraints.js";
import { type ServiceModel, type ShapeModel, services } from "../../provider/emulator/model/model.js";

const modelOf = (shapes: Record<string, ShapeModel>): ServiceModel => ({
  apiVersion: "",
  operations: {},
  routes: {},
  shapes,
});

const problemsOf = (shape: ShapeModel, value: unknown) =>
  constraintProblems(
    modelOf({ Request: { type: "structure", members: { Value: { shape: "Value" } } }, Value: shape }),
    "Request",
    { Value: value },
  );

const start = { InstanceId: "i", ContactFlowId: "f", ParticipantDetails: { DisplayName: "Ada" } };
const startProblems = (request: object) =>
  constraintProblems(services.connect, "StartChatContactRequest", { ...start, ...request });

describe("constraintProblems", () => {
  describe("of StartChatContact", () => {
    it("has nothing against the least request", () => {
      assert.deepEqual(startProblems({}), []);
    });

    it("has nothing against a full request", () => {
      const problems = startProblems({
        Attributes: { name: "Ada" },
        InitialMessage: { ContentType: "text/plain", Content: "Hello" },
        ChatDurationInMinutes: 60,
        SupportedMessagingContentTypes: ["text/plain", "text/markdown"],
        SegmentAttributes: { tree: { ValueMap: { branch: { ValueMap: { leaf: { ValueInteger: 1 } } } } } },
        DisconnectOnCustomerExit: ["AGENT"],
        ClientToken: "token",
      });
      assert.deepEqual(problems, []);
    });

    it("names every member that is missing", () => {
      assert.deepEqual(constraintProblems(services.connect, "StartChatContactRequest", { ParticipantDetails: {} }), [
        "InstanceId is required.",
        "ContactFlowId is required.",
        "ParticipantDetails.DisplayName is required.",
      ]);
    });

    it("takes null as missing", () => {
      assert.deepEqual(startProblems({ InstanceId: null, Attributes: null }), ["InstanceId is required."]);
    });

    it("holds the duration within an hour and a week", () => {
      assert.deepEqual(startProblems({ ChatDurationInMinutes: 10_080 }), []);
      assert.deepEqual(startProblems({ ChatDurationInMinutes: 59 }), [
        "ChatDurationInMinutes must be at least 60, not 59.",
      ]);
      assert.deepEqual(startProblems({ ChatDurationInMinutes: 10_081 }), [
        "ChatDurationInMinutes must be at most 10080, not 10081.",
      ]);
      assert.deepEqual(startProblems({ ChatDurationInMinutes: "60" }), ["ChatDurationInMinutes must be an integer."]);
    });

    it("counts characters, not code units", () => {
      assert.deepEqual(startProblems({ ParticipantDetails: { DisplayName: "😀".repeat(256) } }), []);
      assert.deepEqual(startProblems({ ParticipantDetails: { DisplayName: "😀".repeat(257) } }), [
        "ParticipantDetails.DisplayName must have at most 256 characters, not 257.",
      ]);
    });

    it("names the place inside a list and a map", () => {
      assert.deepEqual(
        startProblems({
          DisconnectOnCustomerExit: ["AGENT", "CUSTOMER"],
          SegmentAttributes: { tree: { ValueMap: { leaf: { ValueString: 1 } } } },
        }),
        [
          "SegmentAttributes{value}.ValueMap{value}.ValueString must be a string.",
          "DisconnectOnCustomerExit must have at most 1 entries, not 2.",
          "DisconnectOnCustomerExit[1] must be one of AGENT.",
        ],
      );
    });

    it("ignores members that the model does not have", () => {
      assert.deepEqual(startProblems({ Novelty: 1 }), []);
    });
  });

  it("requires no token that makes a request repeatable", () => {
    const model = modelOf({
      Request: {
        type: "structure",
        required: ["ClientToken", "Other"],
        members: { ClientToken: { shape: "Text", idempotencyToken: true }, Other: { shape: "Text" } },
      },
      Text: { type: "string" },
    });
    assert.deepEqual(constraintProblems(model, "Request", {}), ["Other is required."]);
  });

  it("wants exactly one member of a union", () => {
    const union: ShapeModel = { type: "structure", union: true, members: { A: { shape: "X" }, B: { shape: "X" } } };
    assert.deepEqual(problemsOf(union, { A: 1 }), []);
    assert.deepEqual(problemsOf(union, {}), ["Value must hold exactly one of A, B."]);
    assert.deepEqual(problemsOf(union, { A: 1, B: 2 }), ["Value must hold exactly one of A, B."]);
  });

  it("holds a pattern against the whole text", () => {
    const shape: ShapeModel = { type: "string", pattern: "[a-z]+" };
    assert.deepEqual(problemsOf(shape, "abc"), []);
    assert.deepEqual(problemsOf(shape, "abc1"), ["Value must match [a-z]+."]);
  });

  it("tells a hundred problems at most", () => {
    const SupportedMessagingContentTypes = Array<number>(100_000).fill(1);
    const found = constraintProblems(services.connect, "StartChatContactRequest", { SupportedMessagingContentTypes });
    assert.equal(found.length, 100);
    assert.match(found.at(-1) ?? "", /^SupportedMessagingContentTypes\[\d+\] must be a string\.$/);
  });

  it("reads a pattern that a Unicode expression does not allow", () => {
    const shape: ShapeModel = { type: "string", pattern: "[a\\_]+" };
    assert.deepEqual(problemsOf(shape, "a_"), []);
    assert.deepEqual(problemsOf(shape, "b"), ["Value must match [a\\_]+."]);
  });

  it("compiles every pattern of both services", () => {
    for (const service of Object.values(services)) {
      const patterns = Object.entries(service.shapes).filter(([, shape]) => shape.pattern !== undefined);
      assert.notEqual(patterns.length, 0);
      for (const [name] of patterns) assert.doesNotThrow(() => constraintProblems(service, name, "x"), name);
    }
  });

  it("tells the types apart", () => {
    assert.deepEqual(problemsOf({ type: "string" }, 1), ["Value must be a string."]);
    assert.deepEqual(problemsOf({ type: "integer" }, 1.5), ["Value must be an integer."]);
    assert.deepEqual(problemsOf({ type: "long" }, "1"), ["Value must be an integer."]);
    assert.deepEqual(problemsOf({ type: "float" }, 1.5), []);
    assert.deepEqual(problemsOf({ type: "float" }, "1.5"), ["Value must be a number."]);
    assert.deepEqual(problemsOf({ type: "boolean" }, "true"), ["Value must be a boolean."]);
    assert.deepEqual(problemsOf({ type: "timestamp" }, 1), []);
    assert.deepEqual(problemsOf({ type: "timestamp" }, true), ["Value must be a timestamp."]);
    assert.deepEqual(problemsOf({ type: "list" }, {}), ["Value must be a list."]);
    assert.deepEqual(problemsOf({ type: "map" }, []), ["Value must be a map."]);
    assert.deepEqual(problemsOf({ type: "structure" }, "x"), ["Value must be a structure."]);
    assert.deepEqual(constraintProblems(services.connect, "StopContactRequest", []), [
      "The request must be a structure.",
    ]);
  });

  it("looks at the keys of a map and at its size", () => {
    const model = modelOf({
      Request: { type: "structure", members: { Value: { shape: "Map" } } },
      Map: { type: "map", min: 1, max: 2, key: { shape: "Key" }, value: { shape: "Key" } },
      Key: { type: "string", max: 1 },
    });
    assert.deepEqual(constraintProblems(model, "Request", { Value: {} }), [
      "Value must have at least 1 entries, not 0.",
    ]);
    assert.deepEqual(constraintProblems(model, "Request", { Value: { long: "x" } }), [
      "Value{key} must have at most 1 characters, not 4.",
    ]);
  });

  it("answers any JSON for any operation's input with sentences", () => {
    const inputs = Object.values(services).flatMap((service) =>
      Object.values(service.operations).flatMap(({ input }) => (input ? [{ service, input }] : [])),
    );
    fc.assert(
      fc.property(fc.constantFrom(...inputs), fc.jsonValue(), ({ service, input }, json) => {
        for (const problem of constraintProblems(service, input, json)) assert.match(problem, /\.$/);
      }),
    );
  });
});
