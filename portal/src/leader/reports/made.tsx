/** An agency's reports, made by schedule or because somebody asked. */
import { Link, useSearchParams } from "wouter";
import { Pages } from "../../officer/parts/pages";
import { useClaims } from "../../session/session";
import { day, moment } from "../../words/format";
import { useLanguage } from "../../words/language";
import { AgencyField } from "./agency-field";
import { Making } from "./making";
import { periodWords } from "./periods";
import { isUnderWay, useReports } from "./reading";
import { BADGES, channelWords, LEVELS, STATES, type Level, type ReportLine } from "./words";
import { TableBox } from "../../parts/table-box";

export function Made() {
  const { t } = useLanguage();
  const own = useClaims()?.agency ?? "";
  const [search, setSearch] = useSearchParams();
  const agency = search.get("agency") ?? own;
  const query = useReports(agency);
  const choose = (code: string) =>
    setSearch(
      (before) => {
        const after = new URLSearchParams(before);
        after.set("agency", code);
        return after;
      },
      { replace: true },
    );
  return (
    <>
      <div className="one-field">
        <AgencyField label={t("Cơ quan", "Agency")} value={agency} onChange={choose} />
      </div>
      <Pages query={query} empty={t("Cơ quan này chưa có báo cáo nào.", "This agency has no reports yet.")}>
        {(reports) => <Table reports={reports} />}
      </Pages>
    </>
  );
}

function Table({ reports }: { reports: readonly ReportLine[] }) {
  const { t } = useLanguage();
  const name = t("Báo cáo đã có", "Reports made");
  return (
    <TableBox label={name} className="reports-box">
      <table className="reports-table">
        <caption className="visually-hidden">{name}</caption>
        <thead>
          <tr>
            <th scope="col">{t("Báo cáo", "Report")}</th>
            <th scope="col">{t("Kỳ", "Period")}</th>
            <th scope="col">{t("Trạng thái", "State")}</th>
            <th scope="col" className="number">
              {t("Lần lập", "Edition")}
            </th>
            <th scope="col">{t("Yêu cầu lúc", "Asked for")}</th>
          </tr>
        </thead>
        <tbody>
          {reports.map((report) => (
            <Row key={report.report_id} report={report} />
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

function Row({ report }: { report: ReportLine }) {
  const { t, language } = useLanguage();
  const scope = useScopeWords(report);
  return (
    <tr>
      <th scope="row">
        <Link href={`/reports/${report.report_id}`}>{t(report.form_name, report.form_name_en)}</Link>
        {scope !== "" && <small>{scope}</small>}
      </th>
      <td>
        {periodWords(report.period, language)}
        {report.cutoff === "statutory" && (
          <small>
            {day(report.from, language)} – {day(report.to, language)}
          </small>
        )}
      </td>
      <td className="reports-state">
        <span className={BADGES[report.state]}>{t(...STATES[report.state])}</span>
        {isUnderWay(report) && <Making progress={report.progress} name={t(report.form_name, report.form_name_en)} />}
      </td>
      <td className="number">{report.edition ?? "–"}</td>
      <td>{moment(report.asked_at, language)}</td>
    </tr>
  );
}

/** What narrows a report down from all dossiers of an agency and those below it. */
export function useScopeWords(report: ReportLine): string {
  const { t } = useLanguage();
  const { subtree, field, procedure, level, channel } = report;
  const words = [
    ...(subtree ? [] : [t("riêng cơ quan này", "this agency alone")]),
    ...(field === "" ? [] : [`${t("lĩnh vực", "field")} ${field}`]),
    ...(procedure === "" ? [] : [`${t("thủ tục", "procedure")} ${procedure}`]),
    ...(level === null ? [] : [t(...LEVELS[level as Level])]),
    ...(channel === "" ? [] : [t(...channelWords(channel))]),
  ];
  return words.join(" · ");
}
