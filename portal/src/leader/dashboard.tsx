/** A leader's board (điều hành): how the units stand today, and what came of the last twelve months. */
import { Note, Page } from "../parts/page";
import { useClaims } from "../session/session";
import { useLanguage } from "../words/language";
import { Today } from "./dashboard/today";
import { Year } from "./dashboard/year";

export default function Dashboard() {
  const { t } = useLanguage();
  const claims = useClaims();
  const agency = claims?.agency ?? "";
  const isLeader = claims?.roles.includes("leader") ?? false;
  return (
    <Page wide title={t("Điều hành", "Dashboard")}>
      {isLeader && agency !== "" ? <Today agency={agency} /> : <NotToday isLeader={isLeader} />}
      <Year own={agency} />
    </Page>
  );
}

/** Why somebody sees the year only. */
function NotToday({ isLeader }: { isLeader: boolean }) {
  const { t } = useLanguage();
  return (
    <Note>
      {isLeader
        ? t(
            "Tài khoản của bạn chưa gắn với cơ quan nào nên chưa xem được tình hình hôm nay. Hãy báo quản trị hệ thống.",
            "Your account belongs to no agency, so today's standing cannot be shown. Please tell the administrator.",
          )
        : t(
            "Tình hình hôm nay của từng đơn vị chỉ lãnh đạo của cơ quan đó được xem. Tài khoản quản trị xem được số liệu 12 tháng dưới đây.",
            "How each unit stands today is for the leaders of its agency only. An administrator sees the twelve months below.",
          )}
    </Note>
  );
}
