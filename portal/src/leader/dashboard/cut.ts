/** Which part of the year is looked at; it stands in the address. The board knows one cut at a time. */
import { useSearchParams } from "wouter";
import { monthName, nameOf, type Board, type Figures } from "../../statistics/board";
import { useLanguage } from "../../words/language";

export const BY = ["agency", "field", "month"] as const;
export type By = (typeof BY)[number];

export interface Cut {
  by: By;
  /** The code of the agency or field, or the month. */
  id: string;
}

/** The cut that is chosen, if any, and how to choose; an empty id takes it back. */
export function useCut(): [Cut | null, (cut: Cut) => void] {
  const [search, setSearch] = useSearchParams();
  const by = BY.find((each) => search.has(each));
  const choose = (cut: Cut) =>
    setSearch((before) => {
      const after = new URLSearchParams(before);
      for (const each of BY) after.delete(each);
      if (cut.id !== "") after.set(cut.by, cut.id);
      return after;
    });
  return [by === undefined ? null : { by, id: search.get(by) ?? "" }, choose];
}

export interface Row extends Cut {
  name: string;
  figures: Figures;
}

/** Every cut of the board there is: agencies and fields by name, months the newest first. */
export function useRows(board: Board): Record<By, Row[]> {
  const { language } = useLanguage();
  const named = (by: By, rows: Board["agencies"]) =>
    rows
      .map((row): Row => ({ by, id: row.code, name: nameOf(row, language), figures: row }))
      .sort((one, other) => one.name.localeCompare(other.name, "vi"));
  const months = board.months.map((row): Row => ({ by: "month", id: row.month, name: monthName(row.month), figures: row }));
  return { agency: named("agency", board.agencies), field: named("field", board.fields), month: months.reverse() };
}
