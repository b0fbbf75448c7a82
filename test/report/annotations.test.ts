import assert from "node:assert/strict";
import { annotations } from "../../provider/report/annotations.js";
import type { TestResult } from "../../provider/report/test-results.js";

const file = "flows/welcome.chat.yaml";
const passed: TestResult = { file, titles: [file, "greets"], status: "passed", durationMilliseconds: 12 };
const failure = { code: "OTHER_MESSAGE", report: 'It is another.\nexpected "<b>"' };
const failed: TestResult = {
  ...passed,
  status: "failed",
  failure: { ...failure, place: { file, line: 7, column: 5 } },
};

describe("annotations of GitHub Actions", () => {
  it("are a line for each failure, with its place in the file", () => {
    assert.equal(
      annotations([passed, { ...failed, titles: ["a", "100%, or: less"] }]),
      `::error file=${file},line=7,col=5,title=100%25%2C or%3A less::It is another.%0Aexpected "<b>"\n`,
    );
  });

  it("name the test's file where the failure has no place", () => {
    assert.match(annotations([{ ...failed, failure }]), /^::error file=flows\/welcome\.chat\.yaml,title=/);
  });
});
