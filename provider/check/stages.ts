/** How far a check came, in the order of the protocol. */
export type Stage =
  | "people"
  | "start"
  | "connect"
  | "subscribe"
  | "firstMessage"
  | "conversation"
  | "transcript"
  | "end";

/** What each stage is about, in AWS's words. */
export const stageNames: Readonly<Record<Stage, string>> = {
  people: "the look for people on the flow's ways",
  start: "StartChatContact",
  connect: "CreateParticipantConnection",
  subscribe: "the WebSocket subscription",
  firstMessage: "the first message",
  conversation: "the conversation",
  transcript: "the transcript",
  end: "the end of the contact",
};

/** Milliseconds that each stage took; a stage that was not asked for has none. */
export interface Durations {
  readonly start?: number;
  readonly connect?: number;
  readonly subscribe?: number;
  readonly firstMessage?: number;
  readonly conversation?: number;
  readonly total?: number;
}

/** A stage that begins, or that is over after so many milliseconds. */
export type StageEvent =
  | { readonly stage: Stage; readonly state: "begun" }
  | { readonly stage: Stage; readonly state: "done" | "failed"; readonly milliseconds: number };

/** Measures the stages one after the other. */
export class StageClock {
  current: Stage = "start";
  readonly durations: Partial<Record<Stage, number>> = {};
  private readonly started: number;

  constructor(
    private readonly now: () => number,
    private readonly tell: (event: StageEvent) => void = () => {},
  ) {
    this.started = now();
  }

  /** A stage fails when its work throws, or when what it came to is not good. */
  async measure<T>(stage: Stage, work: () => Promise<T>, isGood: (result: T) => boolean = () => true): Promise<T> {
    this.current = stage;
    const began = this.now();
    this.tell({ stage, state: "begun" });
    const over = (state: "done" | "failed") => {
      const milliseconds = Math.round(this.now() - began);
      this.durations[stage] = milliseconds;
      this.tell({ stage, state, milliseconds });
    };
    try {
      const result = await work();
      over(isGood(result) ? "done" : "failed");
      return result;
    } catch (cause) {
      over("failed");
      throw cause;
    }
  }

  /** Milliseconds since the check began. */
  get elapsed(): number {
    return Math.round(this.now() - this.started);
  }
}
