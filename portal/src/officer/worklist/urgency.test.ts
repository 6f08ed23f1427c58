import { expect, test } from "vitest";
import { urgencyOf } from "./urgency";

const NOW = new Date("2026-11-25T20:00:00+07:00");
const TONIGHT = "2026-11-25T23:30:00+07:00";
const TOMORROW = "2026-11-26T00:10:00+07:00";

test.each([
  ["what is late", { status: 4, standing: "late", due_at: TONIGHT }, "late"],
  ["what is due before midnight in Viet Nam", { status: 4, standing: "soon", due_at: TONIGHT }, "today"],
  ["what is due just after midnight", { status: 4, standing: "soon", due_at: TOMORROW }, "soon"],
  ["what has time", { status: 2, standing: "on_time", due_at: TOMORROW }, "in_time"],
  ["what the law sets no term for", { status: 4, standing: "on_time", due_at: null }, "in_time"],
  ["what waits for a supplement", { status: 5, standing: "waiting", due_at: TONIGHT }, "waiting"],
  ["what was stopped", { status: 8, standing: "waiting", due_at: TONIGHT }, "stopped"],
  ["what has its result, late or not", { status: 9, standing: "late", due_at: TONIGHT }, "returning"],
  ["what was refused", { status: 3, standing: "on_time", due_at: null }, "closed"],
])("%s", (_, dossier, expected) => {
  expect(urgencyOf(dossier, NOW)).toBe(expected);
});
