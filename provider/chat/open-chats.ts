import { ChatCheckError } from "../errors.js";
import type { Surroundings } from "./surroundings.js";

/** Ends a chat at once; rejects with what to tell when that did not work. */
type Interrupt = (reason: ChatCheckError) => Promise<void>;

/** What tells a process to stop. */
export const stopSignals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const longestMilliseconds = 2_800;
const lastWordsMilliseconds = 100;

const open = new Map<Interrupt, Surroundings>();
let stopping: ChatCheckError | undefined;

/**
 * Remembers a chat until the answer is called. While any is remembered, SIGINT, SIGTERM and SIGHUP (a terminal that is
 * gone) end them all, tell on stderr which could not be ended, and then do what they always do; within 3 s, since
 * Pulumi's engine kills after 5.
 */
export function rememberOpen(interrupt: Interrupt, surroundings: Surroundings): () => void {
  if (open.size === 0 && !stopping) for (const signal of stopSignals) process.on(signal, endAll);
  open.set(interrupt, surroundings);
  return () => {
    open.delete(interrupt);
    if (open.size === 0 && !stopping) stopListening();
  };
}

/** Throws when this process is about to go: no chat must be opened that nobody would end. */
export function refuseWhenStopping(): void {
  if (stopping) throw stopping;
}

async function endAll(signal: NodeJS.Signals): Promise<void> {
  if (stopping) return;
  const reason = interrupted(signal);
  stopping = reason;
  // Whoever reads it may be gone by now, which is no reason to stay.
  process.stderr.on("error", () => {});
  const chats = [...open];
  const wait = (milliseconds: number) =>
    new Promise<void>((resolve) => void chats[0]?.[1].after(milliseconds, resolve));
  let ended = 0;
  const ending = chats.map(([interrupt]) =>
    interrupt(reason).then(
      () => {
        ended += 1;
      },
      (error: Error) => void process.stderr.write(`${error.message}\n`),
    ),
  );
  await Promise.race([Promise.all(ending), wait(longestMilliseconds)]);
  // An engine that was told to stop shows no errors any more, but what is written here.
  process.stderr.write(`INTERRUPTED: ${signal} stopped ${chats.length} chat check(s); ${ended} contact(s) ended.\n`);
  // Whoever asked for the checks still gets their answers.
  await wait(lastWordsMilliseconds);
  stopListening();
  process.kill(process.pid, signal);
}

function stopListening(): void {
  for (const signal of stopSignals) process.off(signal, endAll);
}

function interrupted(signal: NodeJS.Signals): ChatCheckError {
  return new ChatCheckError({
    code: "INTERRUPTED",
    message: `the check was interrupted by ${signal}.`,
    hint: "The contact was ended; run the deployment again.",
  });
}
