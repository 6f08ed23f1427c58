/** The public board as the service answers it. */
import type { Board } from "../board";

const AGENCIES = [
  { code: "H24.X001", name: "Phường Thủy Nguyên", name_en: "Thuy Nguyen Ward", received: 120, resolved: 100, late: 2, on_time: 0.98, online: 0.6 },
  { code: "H24.D02", name: "Sở Tư pháp", name_en: "Department of Justice", received: 300, resolved: 250, late: 0, on_time: 1, online: 0.9 },
  { code: "H24.X002", name: "Phường Hồng Bàng", name_en: "Hong Bang Ward", received: 4, resolved: 0, late: 0, on_time: null, online: 0 },
];

export const BOARD: Board = {
  version: 1,
  as_of: "2026-11-25T05:30:00Z",
  first: "2026-10-01",
  last: "2026-11-25",
  total: { received: 424, resolved: 350, late: 2, on_time: 0.9943, online: 0.8066 },
  months: [
    { month: "2026-10", received: 424, resolved: 350, late: 2, on_time: 0.9943, online: 0.8066 },
    { month: "2026-11", received: 0, resolved: 0, late: 0, on_time: null, online: null },
  ],
  agencies: AGENCIES,
  fields: [{ code: "HOTICH", name: "Hộ tịch", name_en: "Civil status", received: 424, resolved: 350, late: 2, on_time: 0.9943, online: 0.8066 }],
};

const NOTHING = { received: 0, resolved: 0, late: 0, on_time: null, online: null };

export const EMPTY_BOARD: Board = {
  ...BOARD,
  total: NOTHING,
  months: BOARD.months.map(({ month }) => ({ month, ...NOTHING })),
  agencies: [],
  fields: [],
};
