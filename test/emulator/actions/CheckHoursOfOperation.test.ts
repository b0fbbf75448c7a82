import assert from "node:assert/strict";
import type { Behaviour } from "../../../provider/emulator/options.js";
import { action, disconnect, flow } from "../../flows.js";
import { contactInFlow, visited } from "../contact-in-flow.js";

const check = (parameters: Readonly<Record<string, string>>) =>
  action("check", "CheckHoursOfOperation", parameters, {
    next: "error",
    when: { True: "open", False: "closed" },
    errors: { NoMatchingError: "error" },
  });
const ends = [disconnect("open"), disconnect("closed"), disconnect("error")];
const target = (parameters: Readonly<Record<string, string>>) =>
  action("target", "UpdateContactTargetQueue", parameters, { next: "check" });

const path = (actions: Parameters<typeof flow>[1][], behaviour?: Partial<Behaviour>) =>
  visited(contactInFlow(flow("hours", ...actions, ...ends), { behaviour }).contact);

describe("CheckHoursOfOperation", () => {
  it("is open unless the emulator was told otherwise", () => {
    assert.deepEqual(path([check({ HoursOfOperationId: "h" })]), ["check", "open"]);
  });

  it("is closed when the emulator was told so", () => {
    assert.deepEqual(path([check({ HoursOfOperationId: "h" })], { hoursOfOperation: "closed" }), ["check", "closed"]);
  });

  it("looks at the hours of the target queue when it names none", () => {
    assert.deepEqual(path([target({ QueueId: "q" }), check({})]), ["target", "check", "open"]);
  });

  it("takes the error branch when it names no hours and there is no target queue", () => {
    assert.deepEqual(path([check({})]), ["check", "error"]);
    assert.deepEqual(path([check({ HoursOfOperationId: "" })]), ["check", "error"]);
  });

  describe("of an instance that has hours", () => {
    const definition = (missing: "error" | "default" = "default") => ({
      missing,
      hoursOfOperation: [
        { name: "Never", id: "never", timeZone: "UTC", config: "closed" as const },
        { name: "Year's start", id: "start", timeZone: "UTC", config: { THURSDAY: "open" as const } },
      ],
      queues: [
        { name: "Closed", id: "q-closed", hours: "Never" },
        { name: "Without", id: "q-without" },
      ],
    });
    const pathIn = (actions: Parameters<typeof flow>[1][], missing?: "error") =>
      visited(contactInFlow(flow("hours", ...actions, ...ends), { definition: definition(missing) }).contact);

    it("goes by the hours that it names, at the time of the emulator's clock", () => {
      assert.deepEqual(pathIn([check({ HoursOfOperationId: "never" })]), ["check", "closed"]);
      assert.deepEqual(
        pathIn([check({ HoursOfOperationId: "arn:aws:connect:x:1:instance/i/operating-hours/start" })]),
        ["check", "open"],
      );
    });

    it("goes by the hours of the target queue", () => {
      assert.deepEqual(pathIn([target({ QueueId: "q-closed" }), check({})]), ["target", "check", "closed"]);
      assert.deepEqual(pathIn([target({ QueueId: "q-without" }), check({})]), ["target", "check", "open"]);
    });

    it("takes hours that are not there for open, or the error branch where nothing may be missing", () => {
      assert.deepEqual(pathIn([check({ HoursOfOperationId: "none" })]), ["check", "open"]);
      assert.deepEqual(pathIn([check({ HoursOfOperationId: "none" })], "error"), ["check", "error"]);
      assert.deepEqual(pathIn([check({ HoursOfOperationId: "never" })], "error"), ["check", "closed"]);
    });
  });

  it("takes the error branch for the queue of an agent, which has no hours", () => {
    assert.deepEqual(path([target({ AgentId: "a" }), check({})]), ["target", "check", "error"]);
  });
});
