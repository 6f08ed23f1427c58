/** A report's figures as its JSON file says them. */
import { useQuery } from "@tanstack/react-query";
import { Problem, type Language } from "../../api/problems";
import { count, percent } from "../../words/format";
import type { Edition, EditionFiles } from "./reading";

export interface Pair {
  vi: string;
  en: string;
}

interface Rate {
  part: number;
  whole: number;
  share: number | null;
}

export type Value = string | number | Rate | null;

export interface Column {
  key: string;
  heads: Pair[];
  kind: "text" | "count" | "money" | "rate";
  number: string;
}

export interface Grid {
  title: Pair;
  columns: Column[];
  rows: { style: "item" | "group" | "total"; values: Value[] }[];
  notes: Pair[];
}

export interface Sheet {
  unit: Pair;
  grids: Grid[];
}

/** The figures of an edition; its files never change. */
export function useSheet(id: string, edition: Edition, files: EditionFiles) {
  return useQuery({
    queryKey: ["sheet", id, edition.number, edition.made_at],
    queryFn: ({ signal }) => read(files.links["json"] ?? "", signal),
    staleTime: Infinity,
  });
}

async function read(url: string, signal: AbortSignal): Promise<Sheet> {
  const response = await fetch(url, { signal }).catch(() => {
    throw Problem.offline();
  });
  if (!response.ok) throw Problem.unexpected(response.status);
  return (await response.json()) as Sheet;
}

/** A box of the table as it is read; an empty one holds no figure. */
export function written(value: Value, language: Language): string {
  if (value === null) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number") return count(value, language);
  return percent(value.share, language);
}

export interface Head {
  words: Pair;
  key: string;
  columns: number;
  rows: number;
}

/** The headings by rows: neighbours with the same ones above share theirs, a short one reaches down. */
export function headRows(columns: readonly Column[]): Head[][] {
  const depth = Math.max(...columns.map(({ heads }) => heads.length));
  return Array.from({ length: depth }, (_, level) => headsAt(columns, level, depth));
}

function headsAt(columns: readonly Column[], level: number, depth: number): Head[] {
  const found: Head[] = [];
  columns.forEach((column, nth) => {
    const words = column.heads[level];
    if (words === undefined) return;
    const last = level === column.heads.length - 1;
    const before = columns[nth - 1];
    const previous = found.at(-1);
    if (!last && previous !== undefined && before !== undefined && sharesHeads(before, column, level)) {
      previous.columns += 1;
      return;
    }
    found.push({ words, key: column.key, columns: 1, rows: last ? depth - level : 1 });
  });
  return found;
}

function sharesHeads(one: Column, other: Column, level: number): boolean {
  return one.heads.length > level + 1 && other.heads.slice(0, level + 1).every(({ vi }, nth) => one.heads[nth]?.vi === vi);
}
