/** A bill: phí and lệ phí on their own lines, each with the law it rests on. */
import { money } from "../words/format";
import { useLanguage } from "../words/language";
import type { FeeLine } from "../api/catalogue";

export function FeeTable({ lines, total }: { lines: readonly FeeLine[]; total: number }) {
  const { t, language } = useLanguage();
  return (
    <table className="fees">
      <caption className="visually-hidden">{t("Phí, lệ phí", "Fees and charges")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("Khoản", "Item")}</th>
          <th scope="col" className="number">
            {t("Số tiền", "Amount")}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <Line key={line.item} line={line} />
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t("Cộng", "Total")}</th>
          <td className="number">
            <strong>{money(total, language)}</strong>
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

function Line({ line }: { line: FeeLine }) {
  const { t, language } = useLanguage();
  const reason = language === "vi" ? line.reason : line.reason_en || line.reason;
  return (
    <tr>
      <td>
        {kindAndName(line, t, language)}
        <small className="law">
          {reason !== "" && `${t("Được miễn", "Exempt")}: ${reason}. `}
          {line.legal_ref}
        </small>
      </td>
      <td className="number">
        {line.exemption !== "" && line.full_amount > 0 && (
          <s>
            <span className="visually-hidden">{t("Trước khi miễn", "Before the exemption")} </span>
            {money(line.full_amount, language)}
          </s>
        )}{" "}
        {money(line.amount, language)}
      </td>
    </tr>
  );
}

/** What a line is for; its kind comes first unless its name begins with it anyway. */
function kindAndName(line: FeeLine, t: (vi: string, en: string) => string, language: "vi" | "en"): string {
  const kind = line.kind === "fee" ? t("Phí", "Fee") : t("Lệ phí", "Charge");
  const name = language === "vi" ? line.name : line.name_en || line.name;
  return name.toLowerCase().startsWith(kind.toLowerCase()) ? name : `${kind}: ${name}`;
}
