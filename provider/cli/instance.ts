import { existsSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { stringify } from "yaml";
import { InstanceError, NotEmulatedError, problemLine } from "../emulator/index.js";
import { draftDefinition } from "../emulator/instance/draft.js";
import { loadInstance } from "../emulator/instance/load.js";
import type { Instance } from "../emulator/instance.js";
import { type CommandIo, exitCodes } from "./command.js";
import { defineCommand, wrongUse } from "./options.js";

const lineWidth = 120;

/** Writes a first instance file for the flows of a folder. */
export const instance = defineCommand({
  name: "instance",
  description:
    "Writes a first instance file: everything that the flows of a folder refer to, under the name that the exports give it, to fill in and to run with chat-check emulate --instance FILE.",
  operands: "init FLOWS_DIR",
  options: {
    output: { value: "FILE", description: "Where to; - is standard output. Default instance.yaml" },
    force: { description: "Write over a file that is there" },
  },
  examples: ["chat-check instance init flows", "chat-check instance init flows --output -"],
  async run({ output = "instance.yaml", force }, [verb, folder, ...more], io) {
    const problems: string[] = [];
    if (verb !== "init") problems.push("The only thing to do is init");
    if (verb === "init" && folder === undefined) problems.push("A folder of flows is missing");
    if (more.length > 0) problems.push(`There is more than one folder: ${more.join(", ")}`);
    const file = resolve(io.folder, output);
    if (output !== "-" && !force && existsSync(file))
      problems.push(`${output} is there already; --force writes over it`);
    if (problems.length > 0 || folder === undefined) throw wrongUse("instance", problems);
    const loaded = await flowsIn(resolve(io.folder, folder));
    const base = output === "-" ? io.folder : dirname(file);
    const text = fileText(loaded, relative(base, resolve(io.folder, folder)) || ".");
    if (output === "-") io.out(text);
    else writeFileSync(file, text);
    tellRest(loaded, output, io);
    return exitCodes.held;
  },
});

async function flowsIn(folder: string): Promise<Instance> {
  try {
    return await loadInstance({ instance: { flows: folder }, behaviour: { unknownAction: "error branch" } });
  } catch (error) {
    if (error instanceof InstanceError) throw wrongUse("instance", error.problems.map(problemLine));
    if (error instanceof NotEmulatedError) throw wrongUse("instance", [error.message]);
    throw error;
  }
}

function fileText(loaded: Instance, flows: string): string {
  const documents = [...loaded.flows, ...loaded.modules.all];
  const definition = { flows, ...draftDefinition(loaded.missingReferences(), documents) };
  const head = "# What the flows refer to. Fill in what is empty; chat-check emulate --instance runs it.\n";
  return head + stringify(definition, { lineWidth });
}

/** What cannot be made up. */
function tellRest(loaded: Instance, output: string, io: CommandIo): void {
  const { flows, modules } = loaded;
  const missing = loaded
    .missingReferences()
    .filter(({ kind }) => kind === "flow" || kind === "module" || kind === "agent");
  for (const { kind, reference, flow, action } of missing) {
    io.err(`The ${kind} ${reference} is not in the folder; ${action} of the flow ${flow} needs it.\n`);
  }
  if (output !== "-") io.err(`${output} is written, for ${flows.length} flows and ${modules.all.length} modules.\n`);
}
