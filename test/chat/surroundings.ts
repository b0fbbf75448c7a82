import { processSurroundings, type Surroundings } from "../../provider/chat/surroundings.js";
import type { Clock } from "../../provider/emulator/index.js";

/** Of nothing but what a test gives: an empty environment, and time that a clock may hold. */
export function surroundings(overrides: Partial<Surroundings> = {}): Surroundings {
  return { ...processSurroundings, environment: {}, ...overrides };
}

export function timeOf(clock: Clock): Pick<Surroundings, "now" | "after"> {
  return { now: clock.now, after: (milliseconds, action) => clock.after(milliseconds, "limit", action) };
}
