import { resolve } from "node:path";
import type { ServiceTarget } from "../chat/client-settings.js";
import { emulatorTarget } from "../conversation/emulator-target.js";
import { FlowReader } from "../conversation/flow-reader.js";
import { instanceTarget } from "../conversation/instance-target.js";
import type { Target } from "../conversation/target.js";
import { type Emulator, type FlowView, missingLines } from "../emulator/index.js";
import { peopleLines, waysToPeople } from "../flow/people.js";
import type { CommandIo } from "./command.js";
import { flowFiles, startedEmulator } from "./emulate.js";
import { wrongUse } from "./options.js";

/** Where a chat takes place, and in which flow it begins. */
export interface ChatPlace {
  readonly target: Target;
  readonly contactFlowId: string;
  /** The flow as a conversation names it. */
  readonly flow?: string;
  /** Where it runs in this process. */
  readonly emulator?: Emulator;
  /** What to know before the chat begins, in one sentence. */
  readonly warning?: string;
  close(): Promise<void>;
}

/** An emulator of its own. */
export interface LocalPlace {
  readonly flows?: string;
  readonly instance?: string;
  /** A flow by name or id; or the whole path of its file. */
  readonly flow?: string | { readonly file: string };
}

export async function openLocal({ flows, instance, flow }: LocalPlace, io: CommandIo): Promise<ChatPlace> {
  const emulator = await startedEmulator({ instance: instance && resolve(io.folder, instance) }, "chat");
  try {
    if (flows !== undefined) flowFiles(emulator, flows, io, "chat");
    const wanted = typeof flow === "object" ? flowOfFile(emulator, flow.file).id : flow;
    if (instance !== undefined) {
      for (const line of missingLines(emulator.missing)) io.err(`The instance lacks the ${line}.\n`);
    }
    const target = emulatorTarget(emulator, emulator);
    const contactFlowId = await target.contactFlowId(wanted);
    const { name } = emulator.flows.find(({ id }) => id === contactFlowId) ?? {};
    return { target, contactFlowId, flow: name, emulator, close: () => emulator.close() };
  } catch (error) {
    await emulator.close();
    throw error;
  }
}

export async function openLive(
  instanceId: string,
  flow: string,
  service: ServiceTarget,
  io: CommandIo,
): Promise<ChatPlace> {
  const target = instanceTarget(instanceId, service, io.surroundings);
  const close = async () => target.close();
  try {
    const contactFlowId = await target.contactFlowId(flow);
    const warning = await peopleWarning(instanceId, contactFlowId, service, io);
    return { target, contactFlowId, flow, warning, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Whoever chats by hand may want to reach somebody, and is to know it. */
async function peopleWarning(
  instanceId: string,
  reference: string,
  service: ServiceTarget,
  { surroundings }: CommandIo,
): Promise<string | undefined> {
  const reader = new FlowReader(instanceId, service, surroundings);
  try {
    const people = await waysToPeople({ kind: "flow", reference }, reader.read);
    const [line] = peopleLines(people);
    return line && `This chat may reach a person: ${line}.`;
  } finally {
    reader.close();
  }
}

/** A file that is served already is not loaded again. */
function flowOfFile(emulator: Emulator, file: string): FlowView {
  const known = emulator.flows.find((flow) => flow.file !== undefined && resolve(flow.file) === file);
  if (known) return known;
  try {
    const loaded = emulator.load({ file }, false);
    if ("type" in loaded) return loaded;
  } catch (error) {
    throw wrongUse("chat", [(error as Error).message.replace(/\.$/, "")]);
  }
  throw wrongUse("chat", [`${file} is a module, in which no chat can begin`]);
}
