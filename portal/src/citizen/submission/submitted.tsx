/** What one has in hand after submitting: the codes, the deadline, and paying at once. */
import { Link } from "wouter";
import { Note, Page } from "../../parts/page";
import { moment } from "../../words/format";
import { useLanguage } from "../../words/language";
import type { Edition } from "../../api/catalogue";
import { FeeTable } from "../fees";
import { PayButton } from "../dossier/pay-button";
import { whenToPay } from "./review-step";
import type { Receipt } from "./use-sending";

/** What both the receipt and the dossier itself tell. */
export type Handed = Pick<
  Receipt,
  "dossier_id" | "lookup_code" | "procedure_name" | "submitted_at" | "fees" | "fee_total" | "fee_state" | "clock"
>;

export function Submitted({ handed, edition }: { handed: Handed; edition: Edition }) {
  const { t, language } = useLanguage();
  const { clock } = handed;
  const { reception_due_at: deadline = null } = clock;
  return (
    <Page title={t("Đã nộp hồ sơ", "Submitted")}>
      <div role="status">
        <Note kind="good">
          <p>
            {t("Hệ thống đã nhận hồ sơ", "The system has your dossier for")} <strong>{handed.procedure_name}</strong>{" "}
            {t("lúc", "at")} {moment(handed.submitted_at, language)}.
          </p>
        </Note>
      </div>
      <dl className="facts codes">
        <dt>{t("Mã hồ sơ", "Dossier code")}</dt>
        <dd className="code">{handed.dossier_id}</dd>
        <dt>{t("Mã tra cứu", "Look-up code")}</dt>
        <dd>
          <span className="code">{handed.lookup_code}</span>
          <small>{t("Dùng khi hỏi tình trạng bằng tin nhắn SMS", "For asking by SMS how it stands")}</small>
        </dd>
      </dl>
      <h2>{t("Tiếp theo là gì?", "What happens next?")}</h2>
      {deadline !== null && (
        <p>
          {t("Cơ quan phải tiếp nhận hoặc trả lời chậm nhất lúc", "The agency must accept it or answer by")}{" "}
          <strong>{moment(deadline, language)}</strong>.
        </p>
      )}
      {clock.explanation !== undefined && <p>{language === "vi" ? clock.explanation : clock.explanation_en}</p>}
      <Due handed={handed} payBefore={edition.pay_before} />
      <div className="actions">
        <Link href={`/my/${handed.dossier_id}`} className="button">
          {t("Xem hồ sơ", "See the dossier")}
        </Link>
        <Link href="/my" className="button button-quiet">
          {t("Hồ sơ của tôi", "My dossiers")}
        </Link>
      </div>
    </Page>
  );
}

function Due({ handed, payBefore }: { handed: Handed; payBefore: string }) {
  const { t, language } = useLanguage();
  if (handed.fee_state !== "due") return null;
  return (
    <section>
      <h2>{t("Phí, lệ phí", "Fees and charges")}</h2>
      <FeeTable lines={handed.fees} total={handed.fee_total} />
      <p>{whenToPay(payBefore)[language === "vi" ? 0 : 1]}</p>
      {payBefore === "reception" && <PayButton dossierId={handed.dossier_id} amount={handed.fee_total} />}
    </section>
  );
}
