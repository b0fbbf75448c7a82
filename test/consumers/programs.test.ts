import assert from "node:assert/strict";
import { rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, startEmulator } from "../../provider/emulator/index.js";
import { greeting } from "../flows.js";
import { needsEngine, Stack } from "../resource/stack.js";
import { installedByPnpm, needsRegistry, type Packed, packed } from "./packed.js";

interface Program {
  readonly title: string;
  readonly type: "commonjs" | "module";
  readonly main: string;
  readonly text: string;
  readonly options: object;
}

const check = `new ChatCheck("check", {
  instanceId: process.env.TEST_INSTANCE ?? "",
  contactFlowId: process.env.TEST_FLOW ?? "",
  expectFirstMessage: "Hello",
})`;
const script = `const { ChatCheck } = require("connect-chat-check");\nexports.contactId = ${check}.contactId;\n`;
const module = `import { ChatCheck } from "connect-chat-check";\nexport const contactId = ${check}.contactId;\n`;
const typed = module.replace("contactId =", 'contactId: import("@pulumi/pulumi").Output<string> =');
const compilerOptions = { target: "es2022", module: "nodenext", strict: true, types: ["node"], skipLibCheck: true };

const commonJs: Program = {
  title: "CommonJS",
  type: "commonjs",
  main: "index.js",
  text: script,
  options: { typescript: false },
};
const programs: readonly Program[] = [
  commonJs,
  { title: "an ES module", type: "module", main: "index.js", text: module, options: { typescript: false } },
  {
    title: "TypeScript under Pulumi's own runner",
    type: "commonjs",
    main: "index.ts",
    text: typed,
    options: { typescript: true },
  },
  {
    title: "TypeScript under tsx",
    type: "module",
    main: "index.ts",
    text: typed,
    options: { typescript: false, nodeargs: "--import=tsx" },
  },
];

describe("the packed package", function () {
  this.timeout(120_000);
  let emulator: Emulator;
  let byNpm: Packed;
  let byPnpm: ReturnType<typeof installedByPnpm>;

  before(async function () {
    needsEngine(this);
    byNpm = await packed(this);
    byPnpm = installedByPnpm(byNpm.tarball);
    emulator = await startEmulator({ flows: [greeting()] });
  });

  after(async () => {
    await emulator?.close();
    await byPnpm;
  });

  /** A stack whose program finds nothing of the repository. */
  const stackOf = ({ main, type, text, options }: Program, installation: string): Stack => {
    const stack = new Stack("", {
      AWS_ENDPOINT_URL: emulator.url,
      TEST_INSTANCE: emulator.instanceId,
      TEST_FLOW: emulator.flow("greeting").id,
    });
    for (const left of ["node_modules", "index.js"]) rmSync(join(stack.folder, left), { recursive: true });
    symlinkSync(join(installation, "node_modules"), join(stack.folder, "node_modules"), "junction");
    stack.write("package.json", JSON.stringify({ name: "program", private: true, type, main }));
    stack.write("tsconfig.json", JSON.stringify({ compilerOptions }));
    stack.write("Pulumi.yaml", JSON.stringify({ name: "program", runtime: { name: "nodejs", options } }));
    stack.write(main, text);
    return stack;
  };

  const deploys = async (program: Program, installation: string) => {
    const stack = stackOf(program, installation);
    try {
      await stack.init();
      const { code, output } = await stack.up();
      assert.equal(code, 0, output);
      const contact = emulator.contacts().at(-1);
      assert.equal((await stack.outputs()).contactId, contact?.id);
      assert.deepEqual([contact?.state, contact?.disconnectReason], ["ended", "CUSTOMER_DISCONNECT"]);
    } finally {
      stack.remove();
    }
  };

  for (const program of programs) {
    it(`holds a flow in a program of ${program.title}`, () => deploys(program, byNpm.folder));
  }

  it("holds a flow in a program that pnpm installed", async function () {
    const { folder, installed } = await byPnpm;
    needsRegistry(this, installed);
    await deploys(commonJs, folder);
  });
});
