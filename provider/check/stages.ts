/** How far a check came, in the order of the protocol. */
export type Stage = "start" | "connect" | "subscribe" | "firstMessage" | "transcript" | "end";

/** Milliseconds that each stage took; a stage that was not asked for has none. */
export interface Durations {
  readonly start?: number;
  readonly connect?: number;
  readonly subscribe?: number;
  readonly firstMessage?: number;
  readonly total?: number;
}

/** Measures the stages one after the other. */
export class StageClock {
  current: Stage = "start";
  readonly durations: Partial<Record<Stage, number>> = {};
  private readonly started: number;

  constructor(private readonly now: () => number) {
    this.started = now();
  }

  async measure<T>(stage: Stage, work: () => Promise<T>): Promise<T> {
    this.current = stage;
    const began = this.now();
    try {
      return await work();
    } finally {
      this.durations[stage] = Math.round(this.now() - began);
    }
  }

  /** Milliseconds since the check began. */
  get elapsed(): number {
    return Math.round(this.now() - this.started);
  }
}
