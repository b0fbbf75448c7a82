import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { lintFlow, rules } from "../../../provider/flow/lint/index.js";
import { root } from "../../project/root.js";

const folder = join(root, "../shared/flows");
const index = join(folder, "INDEX.tsv");

const flows = () =>
  readFileSync(index, "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => {
      const [file = "", , , , provenance = ""] = line.split("\t");
      return { file, provenance, findings: lintFlow(readFileSync(join(folder, file))) };
    });

describe("the rules on real exported flows", () => {
  if (!existsSync(index)) {
    it(`ARE NOT TESTED, because the folder ${folder} is absent`, function () {
      this.skip();
    });
    return;
  }

  it("find so much", () => {
    const all = flows();
    const found = all.flatMap(({ findings }) => findings);
    const counts = rules
      .map(({ id }) => [id, found.filter(({ rule }) => rule === id).length] as const)
      .filter(([, count]) => count > 0);
    const clean = all.filter(({ findings }) => findings.length === 0).length;
    console.log(
      `${all.length} flows, ${clean} without a finding; ${counts.map((entry) => entry.join(" ")).join(", ")}`,
    );
    assert(found.length > 100 && found.length < 400, `${found.length} findings`);
    assert(clean > all.length / 4, `${clean} of ${all.length} are clean`);
  });

  it("call nothing an error that the console has published, but what was blanked out afterwards", () => {
    const errors = flows()
      .filter(({ provenance }) => provenance.startsWith("console"))
      .flatMap(({ file, findings }) => findings.map((finding) => ({ file, ...finding })))
      .filter(({ severity, rule }) => severity === "error" && rule !== "empty-parameter");
    assert.deepEqual(errors, []);
  });
});
