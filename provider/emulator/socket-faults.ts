import { WebSocket } from "ws";
import type { Clock } from "./clock.js";
import type { Fault } from "./faults.js";

/** Does what belongs to a moment of a socket, unless the fault that befalls it says otherwise. */
export function befall(webSocket: WebSocket, fault: Fault | undefined, clock: Clock, action: () => void): void {
  if (typeof fault === "object") {
    if ("closeAfter" in fault) action();
    if ("delayMilliseconds" in fault) later(webSocket, fault.delayMilliseconds, clock, action);
    if ("close" in fault) webSocket.close(fault.close);
    if ("closeAfter" in fault) webSocket.close(fault.closeAfter);
    return;
  }
  if (fault === "drop") webSocket.terminate();
  if (fault === undefined || fault === "double") action();
  if (fault === "double") action();
}

function later(webSocket: WebSocket, milliseconds: number, clock: Clock, action: () => void): void {
  clock.after(milliseconds, "limit", () => {
    if (webSocket.readyState === WebSocket.OPEN) action();
  });
}
