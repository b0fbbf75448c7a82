import { randomUUID } from "node:crypto";

/** What a chat takes from outside; tests put their own in its place. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `action` once after `milliseconds`; the answer cancels it. */
  after(milliseconds: number, action: () => void): () => void;
  /** A number from 0 up to, not including, 1. */
  random(): number;
  /** A UUID that nobody has used before. */
  newId(): string;
}

export const processSurroundings: Surroundings = {
  environment: process.env,
  now: () => Date.now(),
  after(milliseconds, action) {
    const timer = setTimeout(action, milliseconds);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
  newId: () => randomUUID(),
};
