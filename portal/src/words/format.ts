/** Dates, times and money as Viet Nam writes them, always in the time of Asia/Ho_Chi_Minh. */
import type { Language } from "../api/problems";

const ZONE = "Asia/Ho_Chi_Minh";
const LOCALE: Record<Language, string> = { vi: "vi-VN", en: "en-GB" };

function made(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(LOCALE[language], { timeZone: ZONE, ...options });
}

/** `24/11/2026` of a local date or an instant. */
export function day(value: string, language: Language): string {
  const date = value.length === 10 ? new Date(`${value}T12:00:00+07:00`) : new Date(value);
  return made(language, { day: "2-digit", month: "2-digit", year: "numeric" }).format(date);
}

/** `10:05 24/11/2026` of an instant. */
export function moment(value: string, language: Language): string {
  const time = made(language, { hour: "2-digit", minute: "2-digit", hour12: false });
  return `${time.format(new Date(value))} ${day(value, language)}`;
}

/** `15.000 đ` of whole VND. */
export function money(amount: number, language: Language): string {
  return `${new Intl.NumberFormat(LOCALE[language]).format(amount)} ${language === "vi" ? "đ" : "VND"}`;
}

export function count(value: number, language: Language): string {
  return new Intl.NumberFormat(LOCALE[language]).format(value);
}

/** `98,5 %` of a share between 0 and 1; a dash where there is none. */
export function percent(share: number | null | undefined, language: Language): string {
  if (share === null || share === undefined) return "–";
  return new Intl.NumberFormat(LOCALE[language], { style: "percent", maximumFractionDigits: 1 }).format(share);
}

/** Today's local date, `2026-11-24`. */
export function today(now = new Date()): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: ZONE }).format(now);
}
