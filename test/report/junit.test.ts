import assert from "node:assert/strict";
import { junit } from "../../provider/report/junit.js";
import type { TestResult } from "../../provider/report/test-results.js";

const startedAt = "2026-01-02T03:04:05.000Z";
const file = "flows/welcome.chat.yaml";
const passed: TestResult = { file, titles: [file, "greets"], status: "passed", durationMilliseconds: 12 };
const failed: TestResult = {
  file,
  titles: [file, 'greets "Ada" & <Grace>'],
  status: "failed",
  durationMilliseconds: 1500,
  failure: {
    code: "OTHER_MESSAGE",
    report: 'It is another.\nexpected "<b>" & \u0007\uD800',
    place: { file, line: 7, column: 5 },
  },
};

describe("JUnit's XML", () => {
  it("has a suite for each file, and a case for each test", () => {
    const skipped: TestResult = {
      file: "b.test.ts",
      titles: ["welcome", "later"],
      status: "skipped",
      reason: "only the emulator knows",
      durationMilliseconds: 0,
    };
    assert.equal(
      junit([passed, failed, skipped], { startedAt }),
      `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="chat-check" tests="3" failures="1" skipped="1" time="1.512">
  <testsuite name="flows/welcome.chat.yaml" tests="2" failures="1" skipped="0" time="1.512" timestamp="2026-01-02T03:04:05.000Z">
    <testcase name="greets" classname="flows/welcome.chat.yaml" file="flows/welcome.chat.yaml" time="0.012"/>
    <testcase name="greets &quot;Ada&quot; &amp; &lt;Grace&gt;" classname="flows/welcome.chat.yaml" file="flows/welcome.chat.yaml" line="7" time="1.500">
      <failure type="OTHER_MESSAGE" message="It is another.">It is another.
expected &quot;&lt;b&gt;&quot; &amp; \uFFFD\uFFFD</failure>
    </testcase>
  </testsuite>
  <testsuite name="b.test.ts" tests="1" failures="0" skipped="1" time="0.000" timestamp="2026-01-02T03:04:05.000Z">
    <testcase name="welcome › later" classname="b.test.ts" file="b.test.ts" time="0.000">
      <skipped message="only the emulator knows"/>
    </testcase>
  </testsuite>
</testsuites>
`,
    );
  });

  it("is whole without a test, and keeps line breaks in a title", () => {
    assert.equal(
      junit([], { startedAt }),
      '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="chat-check" tests="0" failures="0" skipped="0" time="0.000">\n</testsuites>\n',
    );
    assert.match(junit([{ ...passed, titles: [file, "a\nb\tc"] }], { startedAt }), /name="a&#10;b&#9;c"/);
  });
});
