/** How the version counted anew stands to the one in use. */
import type { components } from "../../api/generated/reports";
import type { Language } from "../../api/problems";
import { Note } from "../../parts/page";
import { count, day } from "../../words/format";
import { useLanguage } from "../../words/language";
import { measureWords } from "./measures";
import { channelWords } from "./words";
import { TableBox } from "../../parts/table-box";

type Schemas = components["schemas"];
type Comparison = Schemas["Comparison"];

export function Compared({ comparison }: { comparison: Comparison }) {
  const { t, language } = useLanguage();
  const { cells, differing } = comparison;
  const all = count(cells, language);
  if (differing === 0) {
    return (
      <>
        <Note kind="good">{t(`Hai bản giống nhau ở cả ${all} ô.`, `Both versions are the same in all ${all} cells.`)}</Note>
        <Totals totals={comparison.totals} />
      </>
    );
  }
  return (
    <>
      <Note kind="warn">
        {t(`${count(differing, language)} trong ${all} ô khác nhau.`, `${count(differing, language)} of ${all} cells differ.`)}
      </Note>
      <Differences comparison={comparison} />
      <Totals totals={comparison.totals} />
    </>
  );
}

/** Where the first of the differing cells are, and what differs in them. */
function Differences({ comparison: { differences, differing } }: { comparison: Comparison }) {
  const { t } = useLanguage();
  const shown = differences.length;
  const name =
    differing > shown
      ? t(`${shown} ô khác nhau đầu tiên`, `The first ${shown} cells that differ`)
      : t("Các ô khác nhau", "Cells that differ");
  return (
    <TableBox label={name} className="reports-box scroll-box">
      <table>
        <caption>{name}</caption>
        <thead>
          <tr>
            <th scope="col">{t("Ngày", "Date")}</th>
            <th scope="col">{t("Cơ quan", "Agency")}</th>
            <th scope="col">{t("Thủ tục", "Procedure")}</th>
            <th scope="col">{t("Đang dùng → bản mới", "In use → new")}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map((found, nth) => (
            <Cell key={nth} found={found} />
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

function Cell({ found }: { found: Schemas["Difference"] }) {
  const { t, language } = useLanguage();
  return (
    <tr>
      <td>{day(found.day, language)}</td>
      <td>{found.agency_code}</td>
      <td>
        {found.procedure_code}{" "}
        <small>
          {found.field_code} · {t("mức", "level")} {found.level} · {t(...channelWords(found.channel))}
        </small>
      </td>
      <td>
        {found.figures.map(({ measure, active, rebuilt }) => (
          <div key={measure}>
            {t(...measureWords(measure))}: {count(active, language)} → {count(rebuilt, language)}
          </div>
        ))}
      </td>
    </tr>
  );
}

/** Every measure over all days and cells. */
function Totals({ totals }: { totals: readonly Schemas["Figure"][] }) {
  const { t, language } = useLanguage();
  const name = t("Tổng của hai bản", "Totals of both versions");
  return (
    <TableBox label={name} className="reports-box scroll-box">
      <table>
        <caption>{name}</caption>
        <thead>
          <tr>
            <th scope="col">{t("Chỉ tiêu", "Measure")}</th>
            <th scope="col" className="number">
              {t("Đang dùng", "In use")}
            </th>
            <th scope="col" className="number">
              {t("Bản mới", "New")}
            </th>
            <th scope="col" className="number">
              {t("Chênh lệch", "Difference")}
            </th>
          </tr>
        </thead>
        <tbody>
          {totals.map(({ measure, active, rebuilt }) => (
            <tr key={measure}>
              <th scope="row">{t(...measureWords(measure))}</th>
              <td className="number">{count(active, language)}</td>
              <td className="number">{count(rebuilt, language)}</td>
              <td className="number">{signed(rebuilt - active, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

function signed(difference: number, language: Language): string {
  if (difference === 0) return "–";
  return `${difference > 0 ? "+" : ""}${count(difference, language)}`;
}
