/** One unit's day, person by person. */
import { useQuery } from "@tanstack/react-query";
import { Link, useSearchParams } from "wouter";
import { answer, api } from "../../api/client";
import type { components } from "../../api/generated/reports";
import { SortedTable } from "../../statistics/sorted-table";
import { Found, Note } from "../../parts/page";
import { count } from "../../words/format";
import { useLanguage } from "../../words/language";
import { Fresh, TODAY_EVERY } from "./fresh";
import { Stands, useStandingColumns } from "./standing";

type Schemas = components["schemas"];

export function UnitToday({ code }: { code: string }) {
  const { t } = useLanguage();
  const [search] = useSearchParams();
  const query = useQuery({
    queryKey: ["agency-today", code],
    queryFn: () => answer(api.GET("/reports/agencies/{code}/today", { params: { path: { code } } })),
    refetchInterval: TODAY_EVERY,
  });
  const without = new URLSearchParams(search);
  without.delete("unit");
  return (
    <>
      <Link href={without.size === 0 ? "/lead" : `/lead?${without}`} className="back">
        ← {t("Tất cả đơn vị", "All units")}
      </Link>
      <Found query={query} lines={14}>
        {(found) => (
          <>
            <Fresh asOf={found.as_of} every={TODAY_EVERY} query={query} />
            <Shown found={found} />
          </>
        )}
      </Found>
    </>
  );
}

function Shown({ found }: { found: Schemas["AgencyDay"] }) {
  const { t, language } = useLanguage();
  return (
    <>
      <h3>{language === "vi" ? found.agency_name : found.agency_name_en || found.agency_name}</h3>
      {found.truncated && (
        <Note kind="warn">
          {t(
            "Đơn vị có quá nhiều hồ sơ đang mở; chỉ đếm những hồ sơ đến hạn sớm nhất, nên phần còn lại có thể thiếu.",
            "The unit has too many open dossiers; those due first were counted, so the rest may be short.",
          )}
        </Note>
      )}
      <Stands counts={found.total} soon={found.soon} />
      <p className="fine">
        {t(
          "Ở đây hạn tính đến từng giờ, còn bảng các đơn vị tính theo ngày, nên hai nơi có thể lệch nhau đôi chút.",
          "Deadlines count to the hour here, and by the day in the table of units, so the two may differ a little.",
        )}
      </p>
      <Ways found={found} />
      <People found={found} />
    </>
  );
}

/** To the dossiers themselves. */
function Ways({ found }: { found: Schemas["AgencyDay"] }) {
  const { t, language } = useLanguage();
  const list = `/worklist?${new URLSearchParams({ agency: found.agency_code })}`;
  return (
    <p className="actions">
      {found.total.overdue > 0 && (
        <Link href={`${list}&due=late`} className="button">
          {t("Xem các hồ sơ quá hạn", "See what is overdue")} ({count(found.total.overdue, language)})
        </Link>
      )}
      <Link href={list} className="button">
        {t("Xem mọi hồ sơ của đơn vị", "See all dossiers of the unit")}
      </Link>
    </p>
  );
}

function People({ found }: { found: Schemas["AgencyDay"] }) {
  const { t, language } = useLanguage();
  const columns = useStandingColumns<Schemas["Person"] & { nth: number }>();
  const held = count(found.held_for_others, language);
  return (
    <>
      <h3>{t("Theo người được giao", "By person")}</h3>
      {found.people.length === 0 ? (
        <Note kind="good">{t("Không ai có hồ sơ phải để ý.", "Nobody has a dossier to look at.")}</Note>
      ) : (
        <SortedTable
          label={t("Hồ sơ hôm nay theo người được giao", "Today's dossiers by person")}
          heading={t("Người được giao", "Assigned to")}
          search={t("Tìm người", "Find a person")}
          rows={found.people.map((person, nth) => ({ ...person, nth }))}
          columns={columns}
          keyOf={({ nth }) => String(nth)}
          nameOf={({ name }) => name || t("Chưa giao cho ai", "Assigned to nobody")}
        />
      )}
      {found.held_for_others > 0 && (
        <p>
          {t(
            `Ngoài ra đơn vị đang giữ ${held} hồ sơ liên thông do cơ quan khác chịu trách nhiệm.`,
            `Besides, the unit holds ${held} linked dossiers for which another agency answers.`,
          )}
        </p>
      )}
    </>
  );
}
