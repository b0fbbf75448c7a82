import type { Chat, ChatListener } from "./chat.js";
import type { Clock } from "./clock.js";
import type { TraceRecord } from "./trace.js";

/** What ran, for the trace. */
export type Place = Pick<TraceRecord, "flow" | "flowId" | "action" | "type">;

/** Keeps a fault of a chat with this chat: it ends with SYSTEM_ERROR and says why in its trace, and others go on. */
export class Guard {
  /** The chat's own time, with timers that are guarded. */
  readonly clock: Clock;

  constructor(
    private readonly chat: Chat,
    private readonly place: () => Place = () => ({ flow: chat.contact.flow.name, flowId: "", action: "", type: "" }),
  ) {
    const { clock } = chat;
    this.clock = {
      now: () => clock.now(),
      after: (milliseconds, kind, action) => clock.after(milliseconds, kind, this.callback(action)),
      stop: () => clock.stop(),
    };
  }

  /** A callback in which an exception ends the chat. */
  callback<Values extends readonly unknown[]>(callback: (...values: Values) => void): (...values: Values) => void {
    return (...values) => {
      try {
        callback(...values);
      } catch (error) {
        this.fail(error);
      }
    };
  }

  /** Listens to the chat; the answer stops that. */
  listen({ said, left }: Pick<ChatListener, "said" | "left">): () => void {
    return this.chat.listen({ said: said && this.callback(said), left: left && this.callback(left) });
  }

  fail(error: unknown): void {
    const { chat } = this;
    if (chat.ended) return;
    chat.contact.record({
      ...this.place(),
      time: chat.clock.now(),
      contactId: chat.contact.id,
      parameters: {},
      result: "internal error",
      warnings: [error instanceof Error ? error.message : String(error)],
    });
    chat.end("SYSTEM_ERROR");
  }
}
