/** What the procedure asks for: its own form, its documents, and how one wants to be told. */
import { Checkbox, Radios } from "../../parts/choices";
import { FileField } from "../../parts/file-field";
import { Note } from "../../parts/page";
import { fieldsOf } from "../../parts/schema";
import { SchemaForm } from "../../parts/schema-form";
import type { SentFile } from "../../parts/upload";
import { useLanguage } from "../../words/language";
import { hintOf } from "../words";
import type { Way } from "./draft";
import type { StepProps } from "./step";

/** The procedure's own form. */
export function AnswersStep({ draft, edition, change, error }: StepProps) {
  const named = fieldsOf(edition.form).flatMap(({ name }) => {
    const fault = error(`/answers/${name}`);
    return fault === undefined ? [] : [[name, fault] as const];
  });
  return (
    <SchemaForm schema={edition.form} value={draft.typed} onChange={(typed) => change({ typed })} errors={Object.fromEntries(named)} />
  );
}

/** The documents of the dossier, each with its own limits. */
export function DocumentsStep({ draft, edition, change, error }: StepProps) {
  const { t, language } = useLanguage();
  const add = (file: SentFile) => change(({ files }) => ({ files: [...files, file] }));
  const remove = (file: SentFile) => change(({ files }) => ({ files: files.filter((one) => one.upload_id !== file.upload_id) }));
  return (
    <>
      <p>
        {t(
          "Chụp hoặc quét rõ cả bốn góc. Tệp tải lên được giữ một tuần cho đến khi bạn nộp.",
          "Photograph or scan with all four corners in sight. Files are kept for a week until you submit.",
        )}
      </p>
      {edition.documents.map((document) => (
        <FileField
          key={document.code}
          label={language === "vi" ? document.name : document.name_en || document.name}
          hint={hintOf(document, t)}
          isRequired={document.required}
          purpose={{ procedure: edition.code, component: document.code }}
          mediaTypes={document.media_types}
          maxBytes={document.max_bytes}
          files={draft.files.filter((file) => file.component === document.code)}
          onAdd={add}
          onRemove={remove}
          error={error(`/documents/${document.code}`)}
        />
      ))}
      {error("/documents") !== undefined && <Note kind="bad">{error("/documents")}</Note>}
    </>
  );
}

/** By what one wants to be told, and in which language. */
export function NotifyStep({ draft, change, error }: StepProps) {
  const { t } = useLanguage();
  const toggle = (way: Way) => (chosen: boolean) =>
    change(({ ways }) => ({ ways: (["sms", "email"] as const).filter((one) => (one === way ? chosen : ways.includes(one))) }));
  const fault = error("/notify/channels");
  return (
    <>
      <fieldset className="group" data-invalid={fault !== undefined || undefined}>
        <legend>{t("Báo cho tôi khi hồ sơ có thay đổi", "Tell me when the dossier moves")}</legend>
        <div className="radios">
          <Checkbox isSelected={draft.ways.includes("sms")} onChange={toggle("sms")}>
            {t("Tin nhắn SMS", "SMS")}
          </Checkbox>
          <Checkbox isSelected={draft.ways.includes("email")} onChange={toggle("email")}>
            {t("Thư điện tử", "E-mail")}
          </Checkbox>
        </div>
        {fault !== undefined && <p className="field-error">{fault}</p>}
      </fieldset>
      <Radios
        label={t("Ngôn ngữ của thông báo", "Language of the messages")}
        isRequired
        options={[
          { id: "vi", label: "Tiếng Việt" },
          { id: "en", label: "English" },
        ]}
        value={draft.language}
        onChange={(id) => change({ language: id === "en" ? "en" : "vi" })}
      />
      <p>
        {t(
          "Bạn luôn xem được tình trạng hồ sơ tại mục Hồ sơ của tôi, hoặc tra cứu bằng mã hồ sơ.",
          "You can always see how the dossier stands under My dossiers, or look it up by its code.",
        )}
      </p>
    </>
  );
}
