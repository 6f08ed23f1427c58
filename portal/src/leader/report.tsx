/** One report: how far it is, its figures, its files, and what its editions changed. */
import { useParams } from "wouter";
import { Button } from "../parts/fields";
import { Found, Note, Page, ProblemNote } from "../parts/page";
import { day, moment } from "../words/format";
import { useLanguage } from "../words/language";
import { useAsking, type AskBody } from "./reports/ask";
import { Editions } from "./reports/editions";
import { useScopeWords } from "./reports/made";
import { Making } from "./reports/making";
import { periodWords } from "./reports/periods";
import { isUnderWay, useReport, type Report } from "./reports/reading";
import { BADGES, CUTOFFS, STATES } from "./reports/words";
import "./reports/reports.css";

export default function ReportPage() {
  const { t } = useLanguage();
  const { id = "" } = useParams<{ id: string }>();
  const query = useReport(id);
  const found = query.data;
  return (
    <Page
      wide
      title={found === undefined ? t("Báo cáo", "Report") : t(found.form_name, found.form_name_en)}
      back={{ to: "/reports?tab=made", label: t("Báo cáo đã có", "Reports made") }}
    >
      <Found query={query} lines={8}>
        {(report) => (
          <>
            <About report={report} />
            <Standing report={report} />
            <Editions report={report} />
          </>
        )}
      </Found>
    </Page>
  );
}

function About({ report }: { report: Report }) {
  const { t, language } = useLanguage();
  const scope = useScopeWords(report);
  return (
    <dl className="facts">
      <dt>{t("Cơ quan", "Agency")}</dt>
      <dd>
        {t(report.agency_name, report.agency_name_en)}
        {report.subtree && t(" và các cơ quan cấp dưới", " and the agencies below it")}
      </dd>
      <dt>{t("Kỳ báo cáo", "Period")}</dt>
      <dd>
        {periodWords(report.period, language)}: {day(report.from, language)} – {day(report.to, language)}
        {report.cutoff === "statutory" && ` (${t(...CUTOFFS.statutory)})`}
      </dd>
      {scope !== "" && (
        <>
          <dt>{t("Phạm vi", "Scope")}</dt>
          <dd>{scope}</dd>
        </>
      )}
      <dt>{t("Yêu cầu lúc", "Asked for")}</dt>
      <dd>{moment(report.asked_at, language)}</dd>
    </dl>
  );
}

/** Where the making stands, and the way to have the figures read anew. */
function Standing({ report }: { report: Report }) {
  const { t } = useLanguage();
  const ask = useAsking(() => undefined);
  return (
    <section className="card standing" aria-label={t("Trạng thái", "State")}>
      <p role="status">
        <span className={BADGES[report.state]}>{t(...STATES[report.state])}</span>
      </p>
      {isUnderWay(report) ? (
        <Making progress={report.progress} name={t(report.form_name, report.form_name_en)} />
      ) : (
        <>
          {report.state === "failed" && <Failed isFirst={report.editions.length === 0} />}
          <Button isPending={ask.isPending} onPress={() => ask.mutate(againOf(report))}>
            {report.state === "failed" ? t("Lập lại", "Make it again") : t("Đọc lại số liệu", "Read the figures anew")}
          </Button>
          {report.state === "ready" && (
            <small>
              {t(
                "Nếu số liệu đã khác sẽ có lần lập mới; lần cũ được giữ.",
                "If they have come to differ there is a new edition; the old one stays.",
              )}
            </small>
          )}
        </>
      )}
      {ask.error !== null && <ProblemNote error={ask.error} />}
    </section>
  );
}

function Failed({ isFirst }: { isFirst: boolean }) {
  const { t } = useLanguage();
  return (
    <Note kind="bad">
      <p>
        {t(
          "Báo cáo chưa lập được do lỗi hệ thống. Hệ thống đang tự thử lại; bạn cũng có thể bấm Lập lại.",
          "The report could not be made: the system failed. It is being tried again; you may also press Make it again.",
        )}
      </p>
      <p>{t("Nếu vẫn không được, hãy báo quản trị viên.", "If it fails still, tell the administrator.")}</p>
      {!isFirst && <p>{t("Các lần đã lập dưới đây vẫn dùng được.", "The editions below are still good.")}</p>}
    </Note>
  );
}

/** The same report once more. */
function againOf({ form, agency_code, subtree, period, cutoff, field, procedure, level, channel }: Report): AskBody {
  return {
    form,
    agency: agency_code,
    subtree,
    period,
    cutoff,
    field,
    procedure,
    level: level as NonNullable<AskBody["level"]> | null,
    channel: channel as NonNullable<AskBody["channel"]>,
  };
}
