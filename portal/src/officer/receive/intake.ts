/** What an officer takes in for a citizen, while it is being filled in. */
import type { components } from "../../api/generated/intake";
import type { ApplicantType, Edition } from "../../api/catalogue";
import type { Option } from "../../parts/fields";
import { answersOf, type Typed } from "../../parts/schema";
import type { SentFile } from "../../parts/upload";

type Schemas = components["schemas"];
export type Filing = Schemas["CounterFiling"];
export type Receipt = Schemas["Receipt"];

/** A person as typed; what is empty is not sent. */
export interface TypedPerson {
  name: string;
  identity_number: string;
  phone: string;
  email: string;
  address: string;
}

export interface Intake {
  /** The Idempotency-Key of the one dossier that this becomes, however often it is sent. */
  key: string;
  procedure: Option | null;
  agency: Option | null;
  channel: "counter" | "postal";
  postedOn: string;
  postedAt: string;
  applicantType: ApplicantType;
  applicant: TypedPerson;
  hasOther: boolean;
  representative: TypedPerson;
  typed: Typed;
  files: SentFile[];
  isTold: boolean;
  language: "vi" | "en";
}

const NOBODY: TypedPerson = { name: "", identity_number: "", phone: "", email: "", address: "" };

/** A change of some fields, or of what stands in them at that moment. */
export type Change = (next: Partial<Intake> | ((before: Intake) => Partial<Intake>)) => void;

/** An intake before anything was typed; of a procedure, if the address names one. */
export function blank(agency: Option | null, procedure: string | undefined): Intake {
  return {
    key: crypto.randomUUID(),
    procedure: procedure === undefined ? null : { id: procedure, label: procedure },
    agency: agency === null ? null : { id: agency.id, label: agency.label },
    channel: "counter",
    postedOn: "",
    postedAt: "",
    applicantType: "citizen",
    applicant: NOBODY,
    hasOther: false,
    representative: NOBODY,
    typed: {},
    files: [],
    isTold: true,
    language: "vi",
  };
}

/** What is sent. */
export function filingOf(intake: Intake, edition: Edition): Filing {
  const posted = intake.channel === "postal" ? `${intake.postedOn}T${intake.postedAt}:00+07:00` : null;
  return {
    procedure_code: edition.code,
    agency_code: intake.agency?.id ?? "",
    applicant_type: intake.applicantType,
    applicant: personOf(intake.applicant),
    representative: intake.hasOther ? personOf(intake.representative) : null,
    answers: answersOf(edition.form, intake.typed) as Record<string, never>,
    documents: intake.files.map(({ upload_id, component }) => ({ upload_id, component })),
    notify: { channels: intake.isTold ? null : [], language: intake.language },
    channel: intake.channel,
    posted_at: posted,
  };
}

function personOf(person: TypedPerson): Schemas["Person"] {
  const phone = person.phone.replace(/[\s.-]/g, "");
  return {
    name: person.name.trim(),
    identity_number: person.identity_number.trim().toUpperCase(),
    phone: phone === "" ? null : phone,
    email: person.email.trim() === "" ? null : person.email.trim(),
    address: person.address.trim(),
  };
}

/** By the field's pointer, whether what must be filled in is. */
export function givenOf(intake: Intake, edition: Edition): Readonly<Record<string, boolean>> {
  const has = (text: string) => text.trim() !== "";
  const { applicant, representative, files } = intake;
  const given: Record<string, boolean> = {
    "/agency_code": intake.agency !== null,
    "/applicant/name": has(applicant.name),
    "/applicant/identity_number": has(applicant.identity_number),
  };
  if (intake.channel === "postal") given["/posted_at"] = has(intake.postedOn) && has(intake.postedAt);
  if (intake.hasOther) {
    given["/representative/name"] = has(representative.name);
    given["/representative/identity_number"] = has(representative.identity_number);
  }
  for (const document of edition.documents) {
    if (document.required) given[`/documents/${document.code}`] = files.some(({ component }) => component === document.code);
  }
  return given;
}

const PARTS = 7;

/**
 * What the QR code of an identity card says:
 * `number|old number|name|birth date|sex|address|date of issue`. Null while it is not all there.
 */
export function fromCard(scanned: string): Partial<TypedPerson> | null {
  const [number = "", , name = "", , , address = ""] = scanned.split("|");
  const isWhole = scanned.split("|").length >= PARTS && /^\d{12}$/.test(number.trim()) && name.trim() !== "";
  return isWhole ? { identity_number: number.trim(), name: name.trim(), address: address.trim() } : null;
}
