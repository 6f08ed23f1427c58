/** The worklist's filters; they stand in the address, so that a link or "back" has them too. */
import { useSearchParams } from "wouter";
import { Checkbox, Select, type Option } from "../../parts/fields";
import { has, useClaims, useSession } from "../../session/session";
import { useLanguage } from "../../words/language";
import { AgencyFinder } from "../../parts/finder";
import type { Line, Wanted } from "./lines";
import { useAgencyName } from "./agency";

type Change = (next: Partial<Record<"agency" | "status" | "due" | "mine" | "procedure", string>>) => void;

/** What the address asks for, and how to ask for something else. */
export function useFilters(): [Wanted, Change] {
  const [search, setSearch] = useSearchParams();
  const own = useClaims()?.agency ?? "";
  const text = (name: string) => search.get(name) ?? "";
  const wanted = {
    agency: text("agency") || own,
    status: text("status"),
    due: text("due"),
    mine: text("mine") === "1",
    procedure: text("procedure"),
  };
  const change: Change = (next) =>
    setSearch(
      (before) => {
        const after = new URLSearchParams(before);
        for (const [name, value] of Object.entries(next)) {
          if (value === "") after.delete(name);
          else after.set(name, value);
        }
        return after;
      },
      { replace: true },
    );
  return [wanted, change];
}

let last = "";

/** Keep what the worklist shows now, for the way back to it from a dossier. */
export function keepFilters(search: string): void {
  last = search;
}

/** The worklist's address as it was last looked at. */
export function worklistAddress(): string {
  return last === "" ? "/worklist" : `/worklist?${last}`;
}

const STATUSES: readonly (readonly [id: string, vi: string, en: string])[] = [
  ["1", "Mới đăng ký", "Registered"],
  ["2", "Được tiếp nhận", "Accepted"],
  ["4", "Đang xử lý", "In process"],
  ["5", "Yêu cầu bổ sung giấy tờ", "Supplement asked"],
  ["6", "Yêu cầu thực hiện nghĩa vụ tài chính", "Financial duty asked"],
  ["8", "Dừng xử lý", "Stopped"],
  ["9", "Đã xử lý xong, chưa trả", "Resolved, not returned"],
];

interface FiltersProps {
  wanted: Wanted;
  change: Change;
  loaded: readonly Line[];
}

export function Filters({ wanted, change, loaded }: FiltersProps) {
  const { t } = useLanguage();
  const session = useSession();
  return (
    <div role="group" aria-label={t("Lọc", "Filters")} className="worklist-filters">
      {has(session, "leader", "administrator") && <Agency wanted={wanted} change={change} />}
      <Select
        label={t("Trạng thái", "Status")}
        isRequired
        value={wanted.status}
        onChange={(status) => change({ status })}
        options={[{ id: "", label: t("Tất cả", "All") }, ...STATUSES.map(([id, vi, en]) => ({ id, label: t(vi, en) }))]}
      />
      <Select
        label={t("Hạn", "Due")}
        isRequired
        value={wanted.due}
        onChange={(due) => change({ due })}
        options={[
          { id: "", label: t("Bất kỳ", "Any time") },
          { id: "late", label: t("Đã quá hạn", "Late") },
          { id: "today", label: t("Đến hết hôm nay", "Until today") },
          { id: "three", label: t("Trong 3 ngày tới", "Within 3 days") },
          { id: "week", label: t("Trong 7 ngày tới", "Within 7 days") },
        ]}
      />
      <Select
        label={t("Thủ tục", "Procedure")}
        isRequired
        value={wanted.procedure}
        onChange={(procedure) => change({ procedure })}
        options={[{ id: "", label: t("Tất cả", "All") }, ...procedures(loaded, wanted.procedure)]}
      />
      <Checkbox isSelected={wanted.mine} onChange={(mine) => change({ mine: mine ? "1" : "" })}>
        {t("Giao cho tôi", "Assigned to me")}
      </Checkbox>
    </div>
  );
}

/** The procedures of the lines that were read, by name; the chosen one even if it has none. */
function procedures(loaded: readonly Line[], chosen: string): Option[] {
  const names = new Map(loaded.map((line) => [line.procedure_code, line.procedure_name]));
  if (chosen !== "" && !names.has(chosen)) names.set(chosen, chosen);
  return [...names].map(([id, label]) => ({ id, label })).sort((a, b) => a.label.localeCompare(b.label, "vi"));
}

function Agency({ wanted, change }: { wanted: Wanted; change: Change }) {
  const { t } = useLanguage();
  const name = useAgencyName(wanted.agency);
  return (
    <AgencyFinder
      label={t("Cơ quan", "Agency")}
      hint={t("Gõ tên để chọn cơ quan khác", "Type a name to see another")}
      isRequired
      value={{ id: wanted.agency, label: name }}
      onChange={(found) => change({ agency: found.id, procedure: "" })}
    />
  );
}
