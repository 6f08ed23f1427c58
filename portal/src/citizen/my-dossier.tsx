/** One of the citizen's own dossiers: how it stands, what to do, and everything that happened. */
import { useQuery } from "@tanstack/react-query";
import { useParams } from "wouter";
import { answer, api } from "../api/client";
import { Found, Page } from "../parts/page";
import { day, moment } from "../words/format";
import { useLanguage } from "../words/language";
import { Answers } from "./dossier/answers";
import { Clock } from "./dossier/clock";
import { Files, Messages, Papers } from "./dossier/papers";
import { Payment } from "./dossier/payment";
import type { OwnDossier } from "./dossier/own";
import { Rating } from "./dossier/rating";
import { Standing, StatusBadge } from "./dossier/standing";
import { Supplement } from "./dossier/supplement";
import { Timeline } from "./dossier/timeline";
import { Withdraw } from "./dossier/withdraw";
import { useFocusOn } from "./focus";
import "./citizen.css";

export default function MyDossier() {
  const { id = "" } = useParams();
  const { t } = useLanguage();
  const query = useQuery({
    queryKey: ["mine", id],
    queryFn: () => answer(api.GET("/tracking/dossiers/{dossier_id}", { params: { path: { dossier_id: id } } })),
  });
  return (
    <Page
      title={query.data?.procedure_name ?? t("Hồ sơ", "Dossier")}
      back={{ to: "/my", label: t("Hồ sơ của tôi", "My dossiers") }}
    >
      <Found query={query} lines={12}>
        {(dossier) => <Shown key={dossier.dossier_id} dossier={dossier} />}
      </Found>
    </Page>
  );
}

function Shown({ dossier }: { dossier: OwnDossier }) {
  const { t, language } = useLanguage();
  const status = useFocusOn(dossier.rating ? null : dossier.version);
  const may = (move: OwnDossier["legal_moves"][number]) => dossier.legal_moves.includes(move);
  return (
    <>
      <div aria-live="polite" ref={status} tabIndex={-1} className="told">
        <p className="badges">
          <StatusBadge dossier={dossier} />
          <Standing status={dossier.status} clock={dossier.clock} />
        </p>
        <p className="next-step">{language === "vi" ? dossier.next_step : dossier.next_step_en}</p>
      </div>
      {may("supplement") && dossier.supplement !== null && <Supplement dossier={dossier} supplement={dossier.supplement} />}
      <Payment dossier={dossier} />
      <Outcome dossier={dossier} />
      <Rating dossier={dossier} />
      <dl className="facts">
        <dt>{t("Mã hồ sơ", "Dossier code")}</dt>
        <dd>{dossier.dossier_id}</dd>
        <dt>{t("Mã tra cứu (SMS)", "Look-up code (SMS)")}</dt>
        <dd>{dossier.lookup_code}</dd>
        <dt>{t("Cơ quan", "Agency")}</dt>
        <dd>{language === "vi" ? dossier.agency_name : dossier.agency_name_en}</dd>
        <dt>{t("Nộp lúc", "Submitted")}</dt>
        <dd>{moment(dossier.submitted_at, language)}</dd>
      </dl>
      <Clock clock={dossier.clock} />
      <Timeline dossier={dossier} />
      <Papers dossier={dossier} />
      <Files dossier={dossier} />
      <Messages dossier={dossier} />
      <Answers dossier={dossier} />
      {may("withdraw") && <Withdraw dossier={dossier} />}
    </>
  );
}

function Outcome({ dossier }: { dossier: OwnDossier }) {
  const { t, language } = useLanguage();
  const { result } = dossier;
  if (result === null) return null;
  return (
    <section className="card">
      <h2>{t("Kết quả", "Result")}</h2>
      <p>
        <strong>{result.outcome === "granted" ? t("Được giải quyết", "Granted") : t("Không được chấp thuận", "Denied")}</strong>
        {result.number !== "" && ` · ${t("số", "No.")} ${result.number}`} · {t("ngày", "of")} {day(result.signed_on, language)}
      </p>
      <p className="fine">{result.signed_by}</p>
      <Files dossier={dossier} purpose="result" />
    </section>
  );
}
