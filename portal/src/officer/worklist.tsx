/** The agency's work: what is due first, what was warned of, whom no message reached. */
import { useEffect, useRef, useState, type FormEvent } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { useLocation, useSearchParams } from "wouter";
import { Button, TextField } from "../parts/fields";
import { Page, ProblemNote, Skeleton } from "../parts/page";
import { has, useClaims, useSession } from "../session/session";
import { useLanguage } from "../words/language";
import { More } from "./parts/pages";
import { ShortcutHelp, useShortcuts, type Shortcut } from "./parts/shortcuts";
import { useAgencyName } from "./worklist/agency";
import { BulkOutcome, useBulkAcceptance } from "./worklist/bulk";
import { Filters, keepFilters, useFilters } from "./worklist/filters";
import { useWorklist } from "./worklist/lines";
import { isRegistered, LinesTable } from "./worklist/table";
import { Undelivered } from "./worklist/undelivered";
import { Warnings } from "./worklist/warnings";
import "./officer.css";

export default function Worklist() {
  const { t } = useLanguage();
  const [wanted] = useFilters();
  const [search, setSearch] = useSearchParams();
  const name = useAgencyName(wanted.agency);
  useEffect(() => keepFilters(search.toString()), [search]);
  const turn = (tab: string) =>
    setSearch((before) => {
      const after = new URLSearchParams(before);
      if (tab === "list") after.delete("tab");
      else after.set("tab", tab);
      return after;
    });
  return (
    <Page wide title={t("Việc cần làm", "Worklist")} lead={name} actions={<ByCode />}>
      <Tabs selectedKey={search.get("tab") ?? "list"} onSelectionChange={(key) => turn(String(key))}>
        <TabList className="tabs" aria-label={t("Việc cần làm", "Worklist")}>
          <Tab id="list" className="tab">
            {t("Hồ sơ", "Dossiers")}
          </Tab>
          <Tab id="warnings" className="tab">
            {t("Cảnh báo", "Warnings")}
          </Tab>
          <Tab id="undelivered" className="tab">
            {t("Tin không tới", "Undelivered")}
          </Tab>
        </TabList>
        <TabPanel id="list">
          <Dossiers />
        </TabPanel>
        <TabPanel id="warnings">
          <Warnings agency={wanted.agency} />
        </TabPanel>
        <TabPanel id="undelivered">
          <Undelivered agency={wanted.agency} />
        </TabPanel>
      </Tabs>
    </Page>
  );
}

/** Any dossier by its code, closed ones too: typed, or scanned from a paper. */
function ByCode() {
  const { t } = useLanguage();
  const [, navigate] = useLocation();
  const [code, setCode] = useState("");
  const open = (event: FormEvent) => {
    event.preventDefault();
    if (code.trim() !== "") navigate(`/worklist/${encodeURIComponent(code.trim())}`);
  };
  return (
    <form onSubmit={open} className="find by-code" id="by-code">
      <TextField label={t("Mở theo mã hồ sơ", "Open by code")} isRequired value={code} onChange={setCode} />
      <Button type="submit">{t("Mở", "Open")}</Button>
    </form>
  );
}

function Dossiers() {
  const { t } = useLanguage();
  const session = useSession();
  const [wanted, change] = useFilters();
  const list = useWorklist(wanted, useClaims()?.subject ?? "");
  const bulk = useBulkAcceptance();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const table = useRef<HTMLTableElement>(null);
  const chosen = list.lines.filter((line) => selected.has(line.dossier_id) && isRegistered(line));
  const canSelect = has(session, "officer");
  const accept = () => {
    if (chosen.length === 0 || bulk.isRunning) return;
    setSelected(new Set());
    void bulk.accept(chosen);
  };
  const shortcuts: Shortcut[] = [
    { key: "/", vi: "Mở hồ sơ theo mã", en: "Open a dossier by its code", run: focusCode },
    { key: "l", vi: "Đến danh sách", en: "Go to the list", run: () => table.current?.focus() },
    { key: "m", vi: "Chỉ hồ sơ giao cho tôi", en: "Only what is assigned to me", run: () => change({ mine: wanted.mine ? "" : "1" }) },
    { key: "n", vi: "Xem thêm", en: "More", run: () => list.hasNextPage && void list.fetchNextPage() },
    ...(canSelect ? [{ key: "a", vi: "Tiếp nhận các hồ sơ đã chọn", en: "Accept what is selected", run: accept }] : []),
  ];
  const help = useShortcuts(shortcuts);
  return (
    <>
      <Filters wanted={wanted} change={change} loaded={list.loaded} />
      <div className="worklist-bar">
        <Counted shown={list.lines.length} more={list.hasNextPage} waiting={list.isPending} />
        {canSelect && (
          <Button look="main" isDisabled={chosen.length === 0} isPending={bulk.isRunning} onPress={accept}>
            {t("Tiếp nhận đã chọn", "Accept selected")} ({chosen.length})
          </Button>
        )}
        <ShortcutHelp shortcuts={shortcuts} state={help} />
      </div>
      <BulkOutcome bulk={bulk} dismiss={bulk.dismiss} />
      {list.error !== null && <ProblemNote error={list.error} retry={() => void list.refetch()} />}
      {list.isPending && <Skeleton lines={10} height={3.25} />}
      {list.lines.length > 0 && (
        <div className="table-wrap">
          <LinesTable ref={table} lines={list.lines} canSelect={canSelect} selected={selected} onSelect={setSelected} />
        </div>
      )}
      <More query={list} />
    </>
  );
}

function focusCode(): void {
  document.querySelector<HTMLInputElement>("#by-code input")?.focus();
}

interface CountedProps {
  shown: number;
  more: boolean;
  waiting: boolean;
}

function Counted({ shown, more, waiting }: CountedProps) {
  const { t } = useLanguage();
  const text =
    shown === 0
      ? t("Không có hồ sơ nào.", "No dossiers.")
      : more
        ? t(`${shown} hồ sơ đầu tiên`, `The first ${shown} dossiers`)
        : t(`${shown} hồ sơ`, shown === 1 ? "1 dossier" : `${shown} dossiers`);
  return (
    <p role="status" className="worklist-count">
      {waiting ? "" : text}
    </p>
  );
}
