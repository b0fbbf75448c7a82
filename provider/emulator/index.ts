export { type Clock, instantClock, manualClock, realClock } from "./clock.js";
export { type ContactView, type Emulator, startEmulator } from "./emulator.js";
export { NotEmulatedError } from "./errors.js";
export type { Fault, FaultPoint } from "./faults.js";
export type { Behaviour, EmulatorOptions, FlowSource } from "./options.js";
export { type TraceRecord, traceLine } from "./trace.js";
