import { readFileSync } from "node:fs";
import { relative } from "node:path";
import type { Surroundings } from "../chat/surroundings.js";
import type { EmulatorPlace } from "../conversation/emulator-target.js";
import { FlowReader } from "../conversation/flow-reader.js";
import type { RunFlow } from "../report/run.js";
import { writeFlows } from "../report/run-folder.js";

interface State {
  readonly flows: readonly Listed[];
  readonly modules: readonly Listed[];
}

interface Listed {
  readonly id: string;
  readonly name: string;
  readonly file?: string;
}

/** Leaves the documents of an emulator's flows and modules for the reports of a run. */
export async function noteFlows(
  folder: string,
  place: EmulatorPlace,
  instance: string,
  surroundings: Surroundings,
): Promise<void> {
  const credentials = { accessKeyId: "emulator", secretAccessKey: "emulator" };
  const service = { endpoint: place.url, region: place.region, credentials };
  const reader = new FlowReader(place.instanceId, service, surroundings);
  const { flows, modules } = (await (await fetch(`${place.url}/emulator/state`)).json()) as State;
  const documentOf = async ({ id, name, file }: Listed, kind: "flow" | "module"): Promise<RunFlow[]> => {
    const text = file === undefined ? undefined : textOf(file);
    if (file !== undefined && text !== undefined) {
      return [{ id, name, instance, file: relative(".", file).replaceAll("\\", "/"), content: text }];
    }
    const read = await reader.read({ kind, reference: id });
    return "content" in read ? [{ id, name, instance, content: read.content }] : [];
  };
  try {
    const found = [
      ...flows.map((flow) => documentOf(flow, "flow")),
      ...modules.map((module) => documentOf(module, "module")),
    ];
    writeFlows(folder, (await Promise.all(found)).flat());
  } finally {
    reader.close();
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
