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

const folders = { folder: "/home/ada/repository/flows" };

describe("annotations of GitHub Actions", () => {
  it("are a line for each failure, with its place in the file", () => {
    assert.equal(
      annotations([passed, { ...failed, titles: ["a", "100%, or: less"] }], folders),
      `::error file=${file},line=7,col=5,title=100%25%2C or%3A less::It is another.%0Aexpected "<b>"\n`,
    );
  });

  it("name the test's file where the failure has no place", () => {
    assert.match(annotations([{ ...failed, failure }], folders), /^::error file=flows\/welcome\.chat\.yaml,title=/);
  });

  it("name files from the workspace of GitHub Actions, where they are below it", () => {
    const named = (workspace: string, place: string) =>
      /file=([^,]+)/.exec(
        annotations([{ ...failed, failure: { ...failure, place: { file: place } } }], { ...folders, workspace }),
      )?.[1];
    assert.equal(named("/home/ada/repository", "a.chat.yaml"), "flows/a.chat.yaml");
    assert.equal(named("/home/ada/repository", "../b.chat.yaml"), "b.chat.yaml");
    assert.equal(named("/home/ada/repository/flows", "..a.chat.yaml"), "..a.chat.yaml");
    assert.equal(named("/home/ada/other", "a.chat.yaml"), "a.chat.yaml");
    assert.equal(named("", "a.chat.yaml"), "a.chat.yaml");
  });
});
