/** The public board: what the province's agencies received and resolved in twelve months. */
import { useQuery } from "@tanstack/react-query";
import { answer, api } from "../api/client";
import type { Language } from "../api/problems";
import type { components } from "../api/generated/reports";

type Schemas = components["schemas"];
export type Board = Schemas["PublicBoard"];
export type Figures = Schemas["Figures"];
export type Month = Schemas["MonthFigures"];
export type NamedFigures = Schemas["NamedFigures"];

/** As long as its answer may be kept on the way. */
const FRESH = 5 * 60_000;

/** The board; asked for anew every so many milliseconds, if any are given. */
export function useBoard(every?: number) {
  return useQuery({
    queryKey: ["public-board"],
    queryFn: () => answer(api.GET("/reports/public")),
    staleTime: FRESH,
    ...(every === undefined ? {} : { refetchInterval: every }),
  });
}

/** Whether no dossier was received or resolved at all. */
export function isEmpty({ received, resolved }: Figures): boolean {
  return received === 0 && resolved === 0;
}

export function nameOf({ name, name_en }: NamedFigures, language: Language): string {
  return language === "vi" ? name : name_en || name;
}

/** `11/2026` of `2026-11`. */
export function monthName(month: string): string {
  return month.split("-").reverse().join("/");
}

/** Those who received most, first. */
export function byReceived<T extends Figures>(rows: readonly T[]): T[] {
  return [...rows].sort((one, other) => other.received - one.received || other.resolved - one.resolved);
}
