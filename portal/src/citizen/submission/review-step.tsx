/** The last step: everything once more, what it costs, and handing it in. */
import type { ReactNode } from "react";
import { Button } from "../../parts/button";
import { ProblemNote, Skeleton } from "../../parts/page";
import { fieldsOf, type Field, type Typed } from "../../parts/schema";
import { day } from "../../words/format";
import { useLanguage } from "../../words/language";
import { useFees, type Edition } from "../../api/catalogue";
import { FeeTable } from "../fees";
import type { Draft, Step, TypedPerson } from "./draft";
import { STEP_WORDS } from "./step";

interface ReviewProps {
  draft: Draft;
  edition: Edition;
  steps: readonly Step[];
  goTo: (step: Step) => void;
}

export function ReviewStep({ draft, edition, steps, goTo }: ReviewProps) {
  const shown: Record<Step, ReactNode> = {
    agency: <AgencyFacts draft={draft} />,
    applicant: <PeopleFacts draft={draft} />,
    answers: <AnswerFacts draft={draft} edition={edition} />,
    documents: <FileFacts draft={draft} edition={edition} />,
    notify: <NotifyFacts draft={draft} />,
    review: <Cost draft={draft} edition={edition} />,
  };
  return steps.map((step) => (
    <Part key={step} step={step} goTo={goTo}>
      {shown[step]}
    </Part>
  ));
}

function Part({ step, goTo, children }: { step: Step; goTo: (step: Step) => void; children: ReactNode }) {
  const { t } = useLanguage();
  const name = step === "review" ? t("Phí, lệ phí", "Fees and charges") : t(...STEP_WORDS[step]);
  return (
    <section className="card">
      <div className="part-head">
        <h3>{name}</h3>
        {step !== "review" && (
          <Button look="quiet" onPress={() => goTo(step)} aria-label={t(`Sửa: ${name}`, `Change: ${name}`)}>
            {t("Sửa", "Change")}
          </Button>
        )}
      </div>
      {children}
    </section>
  );
}

function Facts({ facts }: { facts: readonly (readonly [string, string])[] }) {
  return (
    <dl className="facts">
      {facts
        .filter(([, value]) => value !== "")
        .map(([name, value]) => (
          <div key={name} className="fact">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function AgencyFacts({ draft }: { draft: Draft }) {
  const { language } = useLanguage();
  return <p>{language === "vi" ? draft.agency?.name : draft.agency?.nameEn}</p>;
}

function PeopleFacts({ draft }: { draft: Draft }) {
  const { t } = useLanguage();
  const of = (person: TypedPerson) =>
    [
      [t("Họ và tên", "Name"), person.name],
      [t("Số định danh", "Identity number"), person.identity_number],
      [t("Điện thoại", "Phone"), person.phone],
      ["Email", person.email],
      [t("Địa chỉ", "Address"), person.address],
    ] as const;
  if (!draft.forOther) return <Facts facts={of(draft.self)} />;
  return (
    <>
      <h4>{t("Chủ hồ sơ", "The applicant")}</h4>
      <Facts facts={of(draft.other)} />
      <h4>{t("Người nộp thay", "Who hands in for them")}</h4>
      <Facts facts={of(draft.self)} />
    </>
  );
}

function AnswerFacts({ draft, edition }: { draft: Draft; edition: Edition }) {
  const { t, language } = useLanguage();
  const facts = fieldsOf(edition.form).map((field) => [t(...field.words), shown(field, draft.typed[field.name], t, language)] as const);
  return <Facts facts={facts} />;
}

/** An answer as its reader knows it: a choice by its name, a date as Viet Nam writes it. */
function shown(field: Field, value: Typed[string] | undefined, t: (vi: string, en: string) => string, language: "vi" | "en"): string {
  const named = (id: string) => {
    const words = field.choices.find((choice) => choice.id === id)?.words;
    return words === undefined ? id : t(...words);
  };
  if (Array.isArray(value)) return value.map(named).join(", ");
  if (field.kind === "flag") return value === true ? t("Có", "Yes") : t("Không", "No");
  if (typeof value !== "string" || value.trim() === "") return "";
  if (field.kind === "date") return day(value, language);
  return field.kind === "choice" ? named(value) : value.trim().replaceAll("\n", ", ");
}

function FileFacts({ draft, edition }: { draft: Draft; edition: Edition }) {
  const { t, language } = useLanguage();
  const given = edition.documents.flatMap((document) => {
    const files = draft.files.filter((file) => file.component === document.code);
    const name = language === "vi" ? document.name : document.name_en || document.name;
    return files.length === 0 ? [] : [[name, files.map((file) => file.name).join(", ")] as const];
  });
  return given.length === 0 ? <p>{t("Không có tệp nào.", "No files.")}</p> : <Facts facts={given} />;
}

function NotifyFacts({ draft }: { draft: Draft }) {
  const { t } = useLanguage();
  const names = { sms: t("Tin nhắn SMS", "SMS"), email: t("Thư điện tử", "E-mail") };
  return <p>{draft.ways.length === 0 ? t("Không nhận thông báo.", "No messages.") : draft.ways.map((way) => names[way]).join(", ")}</p>;
}

function Cost({ draft, edition }: { draft: Draft; edition: Edition }) {
  const { t, language } = useLanguage();
  const fees = useFees(edition, "online", draft.typed, draft.applicantType);
  if (edition.fee_items.length === 0) return <p>{t("Không thu phí, lệ phí.", "There is no fee or charge.")}</p>;
  if (fees.error !== null) return <ProblemNote error={fees.error} retry={() => void fees.refetch()} />;
  if (fees.data === undefined) return <Skeleton lines={3} />;
  return (
    <>
      <FeeTable lines={fees.data.lines} total={fees.data.total} />
      {fees.data.total > 0 && <p>{whenToPay(fees.data.pay_before)[language === "vi" ? 0 : 1]}</p>}
    </>
  );
}

/** When a fee is to be paid, in words. */
export function whenToPay(payBefore: string): readonly [string, string] {
  if (payBefore === "reception") {
    return ["Nộp ngay sau khi gửi hồ sơ; cơ quan tiếp nhận khi đã nộp.", "To be paid right after submitting; the dossier is accepted once it is paid."];
  }
  if (payBefore === "processing") return ["Nộp sau khi hồ sơ được tiếp nhận.", "To be paid once the dossier is accepted."];
  return ["Nộp trước khi nhận kết quả.", "To be paid before the result is handed over."];
}
