import { writeFileSync } from "node:fs";
import type { Surroundings } from "../chat/surroundings.js";
import { ChatRecord, type RecordOptions } from "./chat-record.js";

const restMilliseconds = 100;

/** A record in its file, at most a moment behind what has happened, so that whatever ends the process loses nothing. */
export class RecordFile extends ChatRecord {
  /** Why the file could not be written. */
  problem: Error | undefined;
  private contactIds: readonly string[] = [];
  private cancel: (() => void) | undefined;

  constructor(
    private readonly place: RecordOptions,
    private readonly surroundings: Pick<Surroundings, "after">,
  ) {
    super(place);
  }

  save(contactIds: readonly string[]): void {
    this.contactIds = contactIds;
    this.cancel ??= this.surroundings.after(restMilliseconds, () => this.write());
  }

  override close(time: number, lastAction?: number): void {
    super.close(time, lastAction);
    this.write();
  }

  private write(): void {
    this.cancel?.();
    this.cancel = undefined;
    try {
      writeFileSync(this.place.file, this.text(this.contactIds));
    } catch (error) {
      this.problem = error as Error;
    }
  }
}
