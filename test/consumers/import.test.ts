import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Packed, packed, run } from "./packed.js";

const runs = 5;
const mostMilliseconds = 150;
const programs = {
  require: {
    file: "measure.cjs",
    text: `require("@pulumi/pulumi");
const began = performance.now();
require("connect-chat-check");
console.log(performance.now() - began);`,
  },
  import: {
    file: "measure.mjs",
    text: `await import("@pulumi/pulumi");
const began = performance.now();
await import("connect-chat-check");
console.log(performance.now() - began);`,
  },
} as const;

describe("loading the package", () => {
  let installed: Packed;
  const milliseconds: Record<keyof typeof programs, number[]> = { require: [], import: [] };

  before(async function () {
    installed = await packed(this);
    for (const { file, text } of Object.values(programs)) writeFileSync(join(installed.folder, file), text);
    for (let count = 0; count < runs; count++) {
      for (const way of ["require", "import"] as const) {
        const { code, output } = await run(process.execPath, [programs[way].file], installed.folder);
        assert.equal(code, 0, output);
        milliseconds[way].push(Number(output));
      }
    }
  });

  for (const way of ["require", "import"] as const) {
    it(`by ${way} costs next to nothing over @pulumi/pulumi`, () => {
      const median = [...milliseconds[way]].sort((one, other) => one - other)[Math.floor(runs / 2)] ?? Number.NaN;
      console.error(`      ${way}: ${median.toFixed(1)} ms over @pulumi/pulumi, median of ${runs}`);
      assert.ok(median < mostMilliseconds, `${median} ms`);
    });
  }
});
