import { request } from "node:http";
import { shareClients } from "../chat/clients.js";
import type { Surroundings } from "../chat/surroundings.js";
import { type EmulatorPlace, emulatorTarget } from "../conversation/emulator-target.js";
import type { Target } from "../conversation/target.js";
import { ChatCheckError, type ChatCheckErrorOptions } from "../errors.js";
import { configuredTarget } from "./instance-run.js";
import type { Question, Stop } from "./run-server.js";
import { noTurn, type Ready, type Session } from "./session.js";
import { type InstanceSetting, instanceLabel, type Setting } from "./setting.js";

/** A worker's part of the session that another process has. */
export class SharedSession implements Session {
  private readonly known = new Map<string, Promise<Ready>>();
  private readonly closing: (() => void)[] = [];

  constructor(
    /** Of the `RunServer`. */
    private readonly url: string,
    private readonly surroundings: Surroundings,
  ) {
    // A worker that nobody tells would go without ending its contacts. The run that is over has nothing more to tell.
    asked<Stop>(url, { ask: "stop" }, true).then(
      ({ body: { signal } }) => void process.kill(process.pid, signal),
      () => {},
    );
  }

  ready(setting: Setting): Promise<Ready> {
    const key = JSON.stringify(setting);
    let ready = this.known.get(key);
    if (!ready) {
      ready = this.find(setting);
      this.known.set(key, ready);
    }
    return ready;
  }

  async close(): Promise<void> {
    for (const close of this.closing) close();
  }

  private async find(setting: Setting): Promise<Ready> {
    const instance = instanceLabel(setting);
    if (setting.kind !== "instance") {
      const { body, end } = await asked<EmulatorPlace>(this.url, { ask: "place", setting });
      end();
      const target = emulatorTarget(body);
      this.closing.push(shareClients(target.service));
      return { target, instance, turn: noTurn };
    }
    return { target: this.target(setting), instance, turn: (flow) => this.turn(setting, flow) };
  }

  private target(setting: InstanceSetting): Target {
    const target = configuredTarget(setting, this.surroundings);
    this.closing.push(() => target.close());
    return target;
  }

  private async turn(setting: InstanceSetting, flow: string | undefined): Promise<() => void> {
    return (await asked(this.url, { ask: "turn", setting, ...(flow === undefined ? {} : { flow }) })).end;
  }
}

/** The first line of the answer; `end` closes the connection. */
function asked<T>(
  url: string,
  question: Question,
  /** Keeps no process alive that has nothing else to do. */
  isIdle = false,
): Promise<{ readonly body: T; readonly end: () => void }> {
  return new Promise((resolve, reject) => {
    const asking = request(url, { method: "POST", agent: false }, (response) => {
      response.setEncoding("utf8");
      let text = "";
      response.on("data", (chunk: string) => {
        text += chunk;
        if (!text.endsWith("\n")) return;
        const end = () => void asking.destroy();
        if (response.statusCode === 200) return resolve({ body: JSON.parse(text) as T, end });
        end();
        reject(refusal(JSON.parse(text) as Partial<ChatCheckErrorOptions>));
      });
      response.on("error", () => {});
    });
    asking.on("error", (cause) => reject(gone(cause)));
    if (isIdle) asking.on("socket", (socket) => socket.unref());
    asking.end(JSON.stringify(question));
  });
}

function refusal({ code, message = "", hint }: Partial<ChatCheckErrorOptions>): Error {
  return code === undefined || hint === undefined ? new Error(message) : new ChatCheckError({ code, message, hint });
}

function gone(cause: Error): ChatCheckError {
  return new ChatCheckError({
    code: "RUN_IS_OVER",
    message: `The process that started this run does not answer: ${cause.message}.`,
    hint: "It has ended, or was ended; run the conversations again.",
    cause,
  });
}
