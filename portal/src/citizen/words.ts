/** Words that several of the citizen's pages share. */
import type { Edition } from "../api/catalogue";

/** How many of a document are wanted on paper, and what else is said of it. */
export function hintOf(document: Edition["documents"][number], t: (vi: string, en: string) => string): string {
  const { originals, copies, note } = document;
  const many = [
    ...(originals > 0 ? [t(`${originals} bản chính`, `${originals} original${originals > 1 ? "s" : ""}`)] : []),
    ...(copies > 0 ? [t(`${copies} bản sao`, `${copies} ${copies > 1 ? "copies" : "copy"}`)] : []),
  ];
  return [many.join(", "), note].filter((text) => text !== "").join(" · ");
}
