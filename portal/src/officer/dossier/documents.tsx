/** The dossier's files and its result; each is opened in a tab of its own, which is recorded. */
import { answer, api } from "../../api/client";
import { Button } from "../../parts/fields";
import { size } from "../../parts/file-field";
import { ProblemNote } from "../../parts/page";
import { day } from "../../words/format";
import { useLanguage } from "../../words/language";
import { useOpening } from "../parts/opening";
import { useEdition, type DossierFile } from "./file";

type File = DossierFile["documents"][number];

const PURPOSES: readonly (readonly [id: File["purpose"], vi: string, en: string])[] = [
  ["application", "Nộp cùng hồ sơ", "Submitted with the dossier"],
  ["supplement", "Bổ sung", "Supplement"],
  ["result", "Kết quả", "Result"],
];

export function Documents({ dossier }: { dossier: DossierFile }) {
  const { t } = useLanguage();
  const { documents } = dossier;
  const groups = PURPOSES.map(([id, vi, en]) => ({ title: t(vi, en), files: documents.filter((file) => file.purpose === id) }));
  return (
    <section aria-labelledby="documents">
      <h2 id="documents">{t("Giấy tờ", "Documents")}</h2>
      {documents.length === 0 && <p>{t("Hồ sơ không có tệp nào.", "There are no files.")}</p>}
      {groups
        .filter(({ files }) => files.length > 0)
        .map(({ title, files }) => (
          <div key={title}>
            <h3>{title}</h3>
            <ul className="list">
              {files.map((file) => (
                <FileLine key={file.document_id} file={file} dossier={dossier} />
              ))}
            </ul>
          </div>
        ))}
    </section>
  );
}

function FileLine({ file, dossier }: { file: File; dossier: DossierFile }) {
  const { t, language } = useLanguage();
  const edition = useEdition(dossier);
  const opening = useOpening();
  const component = edition.data?.edition.documents.find(({ code }) => code === file.component);
  const open = () =>
    opening.mutate(() =>
      answer(
        api.GET("/processing/dossiers/{dossier_id}/documents/{document_id}", {
          params: { path: { dossier_id: dossier.dossier_id, document_id: file.document_id } },
        }),
      ),
    );
  const isTakenBack = file.purpose === "result" && dossier.result?.documents.includes(file.document_id) !== true;
  return (
    <li className="file-line">
      <span>
        {component !== undefined && <strong>{t(component.name, component.name_en || component.name)}</strong>}
        <span className="file-line-name">{file.name}</span>
        <small>
          {size(file.size, language)} · {day(file.added_at, language)}
          {isTakenBack && ` · ${t("đã thu hồi", "taken back")}`}
        </small>
      </span>
      <Button onPress={open} isPending={opening.isPending} aria-label={t(`Mở ${file.name}`, `Open ${file.name}`)}>
        {t("Mở", "Open")}
      </Button>
      {opening.error !== null && <ProblemNote error={opening.error} />}
    </li>
  );
}

export function Outcome({ dossier }: { dossier: DossierFile }) {
  const { t, language } = useLanguage();
  const { result } = dossier;
  if (result === null) return null;
  return (
    <section aria-labelledby="outcome">
      <h2 id="outcome">{t("Kết quả giải quyết", "The result")}</h2>
      <dl className="facts">
        <dt>{t("Kết quả", "Outcome")}</dt>
        <dd>{result.outcome === "granted" ? t("Giải quyết", "Granted") : t("Không giải quyết", "Denied")}</dd>
        <dt>{t("Số văn bản", "Document number")}</dt>
        <dd>{result.number}</dd>
        <dt>{t("Người ký", "Signed by")}</dt>
        <dd>
          {result.signed_by}, {day(result.signed_on, language)}
        </dd>
      </dl>
    </section>
  );
}
