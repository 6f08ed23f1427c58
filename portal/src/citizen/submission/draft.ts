/** A submission while it is being filled in, kept on this device and nowhere else. */
import type { Claims } from "../../session/token";
import { answersOf, untouched, type Typed } from "../../parts/schema";
import type { SentFile } from "../../parts/upload";
import type { ApplicantType, Edition } from "../../api/catalogue";
import type { components } from "../../api/generated/intake";

export type Filing = Required<components["schemas"]["Filing"]>;
export type Way = "sms" | "email";

/** A person as typed; what is empty is not sent. */
export interface TypedPerson {
  name: string;
  identity_number: string;
  phone: string;
  email: string;
  address: string;
}

export interface Draft {
  subject: string;
  procedure: string;
  procedureName: string;
  procedureNameEn: string;
  /** The Idempotency-Key of the one dossier that this draft becomes. */
  key: string;
  step: Step;
  agency: { code: string; name: string; nameEn: string } | null;
  applicantType: ApplicantType;
  forOther: boolean;
  self: TypedPerson;
  other: TypedPerson;
  typed: Typed;
  files: SentFile[];
  ways: Way[];
  language: "vi" | "en";
  savedAt: number;
  /** When it was sent without hearing back: it may have become a dossier. */
  sentAt: number | null;
  /** The person asked to submit while there was no network. */
  waiting: boolean;
}

export const STEPS = ["agency", "applicant", "answers", "documents", "notify", "review"] as const;
export type Step = (typeof STEPS)[number];

/** Storage forgets a file that became part of no dossier after a week. */
const FILE_LIFE = 7 * 24 * 3_600_000;

const NOBODY: TypedPerson = { name: "", identity_number: "", phone: "", email: "", address: "" };

/** The steps that a procedure needs: some have no form of their own, some no documents. */
export function stepsOf(edition: Edition): Step[] {
  const { properties = {} } = edition.form as { properties?: object };
  const hasForm = Object.keys(properties).length > 0;
  return STEPS.filter(
    (step) => (step !== "answers" || hasForm) && (step !== "documents" || edition.documents.length > 0),
  );
}

/** A new draft, filled in with what the sign-in tells of the person. */
export function begun(claims: Claims, edition: Edition, language: "vi" | "en"): Draft {
  const applicantType = edition.applicant_types[0] ?? "citizen";
  return {
    subject: claims.subject,
    procedure: edition.code,
    procedureName: edition.name,
    procedureNameEn: edition.name_en || edition.name,
    key: crypto.randomUUID(),
    step: "agency",
    agency: null,
    applicantType,
    forOther: applicantType !== "citizen",
    self: { ...NOBODY, name: claims.name, identity_number: claims.identity, phone: claims.phone, email: claims.email },
    other: NOBODY,
    typed: untouched(edition.form),
    files: [],
    ways: [...(claims.phone === "" ? [] : ["sms" as const]), ...(claims.email === "" ? [] : ["email" as const])],
    language,
    savedAt: 0,
    sentAt: null,
    waiting: false,
  };
}

/** The files that still are in storage, for components that the procedure still has. */
export function livingFiles(draft: Draft, edition: Edition, now: number): SentFile[] {
  const known = new Set(edition.documents.map(({ code }) => code));
  return draft.files.filter((file) => known.has(file.component) && now - file.at < FILE_LIFE);
}

/**
 * The draft as it is sent: the same draft always gives the same body, so that a retry under the
 * same key is recognised.
 */
export function filingOf(draft: Draft, edition: Edition): Filing {
  const [applicant, representative] = draft.forOther ? [draft.other, draft.self] : [draft.self, null];
  return {
    procedure_code: draft.procedure,
    agency_code: draft.agency?.code ?? "",
    applicant_type: draft.applicantType,
    applicant: person(applicant),
    representative: representative && person(representative),
    answers: answersOf(edition.form, draft.typed) as Filing["answers"],
    documents: draft.files.map(({ upload_id, component }) => ({ upload_id, component })),
    notify: { channels: draft.ways, language: draft.language },
  };
}

function person(typed: TypedPerson): Filing["applicant"] {
  return {
    name: typed.name.trim(),
    identity_number: typed.identity_number.trim().toUpperCase(),
    phone: phone(typed.phone),
    email: typed.email.trim() || null,
    address: typed.address.trim(),
  };
}

/** A number as it is dialled at home: `+84 912 345 678` is `0912345678`; null if there is none. */
export function phone(typed: string): string | null {
  const digits = typed.replace(/[^0-9+]/g, "").replace(/^(\+|00)84/, "0");
  return digits === "" ? null : digits;
}
