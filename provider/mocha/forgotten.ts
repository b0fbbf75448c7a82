/** A chat that a program has open. */
interface Open {
  /** `menu.test.js:8` */
  readonly place: string;
  readonly close: () => Promise<void>;
}

const key = Symbol.for("connect-chat-check open chats");
const everywhere = globalThis as unknown as Record<symbol, Set<Open> | undefined>;

/** Of this process, also where it has this module twice. */
const openChats: Set<Open> = everywhere[key] ?? new Set();
everywhere[key] = openChats;

/** Remembers a chat until the answer is called. */
export function rememberChat(place: string, close: () => Promise<void>): () => void {
  const chat = { place, close };
  openChats.add(chat);
  return () => void openChats.delete(chat);
}

/** Ends what programs have left open, which would keep their run from ending, and says so. */
export async function endForgotten(tell: (text: string) => void): Promise<void> {
  for (const { place, close } of [...openChats]) {
    tell(`The chat that ${place} opened was not closed; its contact is ended now.\n`);
    await close().catch(() => {});
  }
}
