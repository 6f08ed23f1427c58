import { describe, expect, it } from "vitest";
import { askedOf, lastFinished, periodWords, spanOf } from "./periods";

const TODAY = "2026-11-25";

describe("the last period that was over", () => {
  it.each([
    ["month", "calendar", "2026-10", "2026-10-01", "2026-10-31"],
    ["month", "statutory", "2026-11", "2026-10-15", "2026-11-14"],
    ["quarter", "calendar", "2026-Q3", "2026-07-01", "2026-09-30"],
    ["quarter", "statutory", "2026-Q3", "2026-06-15", "2026-09-14"],
    ["half", "statutory", "2026-H1", "2025-12-15", "2026-06-14"],
    ["year", "calendar", "2025", "2025-01-01", "2025-12-31"],
    ["year", "statutory", "2025", "2024-12-15", "2025-12-14"],
    ["day", "calendar", "2026-11-24", "2026-11-24", "2026-11-24"],
  ] as const)("of a %s, %s, is %s", (unit, cutoff, name, first, last) => {
    const found = lastFinished(unit, cutoff, TODAY);
    expect(askedOf(found).period).toBe(name);
    expect(spanOf(found)).toEqual({ first, last });
  });

  it("is last year's December on New Year's Day, and the statutory one's year ends before it", () => {
    expect(askedOf(lastFinished("month", "calendar", "2027-01-01")).period).toBe("2026-12");
    expect(askedOf(lastFinished("year", "statutory", "2026-12-15")).period).toBe("2026");
  });
});

it("two dates are asked for as two dates, and reversed they are no period", () => {
  const chosen = { ...lastFinished("range", "statutory", TODAY), from: "2026-01-05", to: "2026-02-03" };
  expect(askedOf(chosen)).toEqual({ period: null, from: "2026-01-05", to: "2026-02-03", cutoff: "calendar" });
  expect(spanOf({ ...chosen, to: "2026-01-04" })).toBeNull();
});

it("the service's names of periods are said in words", () => {
  const names = ["2026-10", "2026-Q4", "2026-H1", "2026", "2026-11-24", "2026-01-05..2026-02-03"];
  expect(names.map((name) => periodWords(name, "vi"))).toEqual([
    "Tháng 10/2026",
    "Quý IV/2026",
    "6 tháng đầu năm 2026",
    "Năm 2026",
    "24/11/2026",
    "05/01/2026 – 03/02/2026",
  ]);
  expect(periodWords("2026-10", "en")).toBe("October 2026");
});
