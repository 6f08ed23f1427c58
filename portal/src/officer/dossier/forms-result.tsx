/** The result: recorded with its documents, and handed over. */
import { api } from "../../api/client";
import type { components } from "../../api/generated/processing";
import { FileField } from "../../parts/file-field";
import { Radios, TextField } from "../../parts/fields";
import { MAX_BYTES, MEDIA_TYPES, type SentFile } from "../../parts/upload";
import { today } from "../../words/format";
import { useLanguage } from "../../words/language";
import { useKept } from "../parts/kept";
import type { Send } from "./file";
import { LateReasonField, type LateReason } from "./late-reason";
import { MoveForm, useErrorOf, type MoveProps } from "./move-form";

type Outcome = components["schemas"]["Resolution"]["outcome"];
type Method = components["schemas"]["Return"]["method"];

const UNRESOLVED = {
  outcome: "granted" as Outcome,
  number: "",
  signedBy: "",
  signedOn: "",
  files: [] as SentFile[],
  late: "" as LateReason | "",
};
type Typed = typeof UNRESOLVED;

/** Record the result with its documents; it is not handed over yet. */
export function Resolve(move: MoveProps) {
  const { t } = useLanguage();
  const [typed, keep, forget] = useKept(`${move.dossier.dossier_id}.resolve`, UNRESOLVED);
  const signedOn = typed.signedOn || today();
  const make = (): Send => async (init) => {
    const body = {
      outcome: typed.outcome,
      number: typed.number.trim(),
      signed_by: typed.signedBy.trim(),
      signed_on: signedOn,
      documents: typed.files.map(({ upload_id }) => ({ upload_id, component: "" })),
      late_reason: typed.late || null,
    };
    const sent = await api.POST("/processing/dossiers/{dossier_id}/resolution", { ...init, body });
    forget();
    return sent;
  };
  const given = {
    "/number": typed.number.trim() !== "",
    "/signed_by": typed.signedBy.trim() !== "",
    "/documents": typed.files.length > 0,
  };
  return (
    <MoveForm {...move} given={given} make={make} submit={t("Ghi kết quả", "Record the result")}>
      <Decision typed={typed} signedOn={signedOn} keep={(next) => keep((before) => ({ ...before, ...next }))} />
      <Files typed={typed} keep={keep} />
      {move.dossier.clock.standing === "late" && <Late typed={typed} keep={keep} />}
    </MoveForm>
  );
}

interface DecisionProps {
  typed: Typed;
  signedOn: string;
  keep: (next: Partial<Typed>) => void;
}

function Decision({ typed, signedOn, keep }: DecisionProps) {
  const { t } = useLanguage();
  const errorOf = useErrorOf();
  return (
    <>
      <Radios
        label={t("Kết quả", "Outcome")}
        isRequired
        value={typed.outcome}
        onChange={(outcome) => keep({ outcome: outcome as Outcome })}
        options={[
          { id: "granted", label: t("Giải quyết, cấp giấy tờ", "Granted") },
          { id: "denied", label: t("Không giải quyết, trả lời có lý do", "Denied, with reasons") },
        ]}
      />
      <TextField
        label={t("Số văn bản", "Document number")}
        isRequired
        maxLength={200}
        value={typed.number}
        onChange={(number) => keep({ number })}
        error={errorOf("/number")}
      />
      <TextField
        label={t("Người ký", "Signed by")}
        isRequired
        maxLength={200}
        value={typed.signedBy}
        onChange={(signedBy) => keep({ signedBy })}
        error={errorOf("/signed_by")}
      />
      <TextField
        label={t("Ngày ký", "Signed on")}
        isRequired
        type="date"
        value={signedOn}
        onChange={(day) => keep({ signedOn: day })}
        error={errorOf("/signed_on")}
      />
    </>
  );
}

interface PartProps {
  typed: Typed;
  keep: (change: (before: Typed) => Typed) => void;
}

function Files({ typed, keep }: PartProps) {
  const { t } = useLanguage();
  const errorOf = useErrorOf();
  return (
    <FileField
      label={t("Văn bản kết quả", "The result's documents")}
      isRequired
      purpose={{}}
      mediaTypes={MEDIA_TYPES}
      maxBytes={MAX_BYTES}
      files={typed.files}
      onAdd={(file) => keep((before) => ({ ...before, files: [...before.files, file] }))}
      onRemove={(file) => keep((before) => ({ ...before, files: before.files.filter((one) => one !== file) }))}
      error={errorOf("/documents")}
    />
  );
}

function Late({ typed, keep }: PartProps) {
  const errorOf = useErrorOf();
  return (
    <LateReasonField
      value={typed.late}
      onChange={(late) => keep((before) => ({ ...before, late }))}
      error={errorOf("/late_reason")}
    />
  );
}

const UNRETURNED = { method: "counter" as Method, note: "" };

/** Hand the result over. */
export function ReturnResult(move: MoveProps) {
  const { t } = useLanguage();
  const [typed, keep, forget] = useKept(`${move.dossier.dossier_id}.return`, UNRETURNED);
  const make = (): Send => async (init) => {
    const sent = await api.POST("/processing/dossiers/{dossier_id}/return", { ...init, body: typed });
    forget();
    return sent;
  };
  return (
    <MoveForm {...move} make={make} submit={t("Trả kết quả", "Hand over the result")}>
      <Radios
        label={t("Trả bằng cách nào", "How it is handed over")}
        isRequired
        value={typed.method}
        onChange={(method) => keep({ ...typed, method: method as Method })}
        options={[
          { id: "counter", label: t("Tại quầy", "At the counter") },
          { id: "post", label: t("Qua bưu chính", "By post") },
          { id: "online", label: t("Trực tuyến", "Online") },
        ]}
      />
      <TextField
        label={t("Ghi chú", "Note")}
        rows={2}
        maxLength={2000}
        value={typed.note}
        onChange={(note) => keep({ ...typed, note })}
      />
    </MoveForm>
  );
}
