/** What is wrong with a draft, by field and by step: as found here, and as the service found it. */
import type { Problem } from "../../api/problems";
import { faultsOf, fieldsOf, type Words } from "../../parts/schema";
import type { Edition } from "../../api/catalogue";
import { livingFiles, phone, type Draft, type Step, type TypedPerson } from "./draft";

/** Faults by the field's pointer, as the service writes it; documents by their component. */
export type Faults = Readonly<Record<string, Words>>;

/** A fault that the service found, and the value it found it with. */
export type ToldFaults = Readonly<Record<string, { words: Words; was: string }>>;

const IDENTITY = /^(\d{12}|\d{9}|\d{10}(-\d{3})?|[A-Z]\d{7})$/;
const PHONE = /^0\d{9,10}$/;
const MOBILE = /^0[35789]\d{8}$/;
const EMAIL = /^[^@\s]+@[^@\s]+\.[^@\s]+$/;
const COMPONENT = /\(([^()]+)\)\.?$/;

const STEP_OF: Record<string, Step> = {
  agency_code: "agency",
  applicant: "applicant",
  applicant_type: "applicant",
  representative: "applicant",
  answers: "answers",
  documents: "documents",
  notify: "notify",
};

/** The step where a field is filled in; what belongs to none is told at the end. */
export function stepOf(pointer: string): Step {
  return STEP_OF[pointer.split("/")[1] ?? ""] ?? "review";
}

/** The faults of one step. */
export function ofStep(faults: Faults, step: Step): Faults {
  return Object.fromEntries(Object.entries(faults).filter(([pointer]) => stepOf(pointer) === step));
}

/** Everything wrong with a draft that can be told before it is sent. */
export function faultsHere(draft: Draft, edition: Edition, now: number): Faults {
  return {
    ...(draft.agency === null ? { "/agency_code": ["Chưa chọn cơ quan.", "Choose an agency."] as const } : {}),
    ...personFaults(draft.forOther ? draft.other : draft.self, "/applicant"),
    ...(draft.forOther ? personFaults(draft.self, "/representative") : {}),
    ...answerFaults(draft, edition),
    ...documentFaults(draft, edition, now),
    ...notifyFaults(draft),
  };
}

/** What the service found, at the fields of the draft that was sent. */
export function told(problem: Problem, draft: Draft): ToldFaults {
  const found: Record<string, { words: Words; was: string }> = {};
  for (const error of problem.details.errors ?? []) {
    const pointer = pointerOf(error.field, error.detail, draft);
    found[pointer] ??= { words: [error.detail, error.detail_en], was: valueAt(draft, pointer) };
  }
  return found;
}

/** Those faults of the service whose fields still hold what it complained of. */
export function standing(faults: ToldFaults, draft: Draft): Faults {
  const still = Object.entries(faults).filter(([pointer, { was }]) => was === valueAt(draft, pointer));
  return Object.fromEntries(still.map(([pointer, { words }]) => [pointer, words]));
}

const LABELS: Record<string, Words> = {
  agency_code: ["Cơ quan", "Agency"],
  applicant_type: ["Đối tượng", "Who applies"],
  name: ["Họ tên", "Name"],
  identity_number: ["Số định danh", "Identity number"],
  phone: ["Điện thoại", "Phone"],
  email: ["Email", "E-mail"],
  address: ["Địa chỉ", "Address"],
  channels: ["Thông báo", "Messages"],
};

/** How the form calls a field; undefined for what is no single field. */
export function labelOf(pointer: string, edition: Edition): Words | undefined {
  const [, section = "", part = ""] = pointer.split("/");
  if (section === "answers") return fieldsOf(edition.form).find(({ name }) => name === part)?.words;
  if (section === "documents") {
    const found = edition.documents.find(({ code }) => code === part);
    return found && [found.name, found.name_en || found.name];
  }
  return LABELS[part === "" ? section : part];
}

function pointerOf(field: string, detail: string, draft: Draft): string {
  const [, section = "", part, rest] = field.split("/");
  if (section === "documents") {
    const component = part === undefined ? COMPONENT.exec(detail)?.[1] : draft.files[Number(part)]?.component;
    return component === undefined ? "/documents" : `/documents/${component}`;
  }
  if (section === "answers") return part === undefined ? "/answers" : `/answers/${part}`;
  return rest === undefined ? field : `/${section}/${part}`;
}

/** What stands in a field, to tell whether it has changed. */
function valueAt(draft: Draft, pointer: string): string {
  const [, section = "", part = ""] = pointer.split("/");
  const people = { applicant: draft.forOther ? draft.other : draft.self, representative: draft.self };
  const values: Record<string, unknown> = {
    agency_code: draft.agency?.code,
    applicant_type: draft.applicantType,
    applicant: [draft.forOther, people.applicant[part as keyof TypedPerson]],
    representative: [draft.forOther, people.representative[part as keyof TypedPerson] ?? people.representative],
    answers: draft.typed[part],
    documents: draft.files.filter(({ component }) => part === "" || component === part).map((file) => file.upload_id),
    notify: [draft.ways, people],
  };
  return JSON.stringify(values[section] ?? null);
}

function personFaults(person: TypedPerson, at: string): Faults {
  const found: Record<string, Words> = {};
  const number = person.identity_number.trim().toUpperCase();
  const dialled = phone(person.phone);
  if (person.name.trim().length < 2) found[`${at}/name`] = ["Chưa điền họ tên.", "The name is missing."];
  if (!IDENTITY.test(number)) {
    found[`${at}/identity_number`] = [
      "Số định danh gồm 12 số (CMND cũ 9 số, mã số thuế 10 số, hộ chiếu 1 chữ và 7 số).",
      "12 digits (9 of an old card, 10 of a tax code, a letter and 7 digits of a passport).",
    ];
  }
  if (dialled !== null && !PHONE.test(dialled)) {
    found[`${at}/phone`] = ["Số điện thoại gồm 10 hoặc 11 số, bắt đầu bằng 0.", "10 or 11 digits, beginning with 0."];
  }
  if (person.email.trim() !== "" && !EMAIL.test(person.email.trim())) {
    found[`${at}/email`] = ["Địa chỉ email chưa đúng.", "This is no e-mail address."];
  }
  return found;
}

function answerFaults(draft: Draft, edition: Edition): Faults {
  const vi = faultsOf(edition.form, draft.typed, "vi");
  const en = faultsOf(edition.form, draft.typed, "en");
  return Object.fromEntries(Object.entries(vi).map(([name, text]) => [`/answers/${name}`, [text, en[name] ?? text] as const]));
}

function documentFaults(draft: Draft, edition: Edition, now: number): Faults {
  const living = livingFiles(draft, edition, now);
  const found: Record<string, Words> = {};
  for (const { code, required } of edition.documents) {
    const given = draft.files.filter((file) => file.component === code);
    const kept = living.filter((file) => file.component === code);
    if (given.length > kept.length) {
      found[`/documents/${code}`] = ["Tệp tải lên đã quá một tuần; hãy bỏ và tải lại.", "Uploaded over a week ago; remove it and upload again."];
    } else if (required && kept.length === 0) {
      found[`/documents/${code}`] = ["Giấy tờ này bắt buộc phải có.", "This document is required."];
    }
  }
  return found;
}

function notifyFaults({ ways, self, other, forOther }: Draft): Faults {
  const people = forOther ? [self, other] : [self];
  if (ways.includes("sms") && !people.some((person) => MOBILE.test(phone(person.phone) ?? ""))) {
    return { "/notify/channels": ["Muốn nhận tin nhắn thì phải khai số di động.", "To be told by SMS a mobile number is needed."] };
  }
  if (ways.includes("email") && !people.some((person) => person.email.trim() !== "")) {
    return { "/notify/channels": ["Muốn nhận thư điện tử thì phải khai email.", "To be told by e-mail an address is needed."] };
  }
  return {};
}
