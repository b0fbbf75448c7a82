import type { Target } from "../conversation/target.js";
import type { Setting } from "./setting.js";

/** Where conversations can be held. */
export interface Ready {
  readonly target: Target;
  /** Tells instances apart in reports. */
  readonly instance: string;
  /**
   * Waits until a conversation may begin in a flow; the answer is to be called when it is over. Rejects with a
   * `ChatCheckError` where it may not.
   */
  turn(flow: string | undefined): Promise<() => void>;
}

/** What the conversations of a run have in common: emulators that are started once, and one pace towards AWS. */
export interface Session {
  ready(setting: Setting): Promise<Ready>;
  close(): Promise<void>;
}

/** Where time does not matter, nobody waits. */
export const noTurn = async () => () => {};
