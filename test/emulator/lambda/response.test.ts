import assert from "node:assert/strict";
import fc from "fast-check";
import { responseProblem } from "../../../provider/emulator/lambda/response.js";

describe("responseProblem", () => {
  it("finds none with a flat map of texts", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), (map) => {
        assert.equal(responseProblem(map, "STRING_MAP"), undefined);
      }),
    );
  });

  it("finds none with any JSON where JSON is asked for, and one with anything but a flat map of texts else", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const flat =
          typeof value === "object" &&
          value !== null &&
          !Array.isArray(value) &&
          Object.values(value).every((entry) => typeof entry === "string");
        assert.equal(responseProblem(value, "JSON"), undefined);
        assert.equal(responseProblem(value, "STRING_MAP") === undefined, flat);
        assert.equal(responseProblem(value, "anything else") === undefined, flat);
      }),
    );
  });

  it("counts the bytes of its JSON", () => {
    assert.equal(responseProblem({ a: "x".repeat(32_760) }, "JSON"), undefined);
    assert.equal(responseProblem({ a: "x".repeat(32_761) }, "JSON"), "The answer has 32769 bytes; 32768 is the limit.");
  });
});
