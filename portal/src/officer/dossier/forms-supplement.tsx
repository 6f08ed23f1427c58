/** What is missing, asked for and handed in. */
import { Checkbox as AriaCheckbox, CheckboxGroup, FieldError, Label } from "react-aria-components";
import { api } from "../../api/client";
import { TextField } from "../../parts/fields";
import { FileField } from "../../parts/file-field";
import { MAX_BYTES, MEDIA_TYPES, type SentFile } from "../../parts/upload";
import { useLanguage } from "../../words/language";
import { useKept } from "../parts/kept";
import { useEdition, type Send } from "./file";
import { MoveForm, useErrorOf, type MoveProps } from "./move-form";

const NOTHING = { reason: "", documents: [] as string[], others: "" };
const LONGEST = 500;

/** Ask the applicant for everything that is missing, at once; the clock stops. */
export function AskSupplement(move: MoveProps) {
  const { t } = useLanguage();
  const [typed, keep, forget] = useKept(`${move.dossier.dossier_id}.ask_supplement`, NOTHING);
  const make = (): Send => async (init) => {
    const body = { reason: typed.reason, items: itemsOf(typed) };
    const sent = await api.POST("/processing/dossiers/{dossier_id}/supplement-request", { ...init, body });
    forget();
    return sent;
  };
  return (
    <MoveForm {...move} given={{ "/reason": typed.reason.trim() !== "" }} make={make} submit={t("Gửi yêu cầu bổ sung", "Ask for the supplement")}>
      <Missing move={move} typed={typed} keep={keep} />
    </MoveForm>
  );
}

type Typed = typeof NOTHING;

function itemsOf({ documents, others }: Typed): string[] {
  const lines = others.split("\n").map((line) => line.trim());
  return [...documents, ...lines].filter((item) => item !== "").map((item) => item.slice(0, LONGEST));
}

function Missing({ move, typed, keep }: { move: MoveProps; typed: Typed; keep: (typed: Typed) => void }) {
  const { t } = useLanguage();
  const errorOf = useErrorOf();
  const edition = useEdition(move.dossier);
  const documents = edition.data?.edition.documents ?? [];
  return (
    <>
      <TextField
        label={t("Lý do, nội dung yêu cầu", "Why, and what is asked")}
        hint={t("Người nộp đọc được nội dung này; hãy yêu cầu đủ trong một lần.", "The applicant reads this; ask for everything at once.")}
        isRequired
        rows={3}
        maxLength={2000}
        value={typed.reason}
        onChange={(reason) => keep({ ...typed, reason })}
        error={errorOf("/reason")}
      />
      {documents.length > 0 && (
        <CheckboxGroup className="field" value={typed.documents} onChange={(chosen) => keep({ ...typed, documents: chosen })}>
          <Label className="label">{t("Giấy tờ còn thiếu hoặc chưa đúng", "Papers that are missing or wrong")}</Label>
          <div className="radios">
            {documents.map((document) => (
              <AriaCheckbox key={document.code} value={document.name} className="checkbox">
                <span className="checkbox-box" aria-hidden="true" />
                <span>{t(document.name, document.name_en || document.name)}</span>
              </AriaCheckbox>
            ))}
          </div>
          <FieldError className="field-error">{errorOf("/items")}</FieldError>
        </CheckboxGroup>
      )}
      <TextField
        label={t("Mục khác, mỗi mục một dòng", "Other items, one on each line")}
        rows={2}
        value={typed.others}
        onChange={(others) => keep({ ...typed, others })}
      />
    </>
  );
}

const EMPTY = { files: [] as SentFile[], note: "" };

/** Take in at the counter what the applicant was asked for. */
export function Supplement(move: MoveProps) {
  const { t } = useLanguage();
  const [typed, keep, forget] = useKept(`${move.dossier.dossier_id}.supplement`, EMPTY);
  const make = (): Send => async (init) => {
    const documents = typed.files.map(({ upload_id, component }) => ({ upload_id, component }));
    const body = { documents, note: typed.note };
    const sent = await api.POST("/intake/dossiers/{dossier_id}/supplement", { ...init, body });
    forget();
    return sent;
  };
  const items = move.dossier.supplement?.items ?? [];
  return (
    <MoveForm {...move} make={make} submit={t("Nhận bổ sung", "Take in the supplement")}>
      {items.length > 0 && (
        <ul>
          {items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      )}
      <FileField
        label={t("Giấy tờ bổ sung", "The papers")}
        purpose={{}}
        mediaTypes={MEDIA_TYPES}
        maxBytes={MAX_BYTES}
        files={typed.files}
        onAdd={(file) => keep((before) => ({ ...before, files: [...before.files, file] }))}
        onRemove={(file) => keep((before) => ({ ...before, files: before.files.filter((one) => one !== file) }))}
      />
      <TextField label={t("Ghi chú", "Note")} rows={2} value={typed.note} onChange={(note) => keep({ ...typed, note })} />
    </MoveForm>
  );
}
