/** Moves that need nothing, a note or a reason. */
import { api } from "../../api/client";
import { TextField } from "../../parts/fields";
import { moment } from "../../words/format";
import { useLanguage } from "../../words/language";
import { useKept } from "../parts/kept";
import type { Send } from "./file";
import { MoveForm, useErrorOf, type MoveProps } from "./move-form";

const BLANK = { text: "" };

/** Receive a submitted dossier; its clock starts. */
export function Accept(move: MoveProps) {
  const { t } = useLanguage();
  const send: Send = (init) => api.POST("/processing/dossiers/{dossier_id}/acceptance", { ...init, body: {} });
  return (
    <MoveForm {...move} make={() => send} submit={t("Tiếp nhận", "Accept")}>
      <p>
        {t(
          "Hồ sơ được tiếp nhận, thời hạn giải quyết bắt đầu tính và giấy tiếp nhận được lập.",
          "The dossier is received, its time starts to run and the receipt is made.",
        )}
      </p>
    </MoveForm>
  );
}

/** Close a request for supplement whose deadline has passed. */
export function ExpireSupplement(move: MoveProps) {
  const { t, language } = useLanguage();
  const send: Send = (init) => api.POST("/processing/dossiers/{dossier_id}/supplement-expiry", { ...init, body: {} });
  const deadline = move.dossier.supplement?.deadline;
  return (
    <MoveForm {...move} make={() => send} submit={t("Kết thúc chờ bổ sung", "Close the request")} isDanger>
      <p>
        {deadline !== undefined && t(`Hạn bổ sung là ${moment(deadline, language)}. `, `The supplement was due by ${moment(deadline, language)}. `)}
        {t("Người nộp nhận được thông báo.", "The applicant is told.")}
      </p>
    </MoveForm>
  );
}

interface WrittenProps extends MoveProps {
  name: string;
  pointer: string;
  label: string;
  hint?: string;
  submit: string;
  isRequired?: boolean;
  isDanger?: boolean;
  to: (text: string) => Send;
}

/** A move with one text: a reason that the applicant reads, or a note for the timeline. */
function Written({ name, pointer, label, hint, submit, isRequired = false, isDanger = false, to, ...move }: WrittenProps) {
  const [kept, keep, forget] = useKept(`${move.dossier.dossier_id}.${name}`, BLANK);
  const make = (): Send => async (init) => {
    const sent = await to(kept.text)(init);
    forget();
    return sent;
  };
  return (
    <MoveForm {...move} given={isRequired ? { [pointer]: kept.text.trim() !== "" } : {}} make={make} submit={submit} isDanger={isDanger}>
      <Text {...{ pointer, label, isRequired }} {...(hint === undefined ? {} : { hint })} text={kept.text} onChange={(text) => keep({ text })} />
    </MoveForm>
  );
}

interface TextProps {
  pointer: string;
  label: string;
  hint?: string;
  isRequired: boolean;
  text: string;
  onChange: (text: string) => void;
}

function Text({ pointer, text, onChange, ...field }: TextProps) {
  const errorOf = useErrorOf();
  return <TextField {...field} rows={4} maxLength={2000} value={text} onChange={onChange} error={errorOf(pointer)} />;
}

function useRead(): string {
  const { t } = useLanguage();
  return t("Người nộp đọc được nội dung này.", "The applicant reads this.");
}

/** Refuse what was not accepted yet. */
export function Refuse(move: MoveProps) {
  const { t } = useLanguage();
  const hint = useRead();
  return (
    <Written
      {...move}
      name="refuse"
      pointer="/reason"
      label={t("Lý do từ chối tiếp nhận", "Why it is refused")}
      hint={hint}
      submit={t("Từ chối tiếp nhận", "Refuse")}
      isRequired
      isDanger
      to={(reason) => (init) => api.POST("/processing/dossiers/{dossier_id}/refusal", { ...init, body: { reason } })}
    />
  );
}

/** Ask the applicant to meet a financial duty; the clock stops. */
export function AskFinancialDuty(move: MoveProps) {
  const { t } = useLanguage();
  const hint = useRead();
  return (
    <Written
      {...move}
      name="ask_financial_duty"
      pointer="/reason"
      label={t("Nghĩa vụ tài chính phải thực hiện", "The financial duty to be met")}
      hint={hint}
      submit={t("Gửi yêu cầu", "Send the request")}
      isRequired
      to={(reason) => (init) =>
        api.POST("/processing/dossiers/{dossier_id}/financial-duty-request", { ...init, body: { reason } })}
    />
  );
}

/** Record that the financial duty is met. */
export function ConfirmFinancialDuty(move: MoveProps) {
  const { t } = useLanguage();
  return (
    <Written
      {...move}
      name="confirm_financial_duty"
      pointer="/note"
      label={t("Ghi chú", "Note")}
      submit={t("Xác nhận đã thực hiện", "Confirm that it is met")}
      to={(note) => (init) =>
        api.POST("/processing/dossiers/{dossier_id}/financial-duty-confirmation", { ...init, body: { note } })}
    />
  );
}

/** Take the dossier back from the linked agency. */
export function ReceiveBack(move: MoveProps) {
  const { t } = useLanguage();
  return (
    <Written
      {...move}
      name="receive_back"
      pointer="/note"
      label={t("Ý kiến của cơ quan phối hợp", "The linked agency's opinion")}
      submit={t("Nhận lại hồ sơ", "Take back")}
      to={(note) => (init) => api.POST("/processing/dossiers/{dossier_id}/receiving-back", { ...init, body: { note } })}
    />
  );
}

/** Stop processing, with a notice to the applicant; the clock stops. */
export function Stop(move: MoveProps) {
  const { t } = useLanguage();
  const hint = useRead();
  return (
    <Written
      {...move}
      name="stop"
      pointer="/notice"
      label={t("Thông báo dừng giải quyết", "Notice that processing stops")}
      hint={hint}
      submit={t("Dừng giải quyết", "Stop processing")}
      isRequired
      isDanger
      to={(notice) => (init) => api.POST("/processing/dossiers/{dossier_id}/stop", { ...init, body: { notice } })}
    />
  );
}

/** Take up a stopped dossier again. */
export function Resume(move: MoveProps) {
  const { t } = useLanguage();
  return (
    <Written
      {...move}
      name="resume"
      pointer="/note"
      label={t("Ghi chú", "Note")}
      submit={t("Tiếp tục giải quyết", "Resume processing")}
      to={(note) => (init) => api.POST("/processing/dossiers/{dossier_id}/resumption", { ...init, body: { note } })}
    />
  );
}

/** Take back a result that was recorded by mistake; the leader answers for the reason. */
export function Correct(move: MoveProps) {
  const { t } = useLanguage();
  return (
    <Written
      {...move}
      name="correct"
      pointer="/reason"
      label={t("Vì sao kết quả phải thu hồi", "Why the result is taken back")}
      submit={t("Thu hồi kết quả", "Take the result back")}
      isRequired
      isDanger
      to={(reason) => (init) => api.POST("/processing/dossiers/{dossier_id}/correction", { ...init, body: { reason } })}
    />
  );
}

/** Withdraw the dossier at the applicant's wish. */
export function Withdraw(move: MoveProps) {
  const { t } = useLanguage();
  return (
    <Written
      {...move}
      name="withdraw"
      pointer="/reason"
      label={t("Lý do công dân rút hồ sơ", "Why the applicant withdraws")}
      submit={t("Rút hồ sơ", "Withdraw")}
      isDanger
      to={(reason) => (init) => api.POST("/intake/dossiers/{dossier_id}/withdrawal", { ...init, body: { reason } })}
    />
  );
}
