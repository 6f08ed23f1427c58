/** What the services answer leaders and administrators about reports, for tests. */
import type { Claims } from "../../session/token";

export const LEADER: Claims = {
  subject: "leader-1",
  name: "Vũ Văn Lãnh",
  roles: ["leader"],
  agency: "H24",
  phone: "",
  email: "leader-1@example.vn",
  identity: "",
};

export const ADMINISTRATOR: Claims = { ...LEADER, subject: "administrator-1", roles: ["administrator"] };

const PROVINCE = { code: "H24", name: "Ủy ban nhân dân thành phố", name_en: "City People's Committee", valid_to: null, parent: null };
const WARD = { code: "H24.X001", name: "Phường Thủy Nguyên", name_en: "Thuy Nguyen Ward", valid_to: null, parent: "H24" };

export const AGENCIES = {
  "GET /catalogue/agencies/H24": { code: "H24", spans: [PROVINCE], successors: [] },
  "GET /catalogue/agencies/H24.X001": { code: "H24.X001", spans: [WARD], successors: [] },
  "GET /catalogue/agencies": { items: [PROVINCE, WARD], next: null },
  "GET /catalogue/fields": { items: [], next: null },
  "GET /catalogue/procedures": { items: [], next: null },
};

export const REPORT_ID = "0123456789abcdef0123456789abcdef";

/** A report as lists show it; ready, unless told otherwise. */
export function line(more: object = {}): object {
  return {
    report_id: REPORT_ID,
    form: "II.06c",
    form_name: "Biểu II.06c: theo đơn vị",
    form_name_en: "Form II.06c: Dossiers by agency",
    agency_code: "H24",
    agency_name: "Ủy ban nhân dân thành phố",
    agency_name_en: "City People's Committee",
    subtree: true,
    field: "",
    procedure: "",
    level: null,
    channel: "",
    period: "2026-10",
    cutoff: "calendar",
    from: "2026-10-01",
    to: "2026-10-31",
    asked_at: "2026-11-25T09:00:00+07:00",
    state: "ready",
    state_name: "Đã lập xong",
    state_name_en: "Ready",
    progress: { step: "writing", step_name: "Ghi tệp", step_name_en: "Writing the files", done: 5, total: 5 },
    edition: 1,
    ...more,
  };
}

export function edition(number: number, more: object = {}): object {
  return { number, made_at: `2026-11-25T09:0${number}:00+07:00`, issued_on: "2026-11-25", provisional: false, restated: 0, ...more };
}

/** An edition with its links, which `mark` tells apart from those of another answer. */
export function files(number: number, more: object = {}, mark = "1"): object {
  const link = (extension: string) => `http://storage.example/report.${extension}?signed=${mark}`;
  return {
    ...edition(number),
    restates: [],
    links: { xlsx: link("xlsx"), pdf: link("pdf"), csv: link("csv"), json: link("json") },
    expires_in: 300,
    ...more,
  };
}

const said = (vi: string, en: string) => ({ vi, en });

/** The JSON file of a report. */
export const SHEET = {
  unit: said("Số hồ sơ TTHC", "Dossiers"),
  grids: [
    {
      title: said("", ""),
      columns: [
        { key: "ordinal", heads: [said("STT", "No.")], kind: "text", number: "1" },
        { key: "name", heads: [said("Đơn vị", "Agency")], kind: "text", number: "2" },
        { key: "online", heads: [said("Tiếp nhận", "Received"), said("Trực tuyến", "Online")], kind: "count", number: "3" },
        { key: "direct", heads: [said("Tiếp nhận", "Received"), said("Trực tiếp", "Direct")], kind: "count", number: "4" },
        { key: "rate", heads: [said("Tỷ lệ", "Rate")], kind: "rate", number: "5" },
      ],
      rows: [{ style: "item", values: ["1", "Phường Thủy Nguyên", 1200, null, { part: 1182, whole: 1200, share: 0.985 }] }],
      notes: [],
    },
  ],
};
