/** Reports: asking for one, those there are, who gets them by e-mail, and their running. */
import type { ComponentType } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { useSearchParams } from "wouter";
import { Page } from "../parts/page";
import { useClaims } from "../session/session";
import { useLanguage } from "../words/language";
import { Ask } from "./reports/ask";
import { Made } from "./reports/made";
import { Operations } from "./reports/operations";
import { Subscriptions } from "./reports/subscriptions";
import "./reports/reports.css";

interface Part {
  id: string;
  vi: string;
  en: string;
  shown: ComponentType;
  isForAdministrators?: boolean;
}

const PARTS: readonly Part[] = [
  { id: "ask", vi: "Lập báo cáo", en: "Run a report", shown: Ask },
  { id: "made", vi: "Báo cáo đã có", en: "Reports made", shown: Made },
  { id: "mail", vi: "Nhận qua thư", en: "By e-mail", shown: Subscriptions },
  { id: "operations", vi: "Vận hành", en: "Operations", shown: Operations, isForAdministrators: true },
];
const FIRST = "ask";

export default function Reports() {
  const { t } = useLanguage();
  const [search, setSearch] = useSearchParams();
  const isAdministrator = useClaims()?.roles.includes("administrator") === true;
  const parts = PARTS.filter(({ isForAdministrators = false }) => isAdministrator || !isForAdministrators);
  const turn = (tab: string) => setSearch(tab === FIRST ? {} : { tab });
  return (
    <Page wide title={t("Báo cáo", "Reports")}>
      <Tabs selectedKey={search.get("tab") ?? FIRST} onSelectionChange={(key) => turn(String(key))}>
        <TabList aria-label={t("Báo cáo", "Reports")} className="tabs">
          {parts.map(({ id, vi, en }) => (
            <Tab key={id} id={id} className="tab">
              {t(vi, en)}
            </Tab>
          ))}
        </TabList>
        {parts.map(({ id, shown: Shown }) => (
          <TabPanel key={id} id={id}>
            <Shown />
          </TabPanel>
        ))}
      </Tabs>
    </Page>
  );
}
