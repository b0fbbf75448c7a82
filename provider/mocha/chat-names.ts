/** What mocha's hooks know of a test that is about to begin. */
interface Attempt {
  /** From 0; another one for each time that it is tried again. */
  currentRetry(): number;
}

/**
 * Names of the chats that programs open, each once in a run: the second "greets" of a file is "greets (2)". A test that
 * is tried again gives the names of its first attempt.
 */
export class ChatNames {
  private counts = new Map<string, number>();
  private before: ReadonlyMap<string, number> = new Map();

  begin(attempt?: Attempt): void {
    if (attempt && attempt.currentRetry() > 0) this.counts = new Map(this.before);
    else this.before = new Map(this.counts);
  }

  clear(): void {
    this.counts.clear();
    this.begin();
  }

  next(file: string, name: string): string {
    const count = (this.counts.get(JSON.stringify([file, name])) ?? 0) + 1;
    this.counts.set(JSON.stringify([file, name]), count);
    return count === 1 ? name : `${name} (${count})`;
  }
}

const key = Symbol.for("connect-chat-check chat names");
const everywhere = globalThis as unknown as Record<symbol, ChatNames | undefined>;

/** Of this process, also where it has this module twice. */
export const chatNames: ChatNames = everywhere[key] ?? new ChatNames();
everywhere[key] = chatNames;
