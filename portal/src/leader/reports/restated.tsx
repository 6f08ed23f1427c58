/** What an edition restates of the one before (điều chỉnh số liệu), figure by figure. */
import { useLanguage } from "../../words/language";
import type { EditionFiles } from "./reading";

export function Restated({ files }: { files: EditionFiles }) {
  const { t } = useLanguage();
  const [head, ...lines] = files.restates.map(({ detail, detail_en }) => t(detail, detail_en));
  if (head === undefined) return null;
  return (
    <>
      <h3>{t("Số liệu được điều chỉnh", "What was restated")}</h3>
      <p>{head}</p>
      {lines.length > 0 && (
        <ul aria-label={head}>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </>
  );
}
