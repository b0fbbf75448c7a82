import { mkdirSync } from "node:fs";
import { shareClients } from "../chat/clients.js";
import type { Surroundings } from "../chat/surroundings.js";
import { type EmulatorPlace, emulatorTarget } from "../conversation/emulator-target.js";
import type { Target } from "../conversation/target.js";
import type { Emulator } from "../emulator/index.js";
import { ChatCheckError } from "../errors.js";
import { EmulatorRun } from "./emulator-run.js";
import { InstanceRun } from "./instance-run.js";
import { noteFlows } from "./recorded-flows.js";
import { noTurn, type Ready, type Session } from "./session.js";
import {
  type EmulatorSetting,
  type InstanceSetting,
  instanceLabel,
  type RunningSetting,
  type Setting,
} from "./setting.js";

/** The session of the process that has the emulators and keeps the pace. */
export class LocalSession implements Session {
  private readonly emulators = new Map<string, EmulatorRun>();
  private readonly running = new Map<string, Promise<EmulatorPlace>>();
  private readonly targets = new WeakMap<EmulatorPlace, Target>();
  private readonly closing = new Set<() => void>();
  private readonly instances = new Map<string, InstanceRun>();

  constructor(
    private readonly surroundings: Surroundings,
    private readonly tell: (text: string) => void,
  ) {}

  async ready(setting: Setting): Promise<Ready> {
    const instance = instanceLabel(setting);
    if (setting.kind === "instance") {
      const run = this.instance(setting);
      return { target: run.target, instance, turn: (flow) => run.turn(flow) };
    }
    const place = setting.kind === "running" ? await this.place(setting) : await this.emulator(setting).current();
    return { target: this.target(place), instance, turn: noTurn };
  }

  /** Where an emulator can be reached from other processes. */
  async place(setting: EmulatorSetting | RunningSetting): Promise<EmulatorPlace> {
    if (setting.kind === "emulator") return placeOf(await this.emulator(setting).current());
    const { url } = setting;
    let place = this.running.get(url);
    if (!place) {
      place = runningPlace(url).then(async (found) => {
        await this.started(setting, found);
        return found;
      });
      this.running.set(url, place);
    }
    return place;
  }

  instance(setting: InstanceSetting): InstanceRun {
    const key = JSON.stringify(setting);
    let run = this.instances.get(key);
    if (!run) {
      run = new InstanceRun(setting, this.surroundings, this.tell);
      this.instances.set(key, run);
    }
    return run;
  }

  async close(): Promise<void> {
    for (const close of this.closing) close();
    for (const run of this.instances.values()) run.close();
    await Promise.all([...this.emulators.values()].map((run) => run.close()));
  }

  private target(place: EmulatorPlace | Emulator): Target {
    const known = this.targets.get(place);
    if (known) return known;
    const target = "passTime" in place ? emulatorTarget(place, place) : emulatorTarget(place);
    this.targets.set(place, target);
    // A call that is never answered would keep the process from ending.
    this.closing.add(shareClients(target.service));
    return target;
  }

  private emulator(setting: EmulatorSetting): EmulatorRun {
    const key = JSON.stringify(setting);
    let run = this.emulators.get(key);
    if (!run) {
      run = new EmulatorRun(setting, (emulator) => this.started(setting, emulator));
      this.emulators.set(key, run);
    }
    return run;
  }

  private async started(setting: Setting, place: EmulatorPlace): Promise<void> {
    const { CHAT_CHECK_RECORDS: folder } = this.surroundings.environment;
    if (!folder) return;
    mkdirSync(folder, { recursive: true });
    await noteFlows(folder, place, instanceLabel(setting), this.surroundings);
  }
}

function placeOf({ url, region, instanceId, flows }: EmulatorPlace): EmulatorPlace {
  return { url, region, instanceId, flows: flows.map(({ id, arn, name, type }) => ({ id, arn, name, type })) };
}

async function runningPlace(url: string): Promise<EmulatorPlace> {
  try {
    const answer = await fetch(`${url}/emulator/state`);
    if (!answer.ok) throw new Error(`it answered ${answer.status}`);
    return placeOf({ ...((await answer.json()) as EmulatorPlace), url });
  } catch (cause) {
    const { message, cause: reason } = cause as Error & { readonly cause?: { readonly code?: string } };
    throw new ChatCheckError({
      code: "NO_EMULATOR",
      message: `There is no emulator at ${url}: ${reason?.code ?? message}.`,
      hint: "Start one with chat-check emulate, or leave the URL out: then the run starts its own.",
      cause,
    });
  }
}
