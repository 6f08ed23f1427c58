/**
 * Reporting periods as the service names them: `2026-11-24`, `2026-11`, `2026-Q4`, `2026-H1`, `2026`,
 * or two dates. Dates are local, and both ends belong to the period.
 */
import type { components } from "../../api/generated/reports";
import type { Language } from "../../api/problems";
import { day } from "../../words/format";

export type Cutoff = components["schemas"]["Cutoff"];
export type Unit = "day" | "month" | "quarter" | "half" | "year" | "range";

/** What is chosen; `part` is the month, quarter or half of the year, from 1. */
export interface Period {
  unit: Unit;
  year: number;
  part: number;
  day: string;
  from: string;
  to: string;
  cutoff: Cutoff;
}

export interface Span {
  first: string;
  last: string;
}

/** Months in each unit that is made of whole months. */
const MONTHS = { month: 1, quarter: 3, half: 6, year: 12 } as const;
/** Statutory periods end on the 14th (Nghị định 09/2019/NĐ-CP, Điều 12). */
const LAST_STATUTORY_DAY = 14;

export function isMonths(unit: Unit): unit is keyof typeof MONTHS {
  return unit in MONTHS;
}

/** How many parts of this unit a year has. */
export function partsOf(unit: Unit): number {
  return isMonths(unit) ? 12 / MONTHS[unit] : 1;
}

/** The last period of a unit that was over before today. */
export function lastFinished(unit: Unit, cutoff: Cutoff, today: string): Period {
  const yesterday = plusDays(today, -1);
  const year = Number(today.slice(0, 4));
  const dates = { day: yesterday, from: `${yesterday.slice(0, 8)}01`, to: yesterday };
  if (!isMonths(unit)) return { unit, year, part: 1, cutoff, ...dates };
  const parts = partsOf(unit);
  const candidates = [year, year - 1].flatMap((one) =>
    Array.from({ length: parts }, (_, nth): Period => ({ unit, year: one, part: parts - nth, cutoff, ...dates })),
  );
  return candidates.find((one) => (spanOf(one)?.last ?? today) < today) as Period;
}

/** Its dates; null while a date is missing or the two are reversed. */
export function spanOf(period: Period): Span | null {
  const { unit, year, part, cutoff } = period;
  if (unit === "day") return period.day === "" ? null : { first: period.day, last: period.day };
  if (!isMonths(unit)) {
    const { from, to } = period;
    return from === "" || to === "" || to < from ? null : { first: from, last: to };
  }
  const end = part * MONTHS[unit];
  const begin = end - MONTHS[unit] + 1;
  if (cutoff === "calendar") return { first: date(year, begin, 1), last: date(year, end + 1, 0) };
  return { first: date(year, begin - 1, LAST_STATUTORY_DAY + 1), last: date(year, end, LAST_STATUTORY_DAY) };
}

interface AskedPeriod {
  period: string | null;
  from: string | null;
  to: string | null;
  cutoff: Cutoff;
}

/** The period as a request says it. */
export function askedOf(period: Period): AskedPeriod {
  const { unit, cutoff } = period;
  if (unit === "range") return { period: null, from: period.from, to: period.to, cutoff: "calendar" };
  return { period: nameOf(period), from: null, to: null, cutoff: isMonths(unit) ? cutoff : "calendar" };
}

function nameOf({ unit, year, part, day: date }: Period): string {
  const months = { month: `-${String(part).padStart(2, "0")}`, quarter: `-Q${part}`, half: `-H${part}`, year: "" };
  return isMonths(unit) ? `${year}${months[unit]}` : date;
}

const QUARTERS = ["I", "II", "III", "IV"];

/** A period's name in words: `Tháng 10/2026`, `Quý IV/2026`, `6 tháng đầu năm 2026`. */
export function periodWords(name: string, language: Language): string {
  const [, year = "", kind = "", part = ""] = /^(\d{4})(?:-([QH]?)(\d{1,2}))?$/.exec(name) ?? [];
  if (year === "") return name.split("..").map((date) => day(date, language)).join(" – ");
  const [vi, en] = monthsWords(year, kind, Number(part));
  return language === "vi" ? vi : en;
}

function monthsWords(year: string, kind: string, part: number): readonly [vi: string, en: string] {
  if (part === 0) return [`Năm ${year}`, `Year ${year}`];
  if (kind === "Q") return [`Quý ${QUARTERS[part - 1]}/${year}`, `Quarter ${part} of ${year}`];
  if (kind === "H") return [`6 tháng ${part === 1 ? "đầu" : "cuối"} năm ${year}`, `${part === 1 ? "First" : "Second"} half of ${year}`];
  const month = new Intl.DateTimeFormat("en-GB", { month: "long", timeZone: "UTC" }).format(Date.UTC(2000, part - 1, 1));
  return [`Tháng ${part}/${year}`, `${month} ${year}`];
}

function date(year: number, month: number, dayOfMonth: number): string {
  return new Date(Date.UTC(year, month - 1, dayOfMonth)).toISOString().slice(0, 10);
}

function plusDays(local: string, days: number): string {
  return new Date(Date.parse(`${local}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
