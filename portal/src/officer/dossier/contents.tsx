/** Who applies, and what they answered in the procedure's own form. */
import { fieldsOf, type Field } from "../../parts/schema";
import { day } from "../../words/format";
import { useLanguage } from "../../words/language";
import { useEdition, type DossierFile, type Person } from "./file";

export function People({ dossier }: { dossier: DossierFile }) {
  const { t } = useLanguage();
  return (
    <section aria-labelledby="people">
      <h2 id="people">{t("Người nộp", "Applicant")}</h2>
      <PersonFacts person={dossier.applicant} />
      {dossier.representative !== null && (
        <>
          <h3>{t("Người nộp thay", "Representative")}</h3>
          <PersonFacts person={dossier.representative} />
        </>
      )}
    </section>
  );
}

function PersonFacts({ person }: { person: Person }) {
  const { t } = useLanguage();
  return (
    <dl className="facts">
      <dt>{t("Họ tên", "Name")}</dt>
      <dd>{person.name}</dd>
      <dt>{t("Số định danh", "Identity number")}</dt>
      <dd>{person.identity_number}</dd>
      {person.phone !== null && person.phone !== undefined && (
        <>
          <dt>{t("Điện thoại", "Phone")}</dt>
          <dd>
            <a href={`tel:${person.phone}`}>{person.phone}</a>
          </dd>
        </>
      )}
      {person.email !== null && person.email !== undefined && (
        <>
          <dt>Email</dt>
          <dd>
            <a href={`mailto:${person.email}`}>{person.email}</a>
          </dd>
        </>
      )}
      {(person.address ?? "") !== "" && (
        <>
          <dt>{t("Địa chỉ", "Address")}</dt>
          <dd>{person.address}</dd>
        </>
      )}
    </dl>
  );
}

export function Answers({ dossier }: { dossier: DossierFile }) {
  const { t, language } = useLanguage();
  const edition = useEdition(dossier);
  const answers = dossier.answers as Readonly<Record<string, unknown>>;
  const fields = edition.data === undefined ? [] : fieldsOf(edition.data.edition.form);
  const asked = fields.filter((field) => field.name in answers);
  const named = new Set(asked.map((field) => field.name));
  const others = Object.keys(answers).filter((name) => !named.has(name));
  if (Object.keys(answers).length === 0) return null;
  return (
    <section aria-labelledby="answers">
      <h2 id="answers">{t("Tờ khai", "The form")}</h2>
      <dl className="facts">
        {asked.map((field) => (
          <Answer key={field.name} label={t(...field.words)} text={shown(field, answers[field.name], language)} />
        ))}
        {others.map((name) => (
          <Answer key={name} label={name} text={plain(answers[name], language)} />
        ))}
      </dl>
    </section>
  );
}

function Answer({ label, text }: { label: string; text: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd className="answer">{text}</dd>
    </>
  );
}

type Language = "vi" | "en";

function shown(field: Field, answer: unknown, language: Language): string {
  const name = (one: unknown) =>
    field.choices.find(({ id }) => id === String(one))?.words[language === "vi" ? 0 : 1] ?? plain(one, language);
  if (Array.isArray(answer)) return answer.map(name).join("\n");
  if (field.kind === "date" && typeof answer === "string") return day(answer, language);
  return name(answer);
}

const YES_NO: Readonly<Record<Language, readonly [string, string]>> = { vi: ["Có", "Không"], en: ["Yes", "No"] };

function plain(answer: unknown, language: Language): string {
  if (typeof answer === "boolean") return YES_NO[language][answer ? 0 : 1];
  if (typeof answer === "number") return new Intl.NumberFormat(language === "vi" ? "vi-VN" : "en-GB").format(answer);
  return typeof answer === "string" ? answer : JSON.stringify(answer);
}
