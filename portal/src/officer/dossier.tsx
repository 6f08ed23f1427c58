/** One dossier: where it stands, what can be done now, what is in it, what happened to it. */
import { useEffect, useRef, useState } from "react";
import { useLocation, useParams } from "wouter";
import { asProblem } from "../api/problems";
import { Found, Note, Page } from "../parts/page";
import { day, money } from "../words/format";
import { useLanguage } from "../words/language";
import { Messages, Papers, Timeline } from "./dossier/aside";
import { Clock } from "./dossier/clock";
import { Answers, People } from "./dossier/contents";
import { Documents, Outcome } from "./dossier/documents";
import { useEdition, useFile, type DossierFile } from "./dossier/file";
import { Moves } from "./dossier/moves";
import { worklistAddress } from "./worklist/filters";
import "./officer.css";

const FORBIDDEN = 403;

export default function Dossier() {
  const { t } = useLanguage();
  const { id = "" } = useParams<{ id: string }>();
  const code = decodeURIComponent(id);
  const query = useFile(code);
  const [, navigate] = useLocation();
  const found = query.data?.dossier_id;
  useEffect(() => {
    // A code may be typed in many ways; the dossier has one address.
    if (found !== undefined && found !== code) navigate(`/worklist/${found}`, { replace: true });
  }, [found, code]);
  return (
    <Page wide title={`${t("Hồ sơ", "Dossier")} ${code}`} back={{ to: worklistAddress(), label: t("Việc cần làm", "Worklist") }}>
      {query.data !== undefined && query.error !== null && asProblem(query.error).status === FORBIDDEN ? (
        <HandedOn />
      ) : (
        <Found query={query} lines={12}>
          {(dossier) => <Whole key={dossier.dossier_id} dossier={dossier} />}
        </Found>
      )}
    </Page>
  );
}

/** The reader's own move has taken the dossier out of their hands. */
function HandedOn() {
  const { t } = useLanguage();
  const message = useRef<HTMLDivElement>(null);
  useEffect(() => message.current?.focus(), []);
  return (
    <div ref={message} role="status" tabIndex={-1} className="moves-done">
      <Note kind="good">
        <strong>{t("Đã xong.", "Done.")}</strong>
        <p>
          {t(
            "Hồ sơ đã về cơ quan giải quyết; cơ quan của bạn không còn giữ hồ sơ này nữa.",
            "The dossier is back with the agency that decides; yours no longer has it.",
          )}
        </p>
      </Note>
    </div>
  );
}

function Whole({ dossier }: { dossier: DossierFile }) {
  const [moved, setMoved] = useState(() => Date.now());
  const id = dossier.dossier_id;
  return (
    <div className="dossier">
      <div>
        <Head dossier={dossier} />
        <Moves dossier={dossier} onMoved={() => setMoved(Date.now())} />
        <Outcome dossier={dossier} />
        <Documents dossier={dossier} />
        <People dossier={dossier} />
        <Answers dossier={dossier} />
      </div>
      <aside>
        <Timeline id={id} />
        <Papers id={id} since={moved} />
        <Messages id={id} />
      </aside>
    </div>
  );
}

const CHANNELS: Readonly<Record<string, readonly [vi: string, en: string]>> = {
  online: ["trực tuyến", "online"],
  counter: ["tại quầy", "at the counter"],
  postal: ["qua bưu chính", "by post"],
};

const FEES: Readonly<Record<DossierFile["fee_state"], readonly [vi: string, en: string]>> = {
  none: ["Không phải nộp", "Nothing to pay"],
  due: ["chưa nộp", "not paid yet"],
  paid: ["đã nộp", "paid"],
};

function Head({ dossier }: { dossier: DossierFile }) {
  const { t, language } = useLanguage();
  const channel = CHANNELS[dossier.channel] ?? [dossier.channel, dossier.channel];
  const fee = t(...FEES[dossier.fee_state]);
  const english = useEdition(dossier).data?.edition.name_en;
  return (
    <section aria-label={t("Tình trạng", "Where it stands")}>
      <p className="dossier-procedure">{t(dossier.procedure_name, english || dossier.procedure_name)}</p>
      <Clock dossier={dossier} />
      <dl className="facts">
        <dt>{t("Nộp", "Submitted")}</dt>
        <dd>
          {day(dossier.submitted_at, language)}, {t(...channel)}
        </dd>
        <dt>{t("Cơ quan giải quyết", "Agency")}</dt>
        <dd>
          {dossier.agency_name}
          {dossier.held_by !== dossier.agency_code && t(`, đang ở ${dossier.held_by_name}`, `, now with ${dossier.held_by_name}`)}
        </dd>
        <dt>{t("Người xử lý", "Assigned to")}</dt>
        <dd>{dossier.assignee_name || t("Chưa giao", "Nobody yet")}</dd>
        <dt>{t("Phí, lệ phí", "Fees")}</dt>
        <dd>{dossier.fee_total > 0 ? `${money(dossier.fee_total, language)}, ${fee}` : fee}</dd>
      </dl>
      <p className="fine">
        {t("Việc đọc thông tin cá nhân của hồ sơ này được ghi lại.", "That you read this dossier's personal data is recorded.")}
      </p>
    </section>
  );
}
