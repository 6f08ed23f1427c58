/** What a chart shows, as its picture, its legend and its table share it. */
import type { Language } from "../api/problems";
import { count } from "../words/format";

/** A look is a colour and a pattern, so that neither alone tells the series apart. */
export type Look = "main" | "second" | "bad" | "warn" | "soft";

export type Unit = "count" | "share";

/** One row of bars or one line; `null` where there is nothing to show. */
export interface Series {
  name: string;
  look: Look;
  values: readonly (number | null)[];
}

export interface Drawing {
  title: string;
  kind: "bar" | "stacked" | "line";
  labels: readonly string[];
  series: readonly Series[];
  /** Bars that lie, for names too long to stand side by side. */
  across?: boolean;
  /** What the values are; shares are between 0 and 1. */
  unit?: Unit;
}

const DIGITS = 2;

/** `1.234`, or `98,76 %` with the two decimals that the services round shares to; a dash for nothing. */
export function said(value: number | null, unit: Unit, language: Language): string {
  if (value === null) return "–";
  if (unit === "count") return count(value, language);
  const locale = language === "vi" ? "vi-VN" : "en-GB";
  return new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: DIGITS }).format(value);
}
