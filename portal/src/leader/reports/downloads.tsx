/** The files of an edition; their links live a few minutes, and are renewed before and on press. */
import type { UseQueryResult } from "@tanstack/react-query";
import type { MouseEvent } from "react";
import type { Words } from "../../parts/schema";
import { ProblemNote } from "../../parts/page";
import { useLanguage } from "../../words/language";
import { life, type EditionFiles } from "./reading";

const FORMATS: readonly (readonly [extension: string, name: string, use: Words])[] = [
  ["xlsx", "XLSX", ["Bảng tính Excel, để tính tiếp", "Excel workbook, to go on with"]],
  ["pdf", "PDF", ["Bản in theo mẫu, để ký", "The printed form, to sign"]],
  ["csv", "CSV", ["Chỉ số liệu, cho phần mềm khác", "The figures alone, for other programs"]],
  ["json", "JSON", ["Đầy đủ hai ngôn ngữ, cho máy đọc", "Everything in both languages, for machines"]],
];
/** A link that ends this soon may end on its way. */
const MARGIN = 15_000;

interface DownloadsProps {
  /** Which edition, for a screen reader. */
  name: string;
  query: UseQueryResult<EditionFiles>;
  files: EditionFiles;
}

export function Downloads({ name, query, files }: DownloadsProps) {
  const { t } = useLanguage();
  const renew = (event: MouseEvent, extension: string) => {
    if (Date.now() < query.dataUpdatedAt + life(files) - MARGIN) return;
    event.preventDefault();
    void query.refetch().then(({ data, isSuccess }) => {
      const fresh = data?.links[extension];
      if (isSuccess && fresh !== undefined) window.open(fresh, "_self");
    });
  };
  return (
    <>
      <ul className="downloads" aria-label={t(`Tải về: ${name}`, `Download: ${name}`)}>
        {FORMATS.map(([extension, format, use]) => (
          <li key={extension}>
            <a className="button" href={files.links[extension]} onClick={(event) => renew(event, extension)}>
              {t("Tải", "Download")} {format}
            </a>
            <small>{t(...use)}</small>
          </li>
        ))}
      </ul>
      {query.error !== null && <ProblemNote error={query.error} retry={() => void query.refetch()} />}
    </>
  );
}
