/** What was declared: people and the answers to the procedure's form, in its own words. */
import { fieldsOf } from "../../parts/schema";
import { day } from "../../words/format";
import { useLanguage } from "../../words/language";
import { useProcedure } from "../../api/catalogue";
import type { OwnDossier } from "./own";
import { Folded } from "./papers";

type Person = OwnDossier["applicant"];

export function Answers({ dossier }: { dossier: OwnDossier }) {
  const { t } = useLanguage();
  return (
    <Folded title={t("Thông tin đã khai", "What was declared")}>
      <h3>{t("Chủ hồ sơ", "The applicant")}</h3>
      <PersonFacts person={dossier.applicant} />
      {dossier.representative !== null && (
        <>
          <h3>{t("Người nộp thay", "Handed in by")}</h3>
          <PersonFacts person={dossier.representative} />
        </>
      )}
      <FormFacts dossier={dossier} />
    </Folded>
  );
}

function PersonFacts({ person }: { person: Person }) {
  const { t } = useLanguage();
  const facts = [
    [t("Tên", "Name"), person.name],
    [t("Số định danh", "Identity number"), person.identity_number],
    [t("Điện thoại", "Phone"), person.phone],
    ["Email", person.email],
    [t("Địa chỉ", "Address"), person.address],
  ].filter(([, value]) => value);
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name} className="fact">
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The form as it is today gives the questions; what it no longer asks is shown by its own name. */
function FormFacts({ dossier }: { dossier: OwnDossier }) {
  const { t, language } = useLanguage();
  const procedure = useProcedure(dossier.procedure_code);
  const answers = Object.entries(dossier.answers as Record<string, unknown>);
  if (answers.length === 0 || procedure.isPending) return null;
  const fields = new Map(fieldsOf(procedure.data?.edition.form ?? {}).map((field) => [field.name, field]));
  const shown = (name: string, answer: unknown): string => {
    const field = fields.get(name);
    const named = (one: unknown) => {
      const words = field?.choices.find(({ id }) => id === String(one))?.words;
      return words === undefined ? String(one) : t(...words);
    };
    if (Array.isArray(answer)) return answer.map(named).join(", ");
    if (typeof answer === "boolean") return answer ? t("Có", "Yes") : t("Không", "No");
    return field?.kind === "date" ? day(String(answer), language) : named(answer);
  };
  return (
    <>
      <h3>{t("Tờ khai", "The form")}</h3>
      <dl className="facts">
        {answers.map(([name, answer]) => (
          <div key={name} className="fact">
            <dt>{t(...(fields.get(name)?.words ?? [name, name]))}</dt>
            <dd>{shown(name, answer)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
