// Bundles of the commands that must start fast: dist/cli/bundle/NAME.js.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { root } from "./project.mjs";

const commands = ["start-chat-contact", "emulate"];

/** The SDK's schemas have computed keys of constants; written out, what is not used of them can be left out. */
const literalKeys = {
  name: "literal keys",
  setup({ onLoad }) {
    onLoad({ filter: /client-connect[\\/]dist-es[\\/]schemas[\\/]schemas_0\.js$/ }, ({ path }) => {
      const source = readFileSync(path, "utf8");
      const constants = new Map(
        [...source.matchAll(/^const (\w+) = ("[^"]*");$/gm)].map(([, name, text]) => [name, text]),
      );
      const keyOf = (written, name) => (constants.has(name) ? `${constants.get(name)}:` : written);
      return { loader: "js", contents: source.replace(/\[(\w+)\]:/g, keyOf) };
    });
  },
};

/** Imports what users wrote, which code that was compiled before cannot do: it stays a file of its own. */
const handlers = {
  name: "handlers",
  setup({ onResolve }) {
    const path = "../../emulator/lambda/handler.js";
    onResolve({ filter: /^\.\/handler\.js$/ }, ({ resolveDir }) =>
      resolveDir === join(root, "provider/emulator/lambda") ? { path, external: true } : undefined,
    );
  },
};

export async function bundle() {
  const outdir = join(root, "dist/cli/bundle");
  const { metafile } = await build({
    entryPoints: commands.map((name) => join(root, `provider/cli/${name}.ts`)),
    outdir,
    bundle: true,
    minify: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    mainFields: ["module", "main"],
    supported: { "dynamic-import": false },
    // What a plain call does not need is found in node_modules when it is needed.
    external: [
      "@aws-sdk/client-sts",
      "@jmespath-community/jmespath",
      "yaml",
      "agent-base",
      "https-proxy-agent",
      "proxy-from-env",
    ],
    plugins: [literalKeys, handlers],
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
  });
  writeFileSync(join(outdir, "LICENSES.txt"), licences(Object.keys(metafile.inputs)));
}

/** The licences of the packages that the bundles hold parts of. */
function licences(files) {
  const folders = new Set(files.map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]).filter(Boolean));
  return [...folders]
    .sort()
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
      const file = readdirSync(join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry));
      const text = file ? readFileSync(join(root, folder, file), "utf8").trim() : "";
      return `${name} ${version} (${license})\n\n${text}\n`;
    })
    .join(`\n${"-".repeat(80)}\n\n`);
}
