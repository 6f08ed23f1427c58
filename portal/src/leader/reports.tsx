/** Reports: asking for one, those there are, who gets them by e-mail, and their running. */
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { useSearchParams } from "wouter";
import { Page } from "../parts/page";
import { has, useSession } from "../session/session";
import { useLanguage } from "../words/language";
import { Ask } from "./reports/ask";
import { Made } from "./reports/made";
import { Operations } from "./reports/operations";
import { Subscriptions } from "./reports/subscriptions";
import "../officer/officer.css";
import "./reports/reports.css";

const FIRST = "ask";

export default function Reports() {
  const { t } = useLanguage();
  const [search, setSearch] = useSearchParams();
  const isAdministrator = has(useSession(), "administrator");
  const turn = (tab: string) => setSearch(tab === FIRST ? {} : { tab });
  return (
    <Page wide title={t("Báo cáo", "Reports")}>
      <Tabs selectedKey={search.get("tab") ?? FIRST} onSelectionChange={(key) => turn(String(key))}>
        <TabList aria-label={t("Báo cáo", "Reports")} className="tabs">
          <Tab id="ask" className="tab">
            {t("Lập báo cáo", "Run a report")}
          </Tab>
          <Tab id="made" className="tab">
            {t("Báo cáo đã có", "Reports made")}
          </Tab>
          <Tab id="mail" className="tab">
            {t("Nhận qua thư", "By e-mail")}
          </Tab>
          {isAdministrator && (
            <Tab id="operations" className="tab">
              {t("Vận hành", "Operations")}
            </Tab>
          )}
        </TabList>
        <TabPanel id="ask">
          <Ask />
        </TabPanel>
        <TabPanel id="made">
          <Made />
        </TabPanel>
        <TabPanel id="mail">
          <Subscriptions />
        </TabPanel>
        {isAdministrator && (
          <TabPanel id="operations">
            <Operations />
          </TabPanel>
        )}
      </Tabs>
    </Page>
  );
}
