/** What the services answer officers, as they answer it. */
import type { Claims } from "../../session/token";

export const OFFICER: Claims = {
  subject: "officer-1",
  name: "Lê Thị Một Cửa",
  roles: ["officer"],
  agency: "H24.X001",
  phone: "",
  email: "",
  identity: "",
};

export const CODE = "H24.X001-261125-0001";

/** One line of the worklist; registered, unless told otherwise. */
export function line(more: object = {}): object {
  return {
    dossier_id: CODE,
    version: 1,
    status: 1,
    status_name: "Mới đăng ký",
    status_name_en: "Registered",
    agency_code: "H24.X001",
    held_by: "H24.X001",
    procedure_code: "1.001193",
    procedure_name: "Đăng ký khai sinh",
    channel: "online",
    level: 4,
    applicant_name: "Nguyễn Thị Thử",
    submitted_at: "2026-11-25T09:00:00+07:00",
    due_at: "2026-11-26T09:00:00+07:00",
    assigned_to: null,
    assignee_name: "",
    standing: "on_time",
    standing_name: "Trong hạn",
    standing_name_en: "On time",
    ...more,
  };
}

/** A whole dossier; what is empty in its clock is left out, as the services leave it out. */
export function file(more: object = {}): object {
  return {
    ...line(),
    agency_name: "Phường Thủy Nguyên",
    held_by_name: "Phường Thủy Nguyên",
    accepted_at: null,
    resolved_at: null,
    closed_at: null,
    supplements_used: 0,
    fee_total: 0,
    fee_state: "none",
    clock: {
      reception_due_at: "2026-11-26T09:00:00+07:00",
      running: true,
      standing: "on_time",
      standing_name: "Trong hạn",
      standing_name_en: "On time",
    },
    legal_moves: ["accept", "refuse", "ask_supplement", "withdraw"],
    applicant_type: "citizen",
    applicant: { name: "Nguyễn Thị Thử", identity_number: "000000000001", phone: "0900000001" },
    representative: null,
    answers: { child_name: "Nguyễn Gia Bảo", child_gender: "male", child_birth_date: "2026-11-16" },
    documents: [],
    supplement: null,
    result: null,
    return_method: null,
    ...more,
  };
}

/** A procedure with a small form, one paper that is required, and no fee. */
export const PROCEDURE = {
  on: "2026-11-25",
  level_name: "",
  level_name_en: "",
  field: { code: "HOTICH", name: "Hộ tịch", name_en: "Civil status" },
  terms: {},
  editions: [],
  edition: {
    valid_from: "2025-07-01",
    valid_to: null,
    code: "1.001193",
    name: "Đăng ký khai sinh",
    name_en: "Birth registration",
    field: "HOTICH",
    level: 4,
    competent_agencies: [],
    competent_tiers: ["commune"],
    linked_agencies: [],
    applicant_types: ["citizen"],
    channels: ["online", "counter", "postal"],
    documents: [],
    form: {
      type: "object",
      required: ["child_name"],
      properties: {
        child_name: { type: "string", title: "Họ tên trẻ", "x-en": "Name of the child" },
        child_gender: {
          type: "string",
          title: "Giới tính",
          "x-en": "Sex",
          oneOf: [
            { const: "male", title: "Nam", "x-en": "Male" },
            { const: "female", title: "Nữ", "x-en": "Female" },
          ],
        },
        child_birth_date: { type: "string", format: "date", title: "Ngày sinh", "x-en": "Date of birth" },
      },
    },
    fee_items: [],
    pay_before: "none",
  },
};

export const AGENCY = {
  code: "H24.X001",
  spans: [
    {
      valid_from: "2025-07-01",
      valid_to: null,
      code: "H24.X001",
      name: "Phường Thủy Nguyên",
      name_en: "Thuy Nguyen Ward",
      kind: "peoples_committee",
      tier: "commune",
    },
  ],
  successors: [],
};

export const TIMELINE = { dossier_id: CODE, version: 1, clock: {}, items: [] };
export const NONE = { items: [], next: null };
