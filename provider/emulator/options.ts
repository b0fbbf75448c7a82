import type { Clock } from "./clock.js";

/** A flow to load: a file, or its content with a name. */
export type FlowSource =
  | string
  | { readonly file: string; readonly name?: string }
  | { readonly content: string | object; readonly name: string; readonly type?: string };

export interface EmulatorOptions {
  /** Port on 127.0.0.1. Default 0: any free one. */
  readonly port?: number;
  /** Id of the one instance. Default `11111111-2222-4333-8444-555555555555`. */
  readonly instanceId?: string;
  /** Region in ARNs. Default `us-east-1`. */
  readonly region?: string;
  /** Account in ARNs. Default `123456789012`. */
  readonly accountId?: string;
  /** Flows as exported: paths of files, or contents. A flow with a problem, or with an action that is not emulated, is refused. */
  readonly flows?: readonly FlowSource[];
  /** `real` (default): time as it passes; `instant`: a flow never waits, time jumps to its timer; or a clock of yours. */
  readonly clock?: "real" | "instant" | Clock;
  /** Makes ids, tokens and chance repeatable. Default: the system's randomness. */
  readonly seed?: number;
  /** Points on which no source says what AWS does. */
  readonly behaviour?: Partial<Behaviour>;
}

/** Where no source says what AWS does, one named option decides. */
export interface Behaviour {
  /** When the flow starts: at the customer's first successful subscription (default), or when the contact is created. */
  readonly flowStart: "subscribed" | "created";
  /** What CheckHoursOfOperation finds. Default `open`. */
  readonly hoursOfOperation: "open" | "closed";
  /** Whether `Equals "NULL"` holds for a value that is missing, as an AWS sample flow expects. Default true. */
  readonly missingEqualsNull: boolean;
  /** What StopContact answers for a contact that has ended: 200 (default) or 410. */
  readonly stopEndedContact: 200 | 410;
  /** Actions that a flow may run without waiting for anything before it is ended as an endless loop. Default 1000. */
  readonly actionsWithoutWait: number;
  /** Sockets that one participant may have open; the oldest is closed with 1001 for the next. Default 5. */
  readonly socketsPerParticipant: number;
}

export const defaultBehaviour: Behaviour = {
  flowStart: "subscribed",
  hoursOfOperation: "open",
  missingEqualsNull: true,
  stopEndedContact: 200,
  actionsWithoutWait: 1000,
  socketsPerParticipant: 5,
};

const optionNames: Readonly<Record<keyof EmulatorOptions, true>> = {
  port: true,
  instanceId: true,
  region: true,
  accountId: true,
  flows: true,
  clock: true,
  seed: true,
  behaviour: true,
};

const choices: Readonly<Partial<Record<keyof Behaviour, readonly unknown[]>>> = {
  flowStart: ["subscribed", "created"],
  hoursOfOperation: ["open", "closed"],
  missingEqualsNull: [true, false],
  stopEndedContact: [200, 410],
};

/** What a program without a type checker may get wrong: throws with every unknown name and every value out of range. */
export function refuseUnknown(options: EmulatorOptions): void {
  const { behaviour = {}, clock } = options;
  const problems = [
    ...Object.keys(options)
      .filter((name) => !Object.hasOwn(optionNames, name))
      .map((name) => `There is no option ${name}.`),
    ...Object.keys(behaviour)
      .filter((name) => !Object.hasOwn(defaultBehaviour, name))
      .map((name) => `There is no behaviour ${name}.`),
    ...Object.entries(choices)
      .filter(([name, values]) => name in behaviour && !values.includes(behaviour[name as keyof Behaviour]))
      .map(([name, values]) => `${name} is one of ${values.join(", ")}.`),
    ...(typeof clock === "string" && clock !== "real" && clock !== "instant"
      ? ["clock is real, instant or a clock."]
      : []),
  ];
  if (problems.length > 0) throw new TypeError(`The emulator's options are not valid: ${problems.join(" ")}`);
}
