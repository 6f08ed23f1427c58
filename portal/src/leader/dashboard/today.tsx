/** Today's standing of a leader's agency and the units below it; one of them looked into, if chosen. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { Link, useSearchParams } from "wouter";
import { answer, api } from "../../api/client";
import type { components } from "../../api/generated/reports";
import { SortedTable } from "../../statistics/sorted-table";
import { Chart } from "../../parts/chart";
import { Found, Note } from "../../parts/page";
import { day } from "../../words/format";
import { useLanguage } from "../../words/language";
import { Fresh, TODAY_EVERY } from "./fresh";
import { Stands, useStandingColumns } from "./standing";
import { UnitToday } from "./unit";
import "./dashboard.css";

type Schemas = components["schemas"];
type Unit = Schemas["UnitDay"];

const TOP = 10;

export function Today({ agency }: { agency: string }) {
  const { t } = useLanguage();
  const [search] = useSearchParams();
  const unit = search.get("unit") ?? "";
  const heading = useFocusOnChange(unit);
  return (
    <section className="board-today">
      <h2 ref={heading} tabIndex={-1} className="board-head">
        {t("Hôm nay", "Today")}
      </h2>
      {unit === "" ? <Units agency={agency} /> : <UnitToday key={unit} code={unit} />}
    </section>
  );
}

/** Who goes into a unit, or back, is led to where it begins; not who just opened the page. */
function useFocusOnChange(what: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  const last = useRef(what);
  useEffect(() => {
    if (last.current !== what) heading.current?.focus();
    last.current = what;
  }, [what]);
  return heading;
}

function Units({ agency }: { agency: string }) {
  const query = useQuery({
    queryKey: ["units-today", agency],
    queryFn: () => answer(api.GET("/reports/agencies/{code}/units/today", { params: { path: { code: agency } } })),
    refetchInterval: TODAY_EVERY,
  });
  return (
    <Found query={query} lines={14}>
      {(found) => (
        <>
          <Fresh asOf={found.as_of} every={TODAY_EVERY} query={query} />
          <Shown found={found} />
        </>
      )}
    </Found>
  );
}

function Shown({ found }: { found: Schemas["UnitsDay"] }) {
  const { t, language } = useLanguage();
  return (
    <>
      <p>
        <strong>{language === "vi" ? found.agency_name : found.agency_name_en}</strong>{" "}
        {t("và các đơn vị trực thuộc", "and the units below it")}
      </p>
      <Stands counts={found.total} soon={found.soon} />
      {found.units.length === 0 ? (
        <Note kind="good">{t("Không đơn vị nào có hồ sơ phải để ý.", "No unit has a dossier to look at.")}</Note>
      ) : (
        <div className="board-columns board-columns-units">
          <Pressing units={found.units} />
          <UnitsTable units={found.units} />
        </div>
      )}
    </>
  );
}

function useUnitName(): (unit: Unit) => string {
  const { language } = useLanguage();
  return ({ agency_name, agency_name_en }) => (language === "vi" ? agency_name : agency_name_en || agency_name);
}

/** The units with most that is overdue or due. */
function Pressing({ units }: { units: readonly Unit[] }) {
  const { t } = useLanguage();
  const name = useUnitName();
  const pressed = units
    .filter(({ overdue, due_today, due_soon }) => overdue + due_today + due_soon > 0)
    .sort((one, other) => other.overdue - one.overdue || other.due_today - one.due_today || other.due_soon - one.due_soon)
    .slice(0, TOP);
  if (pressed.length === 0) {
    return <Note kind="good">{t("Không đơn vị nào có hồ sơ quá hạn hay sắp đến hạn.", "No unit has anything overdue or due soon.")}</Note>;
  }
  return (
    <Chart
      across
      kind="stacked"
      title={t("Các đơn vị gấp nhất: hồ sơ quá hạn và sắp đến hạn", "The most pressed units: overdue and due soon")}
      heading={t("Đơn vị", "Unit")}
      labels={pressed.map(name)}
      series={[
        { name: t("Quá hạn", "Overdue"), look: "bad", values: pressed.map(({ overdue }) => overdue) },
        { name: t("Đến hạn hôm nay", "Due today"), look: "warn", values: pressed.map(({ due_today }) => due_today) },
        { name: t("Sắp đến hạn", "Due soon"), look: "soft", values: pressed.map(({ due_soon }) => due_soon) },
      ]}
    />
  );
}

function UnitsTable({ units }: { units: readonly Unit[] }) {
  const { t, language } = useLanguage();
  const name = useUnitName();
  return (
    <div>
      <h3>{t("Chọn một đơn vị để xem từng người", "Choose a unit to see its people")}</h3>
      <SortedTable
        label={t("Các đơn vị hôm nay", "The units today")}
        heading={t("Đơn vị", "Unit")}
        search={t("Tìm đơn vị", "Find a unit")}
        rows={units}
        columns={useStandingColumns<Unit>()}
        keyOf={({ agency_code }) => agency_code}
        nameOf={name}
        head={(unit) => (
          <>
            <UnitLink code={unit.agency_code} name={name(unit)} />
            {unit.ended_on !== null && (
              <small className="ended">
                {t("đã kết thúc hoạt động từ", "ended on")} {day(unit.ended_on, language)}
              </small>
            )}
          </>
        )}
      />
    </div>
  );
}

/** To the unit, with what else the address asks for. */
function UnitLink({ code, name }: { code: string; name: string }) {
  const [search] = useSearchParams();
  const next = new URLSearchParams(search);
  next.set("unit", code);
  return <Link href={`/lead?${next}`}>{name}</Link>;
}
