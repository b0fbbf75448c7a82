import { type Stage, type StageEvent, stageNames } from "../check/stages.js";
import type { CommandIo } from "./command.js";

const spinnerMilliseconds = 80;
const spinner = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const clearLine = "\r\u001B[K";

/** A line per stage on standard output as it is over; on a terminal a spinner on standard error while it lasts. */
export class StageLines {
  private stopSpinner: () => void = () => {};

  constructor(private readonly io: CommandIo) {}

  tell(event: StageEvent): void {
    this.stop();
    if (event.state === "begun") this.spin(event.stage, 0);
    else {
      const mark = event.state === "done" ? "ok    " : "FAILED";
      this.io.out(`${mark} ${String(event.milliseconds).padStart(6)} ms  ${stageNames[event.stage]}\n`);
    }
  }

  stop(): void {
    this.stopSpinner();
    this.stopSpinner = () => {};
  }

  private spin(stage: Stage, turn: number): void {
    const { io } = this;
    if (!io.isTerminal) return;
    io.err(`${clearLine}${spinner[turn % spinner.length]} ${stageNames[stage]} …`);
    const cancel = io.surroundings.after(spinnerMilliseconds, () => this.spin(stage, turn + 1));
    this.stopSpinner = () => {
      cancel();
      io.err(clearLine);
    };
  }
}
