import assert from "node:assert/strict";
import fc from "fast-check";
import { type Finding, lintFlow, rules } from "../../provider/flow/lint/index.js";
import { lintSarif } from "../../provider/report/lint-sarif.js";
import { action, disconnect, flow } from "../flows.js";

type Json = Readonly<Record<string, unknown>>;

/** Of each object of SARIF 2.1.0 that is written: what it has to have, and what it may have besides. No other member is valid. */
const shapes = {
  log: [["version", "runs"], ["$schema"]],
  run: [["tool"], ["results", "columnKind"]],
  tool: [["driver"], []],
  driver: [["name"], ["semanticVersion", "rules"]],
  rule: [["id"], ["shortDescription", "fullDescription", "help", "defaultConfiguration", "properties"]],
  configuration: [[], ["enabled", "level"]],
  message: [["text"], []],
  result: [["message"], ["ruleId", "ruleIndex", "level", "locations"]],
  location: [[], ["physicalLocation", "logicalLocations"]],
  physicalLocation: [["artifactLocation"], ["region"]],
  artifactLocation: [["uri"], ["uriBaseId"]],
  region: [["startLine"], ["startColumn", "endLine", "endColumn"]],
  logicalLocation: [[], ["name", "kind"]],
} as const;

function shaped(kind: keyof typeof shapes, value: unknown): Json {
  assert(typeof value === "object" && value !== null && !Array.isArray(value), `${kind} is an object`);
  const [required, optional] = shapes[kind];
  const keys = Object.keys(value);
  for (const key of required) assert(keys.includes(key), `${kind} has ${key}`);
  for (const key of keys)
    assert(
      [...required, ...optional].some((known) => known === key),
      `${kind} may have ${key}`,
    );
  return value as Json;
}

const list = (value: unknown): unknown[] => {
  assert(Array.isArray(value));
  return value;
};
const filled = (value: unknown) => assert(typeof value === "string" && value.length > 0, JSON.stringify(value));
const levels = ["none", "note", "warning", "error"];

/** What the schema of SARIF 2.1.0 and GitHub code scanning demand. */
function assertSarif(text: string): Json[] {
  const log = shaped("log", JSON.parse(text));
  assert.equal(log.version, "2.1.0");
  assert.match(String(log.$schema), /^https:\/\/.*sarif.*2\.1\.0/);
  const [first, ...more] = list(log.runs);
  assert.equal(more.length, 0);
  const run = shaped("run", first);
  assert.equal(run.columnKind, "utf16CodeUnits");
  const driver = shaped("driver", shaped("tool", run.tool).driver);
  filled(driver.name);
  assert.match(String(driver.semanticVersion), /^\d+\.\d+\.\d+/);
  const descriptors = list(driver.rules).map((rule) => shaped("rule", rule));
  for (const { id, shortDescription, fullDescription, help, defaultConfiguration, properties } of descriptors) {
    filled(id);
    for (const message of [shortDescription, fullDescription, help]) filled(shaped("message", message).text);
    const { level, enabled } = shaped("configuration", defaultConfiguration);
    assert(levels.includes(String(level)));
    assert.equal(typeof enabled, "boolean");
    const severity = (properties as Json)["problem.severity"];
    assert(["error", "warning", "recommendation"].includes(String(severity)));
  }
  assert.equal(new Set(descriptors.map(({ id }) => id)).size, descriptors.length);
  return list(run.results).map((entry) => {
    const result = shaped("result", entry);
    filled(shaped("message", result.message).text);
    assert(levels.includes(String(result.level)));
    assert.equal(descriptors[Number(result.ruleIndex)]?.id, result.ruleId);
    const [location, ...others] = list(result.locations);
    assert.equal(others.length, 0);
    const { physicalLocation, logicalLocations = [] } = shaped("location", location);
    for (const logical of list(logicalLocations)) shaped("logicalLocation", logical);
    const { artifactLocation, region } = shaped("physicalLocation", physicalLocation);
    const { uri, uriBaseId } = shaped("artifactLocation", artifactLocation);
    assert.match(String(uri), /^(?:file:\/\/\/)?[A-Za-z0-9\-._~%!$&'()*+,;=:@/]+$/);
    assert.equal(uriBaseId, String(uri).startsWith("file:") ? undefined : "%SRCROOT%");
    const { startLine, startColumn, endLine, endColumn } = shaped("region", region);
    for (const count of [startLine, startColumn, endLine, endColumn])
      assert(Number.isInteger(count) && Number(count) > 0);
    assert(Number(endLine) > Number(startLine) || (endLine === startLine && Number(endColumn) >= Number(startColumn)));
    return result;
  });
}

const options = { rules, version: "1.2.3" };
const broken = JSON.stringify(
  flow("", action("a", "Compare", { ComparisonValue: "" }, { next: "lost" }), disconnect()).content,
  null,
  2,
);

describe("lintSarif", () => {
  it("has what the schema and GitHub demand, for every finding", () => {
    const findings = lintFlow(broken);
    assert(findings.length > 3);
    const results = assertSarif(lintSarif([{ file: "flows/main.json", findings }], options));
    assert.deepEqual(
      results.map(({ ruleId, level }) => [ruleId, level]),
      findings.map(({ rule, severity }) => [rule, severity]),
    );
  });

  it("says what is wrong, what to do, and where", () => {
    const region = { startLine: 2, startColumn: 3, endLine: 2, endColumn: 9 };
    const finding: Finding = { rule: "not-json", severity: "error", message: "No.", hint: "Do.", action: "a", region };
    const [result] = assertSarif(lintSarif([{ file: "my flows/100%.json", findings: [finding] }], options));
    assert.deepEqual(result, {
      ruleId: "not-json",
      ruleIndex: 0,
      level: "error",
      message: { text: "No. Do." },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "my%20flows/100%25.json", uriBaseId: "%SRCROOT%" },
            region,
          },
          logicalLocations: [{ name: "a", kind: "object" }],
        },
      ],
    });
  });

  it("names a file outside of the folder by its URL", () => {
    const findings = lintFlow("{");
    const text = lintSarif([{ file: "/flows/ä b.json", findings }], options);
    assertSarif(text);
    assert.match(text, /"uri": "file:\/\/\/.*flows\/%C3%A4%20b\.json"/);
  });

  it("is valid without findings, and without rules", () => {
    assert.deepEqual(assertSarif(lintSarif([{ file: "a.json", findings: [] }], options)), []);
    assert.deepEqual(assertSarif(lintSarif([], { rules: [], version: "1.2.3" })), []);
  });

  it("is valid for any file and any name", () => {
    fc.assert(
      fc.property(fc.json(), fc.string({ minLength: 1 }), (json, name) => {
        assertSarif(lintSarif([{ file: `flows/${name}`, findings: lintFlow(json) }], options));
      }),
      { numRuns: 50 },
    );
  });
});
