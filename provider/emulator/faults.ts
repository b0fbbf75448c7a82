import { operations } from "./operations/index.js";

/** What goes wrong. Of an operation: */
export type Fault =
  /** It is answered with this error, and nothing is done. */
  | { readonly error: string; readonly status: number; readonly message?: string }
  /** `drop`: the connection is cut and nothing is done. `drop answer`: it is done, but the connection is cut instead of an answer. `half answer`: it is cut in the middle of the body. `no answer`: it is done and never answered. */
  | "drop"
  | "drop answer"
  | "half answer"
  | "no answer"
  /** It is done, and answered this much later on the emulator's clock. */
  | { readonly delayMilliseconds: number }
  /** Of `socket open`: the handshake is refused. Of `subscribe`: it is answered with failure. */
  | "refuse"
  /** Of `socket open` and `subscribe`: nothing is answered. */
  | "ignore"
  /** Of `socket open`, `subscribe` and `frame`: the socket is closed with this code instead. */
  | { readonly close: number }
  /** Of `frame`: the message is lost, or comes twice. */
  | "lose"
  | "double";

/** Where it goes wrong: an operation, or a moment of the WebSocket. */
export type FaultPoint = "socket open" | "subscribe" | "frame" | (string & {});

const socketFaults: Readonly<Record<string, readonly string[]>> = {
  "socket open": ["refuse", "ignore", "close"],
  subscribe: ["refuse", "ignore", "close"],
  frame: ["lose", "double", "close"],
};
const operationFaults = ["drop", "drop answer", "half answer", "no answer", "error", "delayMilliseconds"];

/** A fault that can never happen would be a test that tests nothing: throws when there is no such point or fault. */
export function refuseFault(at: FaultPoint, fault: Fault): void {
  const emulated = Object.values(operations).some((service) => Object.hasOwn(service, at));
  const possible = Object.hasOwn(socketFaults, at) ? socketFaults[at] : emulated ? operationFaults : undefined;
  if (!possible) {
    throw new TypeError(
      `Nothing goes wrong at ${at}: it is no operation of the emulator, socket open, subscribe or frame.`,
    );
  }
  const kind = typeof fault === "string" ? fault : (Object.keys(fault)[0] ?? "");
  if (!possible.includes(kind))
    throw new TypeError(`At ${at} there is no fault ${kind}; there are ${possible.join(", ")}.`);
}

/** Faults on demand: each happens a number of times at its point, in the order in which they were asked for. */
export class Faults {
  private waiting: { readonly at: FaultPoint; readonly fault: Fault; times: number }[] = [];

  add(at: FaultPoint, fault: Fault, times: number): void {
    this.waiting.push({ at, fault, times });
  }

  take(at: FaultPoint): Fault | undefined {
    const next = this.waiting.find((entry) => entry.at === at);
    if (!next) return undefined;
    next.times -= 1;
    if (next.times <= 0) this.waiting = this.waiting.filter((entry) => entry !== next);
    return next.fault;
  }

  clear(): void {
    this.waiting = [];
  }
}
