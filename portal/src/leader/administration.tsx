/** The administrator's desk: the working calendar, the catalogue's import, its versions, the roles. */
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { Page } from "../parts/page";
import { useLanguage } from "../words/language";
import { Accounts } from "./accounts";
import { Calendar } from "./calendar";
import { CatalogueImport } from "./catalogue-import";
import { Versions } from "./versions";

export default function Administration() {
  const { t } = useLanguage();
  return (
    <Page wide title={t("Quản trị", "Administration")}>
      <Tabs>
        <TabList aria-label={t("Việc quản trị", "Tasks")} className="tabs">
          <Tab id="calendar" className="tab">
            {t("Lịch làm việc", "Working calendar")}
          </Tab>
          <Tab id="import" className="tab">
            {t("Danh mục", "Catalogue")}
          </Tab>
          <Tab id="versions" className="tab">
            {t("Các phiên bản", "Versions")}
          </Tab>
          <Tab id="accounts" className="tab">
            {t("Tài khoản, vai trò", "Accounts and roles")}
          </Tab>
        </TabList>
        <TabPanel id="calendar">
          <Calendar />
        </TabPanel>
        <TabPanel id="import">
          <CatalogueImport />
        </TabPanel>
        <TabPanel id="versions">
          <Versions />
        </TabPanel>
        <TabPanel id="accounts">
          <Accounts />
        </TabPanel>
      </Tabs>
    </Page>
  );
}
