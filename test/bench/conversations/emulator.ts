import { createRequire } from "node:module";
import { join } from "node:path";
import type { startEmulator as Start } from "../../../provider/emulator/index.js";
import { root } from "../../project/root.js";
import { answer } from "../chats/asked.js";
import { flows } from "./turns.js";

const { startEmulator } = createRequire(__filename)(join(root, "dist/emulator/index.js")) as {
  startEmulator: typeof Start;
};

const emulator = startEmulator({ flows, quotas: { concurrentActiveChats: 1_000_000 } });

export type EmulatorProcess = {
  readonly place: () => Promise<{
    readonly url: string;
    readonly region: string;
    readonly instanceId: string;
    readonly flows: readonly { readonly id: string; readonly arn: string; readonly name: string }[];
  }>;
  /** Forgets all contacts; answers how many were still open. */
  readonly clear: () => Promise<number>;
  /** Milliseconds of a processor since the start. */
  readonly processor: () => number;
};

const answers: EmulatorProcess = {
  place: async () => {
    const { url, region, instanceId, flows: loaded } = await emulator;
    return { url, region, instanceId, flows: loaded.map(({ id, arn, name }) => ({ id, arn, name })) };
  },
  clear: async () => {
    const running = await emulator;
    const open = running.contacts().filter(({ state }) => state === "open").length;
    running.reset({ contacts: true });
    return open;
  },
  processor: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },
};
answer(answers);
