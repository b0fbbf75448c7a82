import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";

/** What a process of the bench does when it is asked. */
export type Answers = Readonly<Record<string, (input: never) => unknown>>;

/** Answers the parent process, question by question. */
export function answer(answers: Answers): void {
  process.on("disconnect", () => process.exit());
  process.on("message", async ({ name, input }: { name: string; input: never }) => {
    try {
      process.send?.({ output: await answers[name]?.(input) });
    } catch (error) {
      process.send?.({ error: String((error as Error).stack) });
    }
  });
}

/** A process of the bench, that a file of this folder is the program of; one question at a time. */
export class Asked<Of extends Answers> implements Disposable {
  private constructor(private readonly child: ChildProcess) {}

  static of<Of extends Answers>(file: string): Asked<Of> {
    return new Asked(fork(file, { execArgv: ["--expose-gc", ...process.execArgv] }));
  }

  async ask<Name extends keyof Of & string>(
    name: Name,
    ...[input]: Parameters<Of[Name]>
  ): Promise<Awaited<ReturnType<Of[Name]>>> {
    const stop = new AbortController();
    this.child.send({ name, input });
    const [answered] = (await Promise.race([
      once(this.child, "message", { signal: stop.signal }),
      once(this.child, "exit", { signal: stop.signal }).then(([code]) => {
        throw new Error(`The process that was asked for ${name} ended with ${code}.`);
      }),
    ]).finally(() => stop.abort())) as [{ output: Awaited<ReturnType<Of[Name]>>; error?: string }];
    if (answered.error !== undefined) throw new Error(answered.error);
    return answered.output;
  }

  [Symbol.dispose](): void {
    this.child.kill();
  }
}
