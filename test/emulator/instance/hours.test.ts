import assert from "node:assert/strict";
import fc from "fast-check";
import type { HoursConfig, HoursDefinition } from "../../../provider/emulator/instance/definition.js";
import { isTimeZone, openAt, weeklyHours } from "../../../provider/emulator/instance/hours.js";

const hoursOf = (config: HoursConfig, more: Partial<HoursDefinition> = {}) =>
  weeklyHours({ name: "h", timeZone: "Europe/Berlin", config, ...more });

/** The moments among these at which the hours are open. */
const open = (hours: ReturnType<typeof hoursOf>, ...moments: readonly string[]) =>
  moments.filter((moment) => openAt(Date.parse(moment), hours));

describe("hours of operation", () => {
  it("are open from the first minute on and no longer at the last one", () => {
    const moments = ["2026-01-05T07:59:59Z", "2026-01-05T08:00:00Z", "2026-01-05T15:59:59Z", "2026-01-05T16:00:00Z"];
    assert.deepEqual(open(hoursOf("09:00-17:00"), ...moments), moments.slice(1, 3));
  });

  it("go by the day of the week in their own time zone", () => {
    const tuesday = { TUESDAY: "open" } as const;
    assert.deepEqual(open(hoursOf(tuesday), "2026-01-05T22:59Z", "2026-01-05T23:00Z"), ["2026-01-05T23:00Z"]);
    const auckland = hoursOf(tuesday, { timeZone: "Pacific/Auckland" });
    assert.deepEqual(open(auckland, "2026-01-05T10:59Z", "2026-01-05T11:00Z"), ["2026-01-05T11:00Z"]);
  });

  it("have breaks, days that are closed, and days that are left out", () => {
    const hours = hoursOf({ MONDAY: ["9:00-12:00", "13:00-17:00"], TUESDAY: "closed" });
    const [before, inBreak, after] = ["2026-01-05T10:30Z", "2026-01-05T11:30Z", "2026-01-05T12:30Z"];
    assert.deepEqual(open(hours, before, inBreak, after, "2026-01-06T10:30Z", "2026-01-07T10:30Z"), [before, after]);
  });

  it("end at midnight, or go on after it, into a day that is closed", () => {
    const till = (config: string) =>
      open(
        hoursOf({ MONDAY: config }),
        "2026-01-05T22:59Z",
        "2026-01-05T23:00Z",
        "2026-01-06T04:59Z",
        "2026-01-06T05:00Z",
      );
    assert.deepEqual(till("20:00-24:00"), ["2026-01-05T22:59Z"]);
    assert.deepEqual(till("20:00-00:00"), ["2026-01-05T22:59Z"]);
    assert.deepEqual(till("20:00-06:00"), ["2026-01-05T22:59Z", "2026-01-05T23:00Z", "2026-01-06T04:59Z"]);
    assert.deepEqual(till("00:00-00:00"), ["2026-01-05T22:59Z"]);
  });

  it("are read as describe-hours-of-operation has them", () => {
    const time = (Hours: number, Minutes = 0) => ({ Hours, Minutes });
    const config = [
      { Day: "MONDAY" as const, StartTime: time(9), EndTime: time(12, 30) },
      { Day: "MONDAY" as const, StartTime: time(14), EndTime: time(0) },
    ];
    assert.deepEqual(hoursOf(config).week, hoursOf({ MONDAY: ["09:00-12:30", "14:00-24:00"] }).week);
    assert.deepEqual(hoursOf([]).week, hoursOf("closed").week);
    assert.deepEqual(
      hoursOf(["09:00-10:00", "11:00-12:00"]).week[3],
      hoursOf({ WEDNESDAY: ["09:00-10:00", "11:00-12:00"] }).week[3],
    );
  });

  it("are others on the dates of an override, both included, of which the first decides", () => {
    const overrides = [
      { from: "2026-12-25", config: "closed" as const },
      { from: "2026-12-24", till: "2026-12-26", config: { THURSDAY: "09:00-12:00" as const, FRIDAY: "open" as const } },
    ];
    const hours = hoursOf("09:00-17:00", { overrides });
    const noon = (day: number) => `2026-12-${day}T11:30Z`;
    assert.deepEqual(open(hours, noon(23), noon(24), noon(25), noon(26), noon(27)), [noon(23), noon(27)]);
    assert.deepEqual(open(hours, "2026-12-24T10:59Z"), ["2026-12-24T10:59Z"]);
  });

  it("of the evening before an override go on into its first day", () => {
    const hours = hoursOf("22:00-02:00", { overrides: [{ from: "2026-12-25", config: "closed" }] });
    const [stillOpen, closed, reopened] = ["2026-12-25T00:30Z", "2026-12-25T21:30Z", "2026-12-26T21:30Z"];
    assert.deepEqual(open(hours, stillOpen, closed, "2026-12-26T00:30Z", reopened), [stillOpen, reopened]);
  });

  describe("when the clocks change", () => {
    const night = hoursOf("01:30-03:30");

    it("go by the wall clock where an hour is left out", () => {
      const moments = [
        "2026-03-29T00:29Z",
        "2026-03-29T00:30Z",
        "2026-03-29T01:00Z",
        "2026-03-29T01:29Z",
        "2026-03-29T01:30Z",
      ];
      assert.deepEqual(open(night, ...moments), moments.slice(1, 4));
    });

    it("go by the wall clock where an hour comes twice", () => {
      const moments = [
        "2026-10-24T23:29Z",
        "2026-10-24T23:30Z",
        "2026-10-25T00:30Z",
        "2026-10-25T01:30Z",
        "2026-10-25T02:29Z",
        "2026-10-25T02:30Z",
      ];
      assert.deepEqual(open(night, ...moments), moments.slice(1, 5));
    });

    it("are open twice where the hour that comes twice is theirs", () => {
      const hours = hoursOf("02:00-03:00");
      const moments = ["2026-10-25T00:00Z", "2026-10-25T00:59Z", "2026-10-25T01:00Z", "2026-10-25T01:59Z"];
      assert.deepEqual(open(hours, "2026-10-24T23:59Z", ...moments, "2026-10-25T02:00Z"), moments);
    });

    it("are never open on the day on which their only hour is left out", () => {
      const hours = hoursOf("02:00-03:00");
      const minutes = Array.from({ length: 1440 }, (_, minute) => Date.parse("2026-03-28T23:00Z") + minute * 60_000);
      assert.deepEqual(
        minutes.filter((minute) => openAt(minute, hours)),
        [],
      );
    });

    it("open at nine on the wall both before and after", () => {
      const hours = hoursOf("09:00-17:00", { timeZone: "America/New_York" });
      assert.deepEqual(open(hours, "2026-03-06T13:59Z", "2026-03-06T14:00Z"), ["2026-03-06T14:00Z"]);
      assert.deepEqual(open(hours, "2026-03-09T12:59Z", "2026-03-09T13:00Z"), ["2026-03-09T13:00Z"]);
    });
  });

  it("agree with a clock that is asked minute by minute", () => {
    const zones = [
      "UTC",
      "Europe/Berlin",
      "America/St_Johns",
      "Asia/Kathmandu",
      "Australia/Lord_Howe",
      "America/Sao_Paulo",
    ];
    const clock = fc.record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) });
    const written = ({ hour, minute }: { hour: number; minute: number }) =>
      `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}` as const;
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.tuple(clock, clock),
        fc.date({ min: new Date("2020-01-01"), max: new Date("2030-01-01"), noInvalidDate: true }),
        (timeZone, [start, end], moment) => {
          const [from, till] = [written(start), written(end)];
          const wall = moment.toLocaleTimeString("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" });
          const expected = from < till ? from <= wall && wall < till : wall >= from || wall < till;
          assert.equal(
            openAt(moment.getTime(), hoursOf(`${from}-${till}`, { timeZone })),
            expected,
            `${wall} ${from}-${till}`,
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  it("know time zones", () => {
    assert.deepEqual(["UTC", "Europe/Berlin", "Europe/Atlantis", ""].filter(isTimeZone), ["UTC", "Europe/Berlin"]);
  });
});
