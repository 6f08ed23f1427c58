/** Who may do what, where that is decided, and what the system knows of the account one uses. */
import { useQuery } from "@tanstack/react-query";
import { Found, Note } from "../parts/page";
import { settings, type Config } from "../session/oidc";
import { useClaims, type Role } from "../session/session";
import { useLanguage } from "../words/language";
import { TableBox } from "../parts/table-box";

type Words = readonly [vi: string, en: string];

const ROLES: Readonly<Record<Role, { name: Words; may: Words; where: Words }>> = {
  citizen: {
    name: ["Công dân, doanh nghiệp", "Citizen, business"],
    may: ["Nộp, theo dõi, bổ sung, rút hồ sơ; nộp phí; đánh giá", "Submit, follow, supplement and withdraw; pay; rate"],
    where: ["Hồ sơ của mình", "Their own dossiers"],
  },
  officer: {
    name: ["Công chức một cửa, chuyên môn", "Officer"],
    may: ["Tiếp nhận và giải quyết hồ sơ; đề nghị hoàn phí", "Receive and process dossiers; ask for refunds"],
    where: ["Cơ quan mình", "Their agency"],
  },
  cashier: {
    name: ["Thu ngân", "Cashier"],
    may: ["Thu tiền tại quầy, lập và hủy biên lai, khóa sổ ngày", "Take money, issue and void receipts, close the day"],
    where: ["Cơ quan mình", "Their agency"],
  },
  leader: {
    name: ["Lãnh đạo", "Leader"],
    may: ["Phân công, gia hạn, thu hồi kết quả; duyệt hoàn phí; báo cáo", "Assign, extend, take results back; approve refunds; reports"],
    where: ["Cơ quan mình và cấp dưới", "Their agency and those below"],
  },
  administrator: {
    name: ["Quản trị", "Administrator"],
    may: ["Danh mục, lịch làm việc, đối soát, báo cáo, tính lại số liệu", "Catalogue, calendar, reconciliation, reports, recounts"],
    where: ["Cơ quan mình và cấp dưới", "Their agency and those below"],
  },
};

export function Accounts() {
  const query = useQuery({ queryKey: ["settings"], queryFn: settings, staleTime: Infinity });
  return <Found query={query}>{(config) => <Shown config={config} />}</Found>;
}

function Shown({ config }: { config: Config }) {
  const { t } = useLanguage();
  return (
    <>
      <Note>
        {t(
          "Tài khoản và vai trò do hệ thống đăng nhập của tỉnh quản lý; hệ thống này không giữ mật khẩu và không tự cấp vai trò.",
          "Accounts and roles are kept by the province's sign-in provider; this system keeps no password and grants no role.",
        )}
      </Note>
      <dl className="facts">
        <dt>{t("Hệ thống đăng nhập", "Sign-in provider")}</dt>
        <dd>{config.issuer}</dd>
        <dt>{t("Vai trò đọc từ", "Roles are read from")}</dt>
        <dd>
          <code>{config.roles_claim}</code>
        </dd>
        <dt>{t("Cơ quan đọc từ", "The agency is read from")}</dt>
        <dd>
          <code>{config.agency_claim}</code>
        </dd>
      </dl>
      <RoleTable />
      <Own />
    </>
  );
}

function RoleTable() {
  const { t } = useLanguage();
  return (
    <TableBox label={t("Bảng vai trò", "Roles")}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("Vai trò", "Role")}</th>
            <th scope="col">{t("Được làm gì", "What they may do")}</th>
            <th scope="col">{t("Ở đâu", "Where")}</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(ROLES).map(([role, { name, may, where }]) => (
            <tr key={role}>
              <th scope="row">
                {t(...name)} <code>{role}</code>
              </th>
              <td>{t(...may)}</td>
              <td>{t(...where)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

/** What came with the sign-in of whoever looks, to check the provider's settings by. */
function Own() {
  const { t } = useLanguage();
  const claims = useClaims();
  if (claims === null) return null;
  return (
    <section>
      <h2>{t("Tài khoản bạn đang dùng", "The account you use")}</h2>
      <dl className="facts">
        <dt>{t("Tên", "Name")}</dt>
        <dd>{claims.name}</dd>
        <dt>{t("Vai trò", "Roles")}</dt>
        <dd>{claims.roles.map((role) => (role in ROLES ? t(...ROLES[role as Role].name) : role)).join(", ")}</dd>
        <dt>{t("Cơ quan", "Agency")}</dt>
        <dd>{claims.agency || "—"}</dd>
      </dl>
    </section>
  );
}
