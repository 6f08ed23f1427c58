/** Answers of the services in their real shape, for tests; what has its default is left out as they do. */

export const EXTRACT = {
  on: "2026-11-25",
  level_name: "Dịch vụ công trực tuyến toàn trình",
  level_name_en: "Fully online",
  field: { code: "HOTICH", name: "Hộ tịch", name_en: "Civil status" },
  terms: { online: { amount: 8, unit: "hours", name: "8 giờ làm việc", name_en: "8 working hours" } },
  edition: {
    valid_from: "2025-07-01",
    valid_to: null,
    code: "2.000635",
    name: "Cấp bản sao trích lục hộ tịch",
    name_en: "Copy of a civil status extract",
    field: "HOTICH",
    level: 4,
    competent_agencies: ["H24.X001"],
    competent_tiers: [],
    linked_agencies: [],
    applicant_types: ["citizen"],
    channels: ["online"],
    terms: { online: { amount: 8, unit: "hours" } },
    documents: [
      {
        code: "identity",
        name: "Giấy tờ tùy thân",
        name_en: "Identity paper",
        required: false,
        originals: 0,
        copies: 1,
        template_url: "",
        note: "",
        media_types: ["application/pdf"],
        max_bytes: 1000,
      },
    ],
    form: {
      type: "object",
      required: ["person_name", "copies"],
      properties: {
        person_name: { type: "string", title: "Họ tên", "x-en": "Name on the record", minLength: 1, maxLength: 100 },
        copies: { type: "integer", title: "Số bản", "x-en": "Number of copies", minimum: 1, maximum: 50 },
      },
    },
    fee_items: [{ code: "copy", kind: "fee", name: "Phí bản sao", name_en: "Fee for a copy" }],
    fee_rules: [],
    exemptions: [],
    pay_before: "reception",
    max_supplements: 1,
    supplement_days: 30,
    retention_years: null,
    result_name: "Bản sao trích lục",
    guidance: "",
    guidance_en: "",
    video_url: "",
    legal_basis: [],
    demo: true,
    source: "",
  },
  editions: [],
};

export const AGENCY = {
  code: "H24.X001",
  spans: [{ code: "H24.X001", name: "Phường Thủy Nguyên", name_en: "Thuy Nguyen Ward", valid_from: "2025-07-01", valid_to: null, address: "", phone: "" }],
  successors: [],
};

const LINE = {
  item: "copy",
  kind: "fee",
  name: "Phí bản sao",
  name_en: "Fee for a copy",
  amount: 16000,
  full_amount: 16000,
  legal_ref: "TT 281/2016",
  exemption: "",
  reason: "",
  reason_en: "",
};

export const PRICE = {
  procedure_code: "2.000635",
  filed_on: "2026-11-25",
  lines: [LINE],
  total: 16000,
  total_fees: 16000,
  total_charges: 0,
  pay_before: "reception",
};

export const RECEIPT = {
  dossier_id: "H24.X001-261125-0001",
  lookup_code: "847859",
  version: 1,
  status: 1,
  status_name: "Mới đăng ký",
  status_name_en: "Registered",
  agency_code: "H24.X001",
  procedure_code: "2.000635",
  procedure_name: "Cấp bản sao trích lục hộ tịch",
  channel: "online",
  submitted_at: "2026-11-25T16:57:00+07:00",
  accepted_at: null,
  fees: [LINE],
  fee_total: 16000,
  fee_state: "due",
  clock: {
    reception_due_at: "2026-11-26T16:57:00+07:00",
    running: true,
    standing: "soon",
    standing_name: "Sắp đến hạn",
    standing_name_en: "Due soon",
  },
};

/** The same dossier as its owner reads it. */
export const OWN = {
  ...RECEIPT,
  agency_name: "Phường Thủy Nguyên",
  agency_name_en: "Thuy Nguyen Ward",
  next_step: "Bạn chưa cần làm gì.",
  next_step_en: "Nothing to do now.",
  level: 4,
  posted_at: null,
  resolved_at: null,
  closed_at: null,
  applicant_type: "citizen",
  applicant: { name: "Nguyễn Thị Thử", identity_number: "000000000001" },
  representative: null,
  answers: { person_name: "An", copies: 2 },
  supplement: null as object | null,
  result: null,
  return_method: null,
  rating: null as object | null,
  legal_moves: ["withdraw"],
};

/** A line of the owner's list. */
export const OWN_LINE = {
  dossier_id: RECEIPT.dossier_id,
  version: 1,
  status: 4,
  status_name: "Đang xử lý",
  status_name_en: "In process",
  agency_code: "H24.X001",
  agency_name: "Phường Thủy Nguyên",
  agency_name_en: "Thuy Nguyen Ward",
  procedure_code: "2.000635",
  procedure_name: "Cấp bản sao trích lục hộ tịch",
  channel: "online",
  level: 4,
  applicant_name: "Nguyễn Thị Thử",
  submitted_at: "2026-11-25T16:57:00+07:00",
  accepted_at: "2026-11-25T17:00:00+07:00",
  resolved_at: null,
  closed_at: null,
  due_at: "2026-11-27T17:00:00+07:00",
  standing: "on_time",
  standing_name: "Trong hạn",
  standing_name_en: "On time",
};

/** A page of a list. */
export function listOf(...items: object[]): { items: object[]; next: null } {
  return { items, next: null };
}
