/** The board by month, by agency and by field: each as a picture and in figures. */
import { Chart } from "../parts/chart";
import { said, type Series, type Unit } from "../parts/chart-series";
import { useLanguage } from "../words/language";
import { byReceived, monthName, nameOf, type Figures, type Month, type NamedFigures } from "./board";
import { SortedTable, type Column } from "./sorted-table";
import "./statistics.css";

type Say = (vi: string, en: string) => string;

const TOP = 10;

function receivedAndResolved(rows: readonly Figures[], t: Say): Series[] {
  return [
    { name: t("Tiếp nhận", "Received"), look: "second", values: rows.map(({ received }) => received) },
    { name: t("Giải quyết", "Resolved"), look: "main", values: rows.map(({ resolved }) => resolved) },
  ];
}

export function ByMonth({ months }: { months: readonly Month[] }) {
  const { t } = useLanguage();
  const shared = { heading: t("Tháng", "Month"), labels: months.map(({ month }) => monthName(month)) };
  return (
    <section>
      <h2>{t("Theo tháng", "By month")}</h2>
      <div className="pictures">
        <Chart
          {...shared}
          kind="bar"
          title={t("Hồ sơ tiếp nhận và giải quyết mỗi tháng", "Dossiers received and resolved each month")}
          series={receivedAndResolved(months, t)}
        />
        <Chart
          {...shared}
          kind="line"
          unit="share"
          title={t("Tỷ lệ đúng hạn và nộp trực tuyến mỗi tháng", "Share on time and share online each month")}
          series={[
            { name: t("Đúng hạn", "On time"), look: "main", values: months.map(({ on_time }) => on_time) },
            { name: t("Nộp trực tuyến", "Submitted online"), look: "second", values: months.map(({ online }) => online) },
          ]}
        />
      </div>
    </section>
  );
}

interface NamedProps {
  rows: readonly NamedFigures[];
  /** The code of the one that is looked at. */
  current?: string;
}

export function ByAgency({ rows, current }: NamedProps) {
  const { t } = useLanguage();
  return (
    <section>
      <h2>{t("Theo cơ quan", "By agency")}</h2>
      <Pictured
        rows={rows}
        current={current}
        heading={t("Cơ quan", "Agency")}
        search={t("Tìm cơ quan", "Find an agency")}
        top={t("Các cơ quan tiếp nhận nhiều nhất", "The agencies that received most")}
        all={t("Mọi cơ quan có hồ sơ", "Every agency that had dossiers")}
      />
    </section>
  );
}

export function ByField({ rows, current }: NamedProps) {
  const { t } = useLanguage();
  return (
    <section>
      <h2>{t("Theo lĩnh vực", "By field")}</h2>
      <Pictured
        rows={rows}
        current={current}
        heading={t("Lĩnh vực", "Field")}
        search={t("Tìm lĩnh vực", "Find a field")}
        top={t("Các lĩnh vực tiếp nhận nhiều nhất", "The fields in which most was received")}
        all={t("Mọi lĩnh vực có hồ sơ", "Every field that had dossiers")}
      />
    </section>
  );
}

interface PicturedProps {
  rows: readonly NamedFigures[];
  current: string | undefined;
  heading: string;
  search: string;
  top: string;
  all: string;
}

function Pictured({ rows, current, heading, search, top, all }: PicturedProps) {
  const { t, language } = useLanguage();
  const first = byReceived(rows).slice(0, TOP);
  return (
    <>
      <Chart
        across
        kind="bar"
        title={top}
        heading={heading}
        labels={first.map((row) => nameOf(row, language))}
        series={receivedAndResolved(first, t)}
      />
      <SortedTable
        label={all}
        heading={heading}
        search={search}
        rows={rows}
        columns={useColumns()}
        keyOf={({ code }) => code}
        nameOf={(row) => nameOf(row, language)}
        {...(current === undefined ? {} : { current })}
      />
    </>
  );
}

function useColumns(): Column<NamedFigures>[] {
  const { t, language } = useLanguage();
  const column = (id: "received" | "resolved" | "late" | "on_time" | "online", name: string, unit: Unit): Column<NamedFigures> => ({
    id,
    name,
    value: (row) => row[id],
    shown: (row) => said(row[id], unit, language),
  });
  return [
    column("received", t("Tiếp nhận", "Received"), "count"),
    column("resolved", t("Giải quyết", "Resolved"), "count"),
    column("on_time", t("Đúng hạn", "On time"), "share"),
    column("late", t("Trễ hạn", "Late"), "count"),
    column("online", t("Trực tuyến", "Online"), "share"),
  ];
}
