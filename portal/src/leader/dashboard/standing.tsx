/** Where dossiers stand now, in words: the same for a whole agency, a unit and a person. */
import type { components } from "../../api/generated/reports";
import { BigFigures, type Figure } from "../../statistics/figures";
import type { Column } from "../../statistics/sorted-table";
import { count, day } from "../../words/format";
import { useLanguage } from "../../words/language";

type Counts = components["schemas"]["UnitCounts"] & { reception_overdue?: number };
type Name = keyof components["schemas"]["UnitCounts"];

interface Standing {
  name: Name;
  vi: string;
  en: string;
  meaning: readonly [vi: string, en: string];
  tone?: "warn" | "bad";
}

/** The most pressing first. */
const STANDINGS: readonly Standing[] = [
  { name: "overdue", vi: "Quá hạn", en: "Overdue", meaning: ["đã qua ngày hẹn trả mà chưa xong", "past their due date and not resolved"], tone: "bad" },
  { name: "due_today", vi: "Đến hạn hôm nay", en: "Due today", meaning: ["phải xong trong hôm nay", "have to be resolved today"], tone: "warn" },
  { name: "due_soon", vi: "Sắp đến hạn", en: "Due soon", meaning: ["trong ba ngày làm việc tới", "in the next three working days"] },
  { name: "unreceived", vi: "Chưa tiếp nhận", en: "Not received yet", meaning: ["đã nộp, chờ tiếp nhận hoặc từ chối", "submitted, to be received or refused"] },
  { name: "waiting", vi: "Chờ người dân", en: "Waiting for the citizen", meaning: ["chờ bổ sung giấy tờ hoặc nộp tiền", "for a supplement or a payment"] },
  { name: "stopped", vi: "Dừng xử lý", en: "Stopped", meaning: ["đã thông báo dừng", "with notice"] },
];

interface StandsProps {
  counts: Counts;
  /** The working days that count as soon. */
  soon: readonly string[];
}

export function Stands({ counts, soon }: StandsProps) {
  const { t, language } = useLanguage();
  const days = soon.map((date) => day(date, language).slice(0, "24/11".length)).join(", ");
  const figures = STANDINGS.map(({ name, vi, en, meaning, tone }): Figure => {
    const value = counts[name];
    const shownTone = value === 0 ? (name === "overdue" ? "good" : undefined) : tone;
    return {
      name: t(vi, en),
      value: count(value, language),
      meaning: `${t(...meaning)}${name === "due_soon" ? ` (${days})` : ""}${lateReception(name, counts, t, language)}`,
      ...(shownTone === undefined ? {} : { tone: shownTone }),
    };
  });
  return <BigFigures figures={figures} />;
}

type Say = (vi: string, en: string) => string;

/** Where it is known how many wait for their reception too long. */
function lateReception(name: Name, { reception_overdue = 0 }: Counts, t: Say, language: "vi" | "en"): string {
  if (name !== "unreceived" || reception_overdue === 0) return "";
  const late = count(reception_overdue, language);
  return `; ${t(`${late} đã quá hạn tiếp nhận`, `${late} past the reception deadline`)}`;
}

/** The same as columns of a table. */
export function useStandingColumns<T extends Counts>(): Column<T>[] {
  const { t, language } = useLanguage();
  return STANDINGS.map(({ name, vi, en, tone }) => ({
    id: name,
    name: t(vi, en),
    value: (row) => row[name],
    shown: (row) => {
      const shown = `${count(row[name], language)}${lateReception(name, row, t, language)}`;
      return tone === "bad" && row[name] > 0 ? <strong className="overdue">{shown}</strong> : shown;
    },
  }));
}
