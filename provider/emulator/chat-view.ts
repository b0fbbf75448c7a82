import type { Contact } from "./contact.js";
import type { TraceRecord } from "./trace.js";

/** A whole chat as it stands, through all of its contacts; it holds no token. */
export interface ChatView {
  /** Oldest first; the last is the one that it is in. */
  readonly contactIds: readonly string[];
  readonly attributes: Readonly<Record<string, string>>;
  /** The name of the queue that it waits in, or was taken from last. */
  readonly queue?: string;
  /** Names of the flows that it came to, oldest first. */
  readonly flows: readonly string[];
  readonly disconnectReason?: string;
  readonly trace: readonly TraceRecord[];
  /** The action that the flow waits in, which is in the trace when it is over. */
  readonly pending?: TraceRecord;
}

export function chatViewOf({ chat }: Contact): ChatView {
  const trace = chat.contacts.flatMap((contact) => contact.trace);
  const begun = chat.contacts.map(({ flow }) => flow.name);
  const ran = trace.map(({ flow }) => flow);
  return {
    contactIds: chat.contacts.map(({ id }) => id),
    attributes: Object.fromEntries(chat.attributes),
    queue: [...chat.contacts].reverse().find(({ queue }) => queue)?.queue?.name,
    flows: [...new Set([...begun.slice(0, 1), ...ran, ...begun])],
    disconnectReason: chat.ended?.reason,
    trace,
    pending: chat.contacts.at(-1)?.pending,
  };
}
