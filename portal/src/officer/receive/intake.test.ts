import { expect, test } from "vitest";
import type { Edition } from "../../api/catalogue";
import { PROCEDURE } from "../testing/examples";
import { blank, filingOf, fromCard, givenOf } from "./intake";

const EDITION = PROCEDURE.edition as unknown as Edition;
const DESK = { id: "H24.X001", label: "Phường Thủy Nguyên" };
const CARD = "031199000123|030123456|Trần Thị Quét|01021990|Nữ|Tổ 5, Phường Thủy Nguyên|15082021";

test("an identity card says number, name and address", () => {
  expect(fromCard(CARD)).toEqual({ identity_number: "031199000123", name: "Trần Thị Quét", address: "Tổ 5, Phường Thủy Nguyên" });
});

test.each([
  ["a card without an old number", CARD.replace("030123456", ""), true],
  ["a card that is still being read", CARD.slice(0, 60), false],
  ["the code of a dossier", "H24.X001-261125-0001", false],
])("%s", (_, scanned, isCard) => {
  expect(fromCard(scanned) !== null).toBe(isCard);
});

test("what was left empty is not sent", () => {
  const applicant = { name: " Trần Thị Quét ", identity_number: "c1234567", phone: "0900 000.077", email: "", address: "" };
  const filing = filingOf({ ...blank(DESK, undefined), applicant }, EDITION);
  expect(filing.applicant).toEqual({
    name: "Trần Thị Quét",
    identity_number: "C1234567",
    phone: "0900000077",
    email: null,
    address: "",
  });
  expect(filing.representative).toBeNull();
  expect(filing.posted_at).toBeNull();
});

test("a postal dossier says when it was posted, in the time of Viet Nam", () => {
  const posted = { ...blank(DESK, undefined), channel: "postal" as const, postedOn: "2026-11-24", postedAt: "08:15" };
  expect(filingOf(posted, EDITION).posted_at).toBe("2026-11-24T08:15:00+07:00");
});

test("whoever does not want to be told is not told by any channel", () => {
  expect(filingOf({ ...blank(DESK, undefined), isTold: false }, EDITION).notify?.channels).toEqual([]);
});

test("a representative is asked for only if there is one", () => {
  const alone = blank(DESK, undefined);
  expect(Object.keys(givenOf(alone, EDITION))).not.toContain("/representative/name");
  expect(givenOf({ ...alone, hasOther: true }, EDITION)["/representative/name"]).toBe(false);
});

test("a paper that the procedure requires is missing until its own file is there", () => {
  const document = { code: "birth_certificate", required: true };
  const edition = { ...EDITION, documents: [document] } as unknown as Edition;
  const file = { upload_id: "u", component: "other", name: "", media_type: "", size: 1, at: 0 };
  const intake = blank(DESK, undefined);
  expect(givenOf({ ...intake, files: [file] }, edition)["/documents/birth_certificate"]).toBe(false);
  const right = { ...file, component: "birth_certificate" };
  expect(givenOf({ ...intake, files: [right] }, edition)["/documents/birth_certificate"]).toBe(true);
});

test("each intake has a key of its own", () => {
  expect(blank(DESK, undefined).key).not.toBe(blank(DESK, undefined).key);
});
