/** Everything about one dossier that is taken in, on one page for the keyboard. */
import { useEffect, useRef, useState, type FormEvent, type KeyboardEvent } from "react";
import type { Edition } from "../../api/catalogue";
import { Button, Checkbox, Radios } from "../../parts/fields";
import { FileField } from "../../parts/file-field";
import { Note, ProblemNote } from "../../parts/page";
import { answerErrors, faultsOf, untouched } from "../../parts/schema";
import { SchemaForm } from "../../parts/schema-form";
import { useUnsent } from "../../parts/unsent";
import { useLanguage } from "../../words/language";
import { useFirstWrong } from "../../parts/focus";
import { Fees } from "./fees";
import { filingOf, givenOf, type Change, type Intake } from "./intake";
import { PersonFields } from "./person";
import { Way } from "./procedure";
import type { useReception } from "./reception";

interface IntakeFormProps {
  edition: Edition;
  isCentre: boolean;
  intake: Intake;
  change: Change;
  reception: ReturnType<typeof useReception>;
}

export function IntakeForm({ edition, isCentre, intake, change, reception }: IntakeFormProps) {
  const { t, language } = useLanguage();
  const form = useRef<HTMLFormElement>(null);
  const [tried, setTried] = useState(0);
  useFirstWrong(form, tried, reception.error);
  useEffect(() => change((before) => fitted(before, edition, language)), [edition, language]);
  const given = givenOf(intake, edition);
  const faults = faultsOf(edition.form, intake.typed, language);
  const isWhole = Object.values(given).every(Boolean) && Object.keys(faults).length === 0;
  const errorOf = (pointer: string) =>
    tried > 0 && given[pointer] === false ? t("Chưa điền mục này.", "This is missing.") : reception.error?.of(pointer, language);
  const files = useUnsent();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (files.isHeld()) return;
    setTried(tried + 1);
    if (isWhole && !reception.isPending) reception.mutate({ key: intake.key, filing: filingOf(intake, edition) });
  };
  const answers = { ...answerErrors(reception.error, language), ...(tried > 0 ? faults : {}) };
  return (
    <form ref={form} className="intake" noValidate onSubmit={submit} onKeyDown={(event) => keys(event, form.current)}>
      <Way {...{ intake, change, errorOf, edition, isCentre }} />
      <People {...{ intake, change, errorOf }} />
      <h2>{t("Tờ khai", "The form")}</h2>
      <SchemaForm schema={edition.form} value={intake.typed} onChange={(typed) => change({ typed })} errors={answers} />
      <Files {...{ intake, change, errorOf, edition }} />
      <Told {...{ intake, change, errorOf }} />
      <h2>{t("Phí, lệ phí", "Fees")}</h2>
      <Fees intake={intake} edition={edition} />
      {files.note}
      {tried > 0 && !isWhole && (
        <div role="alert">
          <Note kind="bad">{t("Còn mục chưa điền hoặc chưa đúng; xem các ô có chữ đỏ.", "Something is missing or wrong; see the fields in red.")}</Note>
        </div>
      )}
      {isWhole && reception.error !== null && <Trouble {...{ intake, change, reception }} />}
      <div className="actions">
        <Button type="submit" look="main" isPending={reception.isPending}>
          {reception.isPending ? t("Đang tiếp nhận…", "Receiving…") : t("Tiếp nhận", "Receive")}
        </Button>
      </div>
    </form>
  );
}

/** What a procedure leaves no choice about, and its name where only its code was known. */
function fitted(intake: Intake, edition: Edition, language: "vi" | "en"): Partial<Intake> {
  const types = edition.applicant_types;
  const name = language === "vi" ? edition.name : edition.name_en || edition.name;
  return {
    procedure: { id: edition.code, label: name },
    typed: { ...untouched(edition.form), ...intake.typed },
    applicantType: types.includes(intake.applicantType) ? intake.applicantType : (types[0] ?? "citizen"),
  };
}

/** Enter in a field does not send, as scanners type it after each code; with Ctrl it does anywhere. */
function keys(event: KeyboardEvent, form: HTMLFormElement | null): void {
  if (event.key !== "Enter") return;
  if (event.ctrlKey || event.metaKey) form?.requestSubmit();
  else if (event.target instanceof HTMLInputElement) event.preventDefault();
}

interface PartProps {
  intake: Intake;
  change: Change;
  errorOf: (pointer: string) => string | undefined;
}

function People({ intake, change, errorOf }: PartProps) {
  const { t } = useLanguage();
  return (
    <>
      <div role="group" aria-labelledby="applicant">
        <h2 id="applicant">{t("Chủ hồ sơ", "Applicant")}</h2>
        <PersonFields person={intake.applicant} onChange={(applicant) => change({ applicant })} at="/applicant" errorOf={errorOf} />
      </div>
      <Checkbox isSelected={intake.hasOther} onChange={(hasOther) => change({ hasOther })}>
        {t("Người khác nộp thay", "Somebody else hands it in")}
      </Checkbox>
      {intake.hasOther && (
        <div role="group" aria-labelledby="representative">
          <h2 id="representative">{t("Người nộp thay", "Representative")}</h2>
          <PersonFields
            person={intake.representative}
            onChange={(representative) => change({ representative })}
            at="/representative"
            errorOf={errorOf}
          />
        </div>
      )}
    </>
  );
}

function Files({ intake, change, errorOf, edition }: PartProps & { edition: Edition }) {
  const { t } = useLanguage();
  if (edition.documents.length === 0) return null;
  return (
    <>
      <h2>{t("Giấy tờ", "Documents")}</h2>
      <p className="fine">{t("Bản giấy: quét hoặc chụp lại.", "Paper ones: scan or photograph them.")}</p>
      {edition.documents.map((document) => (
        <FileField
          key={document.code}
          label={t(document.name, document.name_en || document.name)}
          hint={document.note}
          isRequired={document.required}
          purpose={{ procedure: edition.code, component: document.code }}
          mediaTypes={document.media_types}
          maxBytes={document.max_bytes}
          files={intake.files.filter(({ component }) => component === document.code)}
          onAdd={(file) => change((before) => ({ files: [...before.files, file] }))}
          onRemove={(file) => change((before) => ({ files: before.files.filter((one) => one.upload_id !== file.upload_id) }))}
          error={errorOf(`/documents/${document.code}`)}
        />
      ))}
    </>
  );
}

function Told({ intake, change }: PartProps) {
  const { t } = useLanguage();
  return (
    <>
      <h2>{t("Thông báo", "Notices")}</h2>
      <Checkbox isSelected={intake.isTold} onChange={(isTold) => change({ isTold })}>
        {t("Nhắn tin, gửi thư cho người nộp khi hồ sơ có thay đổi", "Tell the applicant by SMS and e-mail what happens")}
      </Checkbox>
      {intake.isTold && (
        <Radios
          label={t("Ngôn ngữ", "Language")}
          isRequired
          value={intake.language}
          onChange={(language) => change({ language: language === "en" ? "en" : "vi" })}
          options={[
            { id: "vi", label: "Tiếng Việt" },
            { id: "en", label: "English" },
          ]}
        />
      )}
    </>
  );
}

interface TroubleProps {
  intake: Intake;
  change: Change;
  reception: ReturnType<typeof useReception>;
}

/** Why it was not taken in; where an earlier attempt got through unheard, how to tell and go on. */
function Trouble({ change, reception }: TroubleProps) {
  const { t } = useLanguage();
  const { error } = reception;
  if (error?.slug !== "key-reused") return <ProblemNote error={error} />;
  return (
    <div role="alert">
      <Note kind="warn">
        <strong>{t("Lần gửi trước có thể đã được tiếp nhận", "An earlier attempt may have been received")}</strong>
        <p>
          {t(
            "Lần gửi trước không có trả lời, và nội dung đã được sửa sau đó. Hãy xem danh sách việc; nếu chưa có hồ sơ này thì tiếp nhận như hồ sơ mới.",
            "The earlier attempt was not answered, and it was changed since. Please look at the worklist; if the dossier is not there, receive it as a new one.",
          )}
        </p>
        <Button
          onPress={() => {
            reception.reset();
            change({ key: crypto.randomUUID() });
          }}
        >
          {t("Đây là hồ sơ mới", "It is a new one")}
        </Button>
      </Note>
    </div>
  );
}
