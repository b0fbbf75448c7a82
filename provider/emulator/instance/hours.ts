import type { HoursConfig, HoursDefinition } from "./definition.js";
import { days } from "./words.js";

/** Minutes from the midnight at which the day begins; `till` is over 1440 for hours that end on the next day. */
export interface Span {
  readonly from: number;
  readonly till: number;
}

/** The spans of each day, Sunday first. */
export type Week = readonly (readonly Span[])[];

export interface WeeklyHours {
  readonly timeZone: string;
  readonly week: Week;
  /** Dates as `2026-12-24`, both included; the first that covers a date decides. */
  readonly overrides: readonly { readonly from: string; readonly till: string; readonly week: Week }[];
}

const wholeDay = 1440;

/** Whether a moment (milliseconds since the epoch) is within the hours, by the wall clock of their time zone. */
export function openAt(time: number, hours: WeeklyHours): boolean {
  const { date, minute } = wallClock(time, hours.timeZone);
  const today = spansOn(date, hours).some(({ from, till }) => from <= minute && minute < till);
  return today || spansOn(dayBefore(date), hours).some(({ till }) => minute + wholeDay < till);
}

export function weeklyHours({ timeZone, config, overrides = [] }: HoursDefinition): WeeklyHours {
  return {
    timeZone,
    week: weekOf(config),
    overrides: overrides.map(({ from, till = from, config }) => ({ from, till, week: weekOf(config) })),
  };
}

export function isTimeZone(name: string): boolean {
  try {
    wallClock(0, name);
    return true;
  } catch {
    return false;
  }
}

function weekOf(config: HoursConfig): Week {
  if (typeof config === "string") return days.map(() => spansOf(config));
  if (!Array.isArray(config)) return days.map((day) => spansOf(config[day] ?? "closed"));
  if (config.length === 0) return days.map(() => []);
  if (config.every((entry) => typeof entry === "string")) return days.map(() => spansOf(config));
  return days.map((day) =>
    config.flatMap((entry) =>
      typeof entry === "object" && entry.Day === day ? [span(minuteOf(entry.StartTime), minuteOf(entry.EndTime))] : [],
    ),
  );
}

function spansOf(written: string | readonly string[]): Span[] {
  if (typeof written !== "string") return written.flatMap(spansOf);
  if (written === "closed") return [];
  if (written === "open") return [{ from: 0, till: wholeDay }];
  const [from = 0, till = 0] = written.split("-").map((time) => {
    const [hours = 0, minutes = 0] = time.split(":").map(Number);
    return hours * 60 + minutes;
  });
  return [span(from, till)];
}

/** Midnight is written 00:00, at which a day ends as well as begins. */
function span(from: number, till: number): Span {
  return { from, till: till > from ? till : till + wholeDay };
}

function minuteOf({ Hours, Minutes }: { readonly Hours: number; readonly Minutes: number }): number {
  return Hours * 60 + Minutes;
}

function spansOn(date: string, { week, overrides }: WeeklyHours): readonly Span[] {
  const override = overrides.find(({ from, till }) => from <= date && date <= till);
  return (override?.week ?? week)[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? [];
}

function dayBefore(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - wholeDay * 60_000).toISOString().slice(0, 10);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function wallClock(time: number, timeZone: string): { date: string; minute: number } {
  let format = formats.get(timeZone);
  if (!format) {
    const numeric = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" } as const;
    format = new Intl.DateTimeFormat("en-US", { ...numeric, timeZone, calendar: "gregory", hourCycle: "h23" });
    formats.set(timeZone, format);
  }
  const part = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, value]));
  return {
    date: `${part.year?.padStart(4, "0")}-${part.month}-${part.day}`,
    minute: Number(part.hour) * 60 + Number(part.minute),
  };
}
