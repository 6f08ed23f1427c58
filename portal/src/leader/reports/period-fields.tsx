/** The period of a report: which unit of time, which one of them, and where months are cut. */
import type { Problem } from "../../api/problems";
import { Radios, Select, TextField, type Option } from "../../parts/fields";
import { Note } from "../../parts/page";
import { day, today } from "../../words/format";
import { useLanguage } from "../../words/language";
import { askedOf, isMonths, lastFinished, partsOf, periodWords, spanOf, type Cutoff, type Period, type Unit } from "./periods";
import { CUTOFFS } from "./words";

interface PeriodProps {
  value: Period;
  onChange: (period: Period) => void;
  problem: Problem | null;
}

const UNITS: Record<Unit, readonly [vi: string, en: string]> = {
  day: ["Một ngày", "A day"],
  month: ["Một tháng", "A month"],
  quarter: ["Một quý", "A quarter"],
  half: ["Sáu tháng", "Half a year"],
  year: ["Một năm", "A year"],
  range: ["Từ ngày đến ngày", "From one date to another"],
};
const PARTS: Record<string, readonly [vi: string, en: string]> = {
  month: ["Tháng", "Month"],
  quarter: ["Quý", "Quarter"],
  half: ["Nửa năm", "Half"],
};
const YEARS = 6;

export function PeriodFields({ value, onChange, problem }: PeriodProps) {
  const { t, language } = useLanguage();
  const choose = (unit: string) => onChange(lastFinished(unit as Unit, value.cutoff, today()));
  return (
    <div role="group" aria-label={t("Kỳ báo cáo", "Period")}>
      <div className="period">
        <Select
          label={t("Kỳ báo cáo", "Period")}
          isRequired
          value={value.unit}
          onChange={choose}
          options={(Object.keys(UNITS) as Unit[]).map((id) => ({ id, label: t(...UNITS[id]) }))}
          error={isMonths(value.unit) ? problem?.of("/period", language) : undefined}
        />
        <Which value={value} onChange={onChange} problem={problem} />
      </div>
      {isMonths(value.unit) && (
        <Radios
          label={t("Cách chốt số liệu", "Where months are cut")}
          isRequired
          value={value.cutoff}
          onChange={(cutoff) => onChange({ ...value, cutoff: cutoff as Cutoff })}
          options={(Object.keys(CUTOFFS) as Cutoff[]).map((id) => ({ id, label: t(...CUTOFFS[id]) }))}
          error={problem?.of("/cutoff", language)}
        />
      )}
      <Dates period={value} />
    </div>
  );
}

/** Which one of the chosen unit. */
function Which({ value, onChange, problem }: PeriodProps) {
  const { t, language } = useLanguage();
  if (value.unit === "day") {
    return (
      <TextField
        type="date"
        label={t("Ngày", "Date")}
        isRequired
        value={value.day}
        onChange={(chosen) => onChange({ ...value, day: chosen })}
        error={problem?.of("/period", language)}
      />
    );
  }
  if (value.unit === "range") {
    return (
      <>
        <TextField
          type="date"
          label={t("Từ ngày", "From")}
          isRequired
          value={value.from}
          onChange={(from) => onChange({ ...value, from })}
          error={problem?.of("/from", language)}
        />
        <TextField
          type="date"
          label={t("Đến hết ngày", "To and including")}
          isRequired
          value={value.to}
          onChange={(to) => onChange({ ...value, to })}
          error={problem?.of("/to", language)}
        />
      </>
    );
  }
  return <PartAndYear value={value} onChange={onChange} />;
}

function PartAndYear({ value, onChange }: Omit<PeriodProps, "problem">) {
  const { t, language } = useLanguage();
  const parts = Array.from({ length: partsOf(value.unit) }, (_, nth): Option => {
    const part = nth + 1;
    const name = askedOf({ ...value, part }).period ?? "";
    return { id: String(part), label: periodWords(name, language) };
  });
  return (
    <>
      <Select
        label={t("Năm", "Year")}
        isRequired
        value={String(value.year)}
        onChange={(year) => onChange({ ...value, year: Number(year) })}
        options={years(value.cutoff).map((id) => ({ id, label: id }))}
      />
      {parts.length > 1 && (
        <Select
          label={t(...(PARTS[value.unit] ?? UNITS[value.unit]))}
          isRequired
          value={String(value.part)}
          onChange={(part) => onChange({ ...value, part: Number(part) })}
          options={parts}
        />
      )}
    </>
  );
}

/** The years that have begun, the newest first; a statutory one begins in December of the year before. */
function years(cutoff: Cutoff): string[] {
  const now = today();
  const next = Number(now.slice(0, 4)) + 1;
  const first = spanOf({ ...lastFinished("month", cutoff, now), year: next, part: 1 })?.first ?? "";
  const newest = first <= now ? next : next - 1;
  return Array.from({ length: YEARS }, (_, back) => String(newest - back));
}

/** The dates that the choice comes to, and whether they are over. */
function Dates({ period }: { period: Period }) {
  const { t, language } = useLanguage();
  const span = spanOf(period);
  const now = today();
  if (span === null) return <div className="period-dates" />;
  const first = day(span.first, language);
  const last = day(span.last, language);
  return (
    <div aria-live="polite" className="period-dates">
      <p>{t(`Từ ${first} đến hết ${last}`, `From ${first} to ${last}`)}</p>
      {span.first <= now && span.last >= now && (
        <Note kind="warn">
          {t("Kỳ này chưa kết thúc: báo cáo tạm tính đến hôm nay.", "This period is not over yet: the report is provisional, up to today.")}
        </Note>
      )}
    </div>
  );
}
