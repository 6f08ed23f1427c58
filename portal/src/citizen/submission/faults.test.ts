import { describe, expect, it } from "vitest";
import { Problem } from "../../api/problems";
import type { Claims } from "../../session/token";
import { EXTRACT } from "../../testing/samples";
import { CITIZEN } from "../../testing/render";
import type { Edition } from "../../api/catalogue";
import { begun, filingOf, phone, type Draft } from "./draft";
import { faultsHere, ofStep, standing, stepOf, told } from "./faults";

const EDITION = EXTRACT.edition as unknown as Edition;
const NOW = Date.parse("2026-11-25T10:00:00Z");
const DAY = 86_400_000;

function filled(patch: Partial<Draft> = {}): Draft {
  const draft = begun(CITIZEN, EDITION, "vi");
  return {
    ...draft,
    agency: { code: "H24.X001", name: "Phường Thủy Nguyên", nameEn: "Thuy Nguyen Ward" },
    typed: { person_name: "An", copies: "2" },
    ...patch,
  };
}

function file(component: string, upload_id: string, at = NOW): Draft["files"][number] {
  return { upload_id, component, name: "a.pdf", media_type: "application/pdf", size: 1, at };
}

function refusal(...errors: [field: string, detail: string][]): Problem {
  const told = errors.map(([field, detail]) => ({ field, rule: "r", detail, detail_en: `en ${detail}` }));
  return new Problem({ type: "t", status: 422, title: "", title_en: "", errors: told });
}

describe("what is wrong with a draft", () => {
  it("is nothing when everything is filled in", () => {
    expect(faultsHere(filled(), EDITION, NOW)).toEqual({});
  });

  const cases: [string, Partial<Draft>, string][] = [
    ["no agency", { agency: null }, "/agency_code"],
    ["an answer that is missing", { typed: { person_name: "An" } }, "/answers/copies"],
    ["a file that storage has forgotten", { files: [file("identity", "1", NOW - 8 * DAY)] }, "/documents/identity"],
    ["a message without a mobile number", { ways: ["sms"], self: { ...filled().self, phone: "0225382105" } }, "/notify/channels"],
    ["an applicant who is not named", { forOther: true }, "/applicant/name"],
    ["one's own e-mail when handing in for somebody", { forOther: true, self: { ...filled().self, email: "x" } }, "/representative/email"],
  ];
  it.each(cases)("tells %s", (_, patch, pointer) => {
    expect(Object.keys(faultsHere(filled(patch), EDITION, NOW))).toContain(pointer);
  });

  it("misses a required document", () => {
    const [paper] = EDITION.documents;
    const strict = { ...EDITION, documents: [{ ...paper, required: true }] } as Edition;
    expect(faultsHere(filled(), strict, NOW)).toHaveProperty(["/documents/identity"]);
    expect(faultsHere(filled({ files: [file("identity", "1")] }), strict, NOW)).toEqual({});
  });
});

describe("what the service found", () => {
  const draft = filled({ files: [file("identity", "1"), file("other", "2")] });
  const cases: [string, string, string, string][] = [
    ["an answer", "/answers/person_name", "x", "answers"],
    ["a document by its place", "/documents/0/upload_id", "x", "documents"],
    ["a document that is missing", "/documents", "Thiếu giấy tờ bắt buộc: Giấy tờ tùy thân (identity).", "documents"],
    ["a person", "/applicant/identity_number", "x", "applicant"],
    ["the agency", "/agency_code", "x", "agency"],
    ["the procedure itself", "/procedure_code", "x", "review"],
  ];
  it.each(cases)("leads from %s to its step", (_, field, detail, step) => {
    const [pointer = ""] = Object.keys(told(refusal([field, detail]), draft));
    expect(stepOf(pointer)).toBe(step);
  });

  it("names a document by its component", () => {
    const found = told(refusal(["/documents/1/upload_id", "x"], ["/documents", "Thiếu: A (identity)."]), draft);
    expect(Object.keys(found)).toEqual(["/documents/other", "/documents/identity"]);
  });

  it("stands until its field is changed, and the others with it", () => {
    const found = told(refusal(["/answers/person_name", "sai"], ["/answers/copies", "sai"]), draft);
    const mended = { ...draft, typed: { ...draft.typed, person_name: "Bình" } };
    expect(standing(found, mended)).toEqual({ "/answers/copies": ["sai", "en sai"] });
    expect(ofStep(standing(found, mended), "documents")).toEqual({});
  });
});

describe("what is sent", () => {
  it("is the person themselves with the answers as numbers", () => {
    expect(filingOf(filled(), EDITION)).toMatchObject({
      agency_code: "H24.X001",
      applicant: { name: CITIZEN.name, identity_number: CITIZEN.identity, phone: "0900000001" },
      representative: null,
      answers: { person_name: "An", copies: 2 },
      notify: { channels: ["sms", "email"], language: "vi" },
    });
  });

  it("names the signed-in person as the representative of somebody else", () => {
    const other = { name: "Trần Văn Mẫu", identity_number: "000000000002", phone: "", email: "", address: "" };
    expect(filingOf(filled({ forOther: true, other }), EDITION)).toMatchObject({
      applicant: { name: "Trần Văn Mẫu", phone: null, email: null },
      representative: { identity_number: CITIZEN.identity },
    });
  });

  it("begins without a way to be told where the sign-in tells no address", () => {
    const unknown: Claims = { ...CITIZEN, phone: "", email: "" };
    expect(begun(unknown, EDITION, "en")).toMatchObject({ ways: [], language: "en" });
  });

  it.each([
    ["+84 912 345 678", "0912345678"],
    ["0084912345678", "0912345678"],
    ["0912.345.678", "0912345678"],
    [" ", null],
  ])("writes the phone number %s as dialled at home", (typed, expected) => {
    expect(phone(typed)).toBe(expected);
  });
});
