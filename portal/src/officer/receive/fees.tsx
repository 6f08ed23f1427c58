import { useFees, type Edition } from "../../api/catalogue";
import { money } from "../../words/format";
import { useLanguage } from "../../words/language";
import type { Intake } from "./intake";

const PAY_BEFORE: Readonly<Record<Edition["pay_before"], readonly [vi: string, en: string]>> = {
  none: ["", ""],
  reception: ["nộp trước khi tiếp nhận", "to be paid before it is received"],
  processing: ["nộp trước khi giải quyết", "to be paid before it is worked on"],
  return: ["nộp khi nhận kết quả", "to be paid when the result is handed over"],
};

/** What the dossier costs, as far as it is answered. */
export function Fees({ intake, edition }: { intake: Intake; edition: Edition }) {
  const { t, language } = useLanguage();
  const query = useFees(edition, intake.channel, intake.typed, intake.applicantType);
  if (edition.fee_items.length === 0) return <p>{t("Không phải nộp phí, lệ phí.", "Free of charge.")}</p>;
  if (query.data === undefined) {
    return <p>{query.isError ? t("Mức thu được tính khi điền đủ tờ khai.", "The fee is known once the form is filled in.") : t("Đang tính phí…", "Counting…")}</p>;
  }
  const when = t(...PAY_BEFORE[edition.pay_before]);
  return (
    <>
      <dl className="facts">
        {query.data.lines.map((line) => (
          <FeeLine key={line.item} name={language === "vi" ? line.name : line.name_en || line.name} amount={money(line.amount, language)} />
        ))}
        <dt>
          <strong>{t("Cộng", "Total")}</strong>
        </dt>
        <dd>
          <strong>{money(query.data.total, language)}</strong>
          {query.data.total > 0 && when !== "" && `, ${when}`}
        </dd>
      </dl>
    </>
  );
}

function FeeLine({ name, amount }: { name: string; amount: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{amount}</dd>
    </>
  );
}
