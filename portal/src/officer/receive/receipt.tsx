/** A dossier that was taken in: its codes, what comes next, the receipt to print. */
import { useEffect, useRef, useState } from "react";
import { Link } from "wouter";
import { Button } from "../../parts/fields";
import { Note, ProblemNote } from "../../parts/page";
import { money, moment } from "../../words/format";
import { useLanguage } from "../../words/language";
import { PaperLine } from "../dossier/aside";
import { usePapers, whole } from "../dossier/file";
import type { Receipt } from "./intake";

export function Received({ receipt, next }: { receipt: Receipt; next: () => void }) {
  const { t, language } = useLanguage();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const clock = whole(receipt.clock);
  const due = clock.due_at;
  return (
    <section aria-labelledby="received" className="received">
      <h2 id="received" ref={heading} tabIndex={-1}>
        {t("Đã tiếp nhận hồ sơ", "The dossier was received")}
      </h2>
      <dl className="facts received-codes">
        <dt>{t("Mã hồ sơ", "Dossier code")}</dt>
        <dd>{receipt.dossier_id}</dd>
        <dt>{t("Mã tra cứu", "Look-up code")}</dt>
        <dd>{receipt.lookup_code}</dd>
      </dl>
      <dl className="facts">
        <dt>{t("Thủ tục", "Procedure")}</dt>
        <dd>{receipt.procedure_name}</dd>
        <dt>{t("Hẹn trả kết quả", "Due")}</dt>
        <dd>
          {due === null ? t("Pháp luật không ấn định", "The law sets no term") : moment(due, language)}
        </dd>
      </dl>
      {clock.explanation !== "" && <p className="fine">{language === "vi" ? clock.explanation : clock.explanation_en}</p>}
      {receipt.fee_state === "due" && (
        <Note kind="warn">
          {t("Phải nộp", "To be paid")}: <strong>{money(receipt.fee_total, language)}</strong>{" "}
          {t("tại quầy thu ngân hoặc trực tuyến.", "at the cashier's or online.")}
        </Note>
      )}
      <Paper id={receipt.dossier_id} />
      <div className="actions">
        <Button look="main" onPress={next}>
          {t("Người tiếp theo", "Next citizen")}
        </Button>
        <Link href={`/worklist/${receipt.dossier_id}`} className="button">
          {t("Mở hồ sơ", "Open the dossier")}
        </Link>
      </div>
    </section>
  );
}

const PATIENCE = 30_000;

/** The receipt for the citizen (mẫu 01), which is made some seconds after the dossier was received. */
function Paper({ id }: { id: string }) {
  const { t } = useLanguage();
  const [since] = useState(() => Date.now());
  const [isLate, setLate] = useState(false);
  const query = usePapers(id, since);
  const paper = query.data?.items.find(({ form }) => form === "reception");
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div aria-live="polite" className="received-paper">
      {paper !== undefined && (
        <ul className="list">
          <PaperLine id={id} paper={paper} />
        </ul>
      )}
      {paper === undefined && query.error !== null && <ProblemNote error={query.error} retry={() => void query.refetch()} />}
      {paper === undefined && query.error === null && (
        <p>
          {isLate
            ? t("Giấy tiếp nhận chưa lập xong; sẽ có trong hồ sơ.", "The receipt is not ready yet; it will be in the dossier.")
            : t("Đang lập giấy tiếp nhận…", "The receipt is being made…")}
        </p>
      )}
    </div>
  );
}
