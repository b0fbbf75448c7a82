import type { ServiceTarget } from "../chat/client-settings.js";
import type { Surroundings } from "../chat/surroundings.js";
import { type FoundPeople, lookForPeople, mayReachPeople } from "../conversation/flow-reader.js";
import { instanceTarget } from "../conversation/instance-target.js";
import type { Target } from "../conversation/target.js";
import { peopleLines } from "../flow/people.js";
import { Pace } from "./pace.js";
import type { InstanceSetting } from "./setting.js";

export const instanceDefaults = { parallel: 5, startsPerSecond: 5, startsAtOnce: 8 };

/** An instance of Amazon Connect as conversations are held with it, with the names that the user gave its flows. */
export function configuredTarget(setting: InstanceSetting, surroundings: Surroundings): Target & { close(): void } {
  const { instanceId, flows = {}, name } = setting;
  const target = instanceTarget(instanceId, serviceOf(setting), surroundings);
  return {
    ...target,
    name: name === instanceId ? target.name : `${name}, ${target.name}`,
    contactFlowId: (flow) =>
      target.contactFlowId(flow !== undefined && Object.hasOwn(flows, flow) ? flows[flow] : flow),
  };
}

export function serviceOf({
  region,
  profile,
  endpoint,
  assumeRoleArn: roleArn,
  assumeRoleExternalId: externalId,
}: InstanceSetting): ServiceTarget {
  return {
    ...(region === undefined ? {} : { region }),
    ...(profile === undefined ? {} : { profile }),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(roleArn === undefined ? {} : { assumeRole: { roleArn, ...(externalId === undefined ? {} : { externalId }) } }),
  };
}

/** One instance in one run: who may begin a chat with it, and when. */
export class InstanceRun {
  readonly target: Target & { close(): void };
  private readonly pace: Pace;
  private readonly people = new Map<string, Promise<FoundPeople>>();

  constructor(
    private readonly setting: InstanceSetting,
    private readonly surroundings: Surroundings,
    /** Told once of each flow from which chats may reach people, which is allowed. */
    private readonly tell: (sentence: string) => void = () => {},
  ) {
    const { parallel, startsPerSecond, startsAtOnce } = { ...instanceDefaults, ...setting };
    this.target = configuredTarget(setting, surroundings);
    // One of the burst stays in reserve, since calls do not arrive in the rhythm in which they were sent.
    const burst = Math.max(1, startsAtOnce - 1);
    this.pace = new Pace({ perSecond: startsPerSecond, burst, parallel }, surroundings);
  }

  /** Throws `MAY_REACH_PEOPLE` when chats in the flow may, and nobody allowed it. */
  async turn(flow: string | undefined, signal?: AbortSignal): Promise<() => void> {
    await this.lookForPeople(flow);
    return this.pace.turn(signal);
  }

  async lookForPeople(flow: string | undefined): Promise<void> {
    const id = await this.target.contactFlowId(flow);
    let looking = this.people.get(id);
    if (!looking) {
      looking = this.peopleOf(id, flow ?? id);
      this.people.set(id, looking);
    }
    const people = await looking;
    if (this.setting.allowAgents || people.ways.length + people.unknown.length === 0) return;
    throw mayReachPeople(flow ?? id, this.target.name, people);
  }

  close(): void {
    this.target.close();
  }

  private async peopleOf(id: string, flow: string): Promise<FoundPeople> {
    const { instanceId, allowAgents } = this.setting;
    const people = await lookForPeople(id, { instanceId, service: serviceOf(this.setting) }, this.surroundings);
    const lines = peopleLines(people);
    if (allowAgents && lines.length > 0) {
      this.tell(`Chats in the flow ${flow} may reach a person, which is allowed:\n- ${lines.join("\n- ")}\n`);
    }
    return people;
  }
}
