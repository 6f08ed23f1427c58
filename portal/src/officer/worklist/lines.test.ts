import { expect, test } from "vitest";
import { line } from "../testing/examples";
import { dueBefore, isWanted, type Line } from "./lines";

const ALL = { agency: "H24.X001", status: "", due: "", mine: false, procedure: "" };

test("a filter by due date ends with a day of Viet Nam", () => {
  const lateEvening = new Date("2026-11-25T23:30:00+07:00");
  expect(dueBefore("today", lateEvening)).toBe("2026-11-26");
  expect(dueBefore("week", lateEvening)).toBe("2026-12-03");
  expect(dueBefore("", lateEvening)).toBeNull();
});

test("only what is assigned to the officer is theirs", () => {
  const mine = line({ assigned_to: "officer-1" }) as Line;
  expect(isWanted(mine, { ...ALL, mine: true }, "officer-1")).toBe(true);
  expect(isWanted(mine, { ...ALL, mine: true }, "officer-2")).toBe(false);
});

test("of what is due until today, the filter for late ones shows only those", () => {
  expect(isWanted(line({ standing: "soon" }) as Line, { ...ALL, due: "late" }, "")).toBe(false);
  expect(isWanted(line({ standing: "late" }) as Line, { ...ALL, due: "late" }, "")).toBe(true);
});

test("a filter by procedure leaves the others out", () => {
  expect(isWanted(line() as Line, { ...ALL, procedure: "2.000635" }, "")).toBe(false);
});
