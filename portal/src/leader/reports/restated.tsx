/** What an edition restates of the one before (điều chỉnh số liệu), figure by figure. */
import { useLanguage } from "../../words/language";
import type { EditionFiles } from "./reading";

interface Change {
  what: string;
  before: string;
  after: string;
  difference: string;
}

/** `Hộ tịch, Tiếp nhận: 12 → 14 (+2)`, as the service writes a figure that changed. */
const CHANGE = /^(.*): (.*) → (.*?)(?: \(([+−][\d.]+)\))?$/s;

function changeOf(line: string): Change | null {
  const found = CHANGE.exec(line);
  if (found === null) return null;
  const [, what = "", before = "", after = "", difference = ""] = found;
  return { what, before, after, difference };
}

export function Restated({ files }: { files: EditionFiles }) {
  const { t } = useLanguage();
  const [head, ...lines] = files.restates.map(({ detail, detail_en }) => t(detail, detail_en));
  if (head === undefined) return null;
  return (
    <>
      <h3>{t("Số liệu được điều chỉnh", "What was restated")}</h3>
      {lines.length === 0 ? <p>{head}</p> : <Changes head={head} lines={lines} />}
    </>
  );
}

function Changes({ head, lines }: { head: string; lines: readonly string[] }) {
  const { t } = useLanguage();
  return (
    <div className="table-wrap reports-box" tabIndex={0} role="region" aria-label={head}>
      <table>
        <caption>{head}</caption>
        <thead>
          <tr>
            <th scope="col">{t("Số liệu", "Figure")}</th>
            <th scope="col" className="number">
              {t("Lần trước", "Before")}
            </th>
            <th scope="col" className="number">
              {t("Lần này", "Now")}
            </th>
            <th scope="col" className="number">
              {t("Chênh lệch", "Difference")}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, nth) => (
            <Line key={nth} line={line} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** One figure that changed; a line that says something else stands as it is. */
function Line({ line }: { line: string }) {
  const change = changeOf(line);
  if (change === null) {
    return (
      <tr>
        <td colSpan={4}>{line}</td>
      </tr>
    );
  }
  return (
    <tr>
      <th scope="row">{change.what}</th>
      <td className="number">{change.before}</td>
      <td className="number">{change.after}</td>
      <td className="number">{change.difference}</td>
    </tr>
  );
}
