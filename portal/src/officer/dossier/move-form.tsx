/** The frame of every move's form: what is missing, what the service found wrong, one button. */
import { createContext, use, useRef, useState, type FormEvent, type ReactNode } from "react";
import type { Problem } from "../../api/problems";
import { Button } from "../../parts/fields";
import { Note, ProblemNote } from "../../parts/page";
import { useUnsent } from "../../parts/unsent";
import { useLanguage } from "../../words/language";
import { useFirstField, useFirstWrong } from "../../parts/focus";
import type { DossierFile, Send } from "./file";

/** What every move's form is given. */
export interface MoveProps {
  dossier: DossierFile;
  send: (send: Send) => void;
  close: () => void;
  isPending: boolean;
  /** Why the last attempt did not succeed. */
  problem: Problem | null;
  /** Whether the dossier may still be moved this way. */
  isLegal: boolean;
}

interface MoveFormProps extends MoveProps {
  /** By the field's pointer, whether a field that must be filled in is. */
  given?: Readonly<Record<string, boolean>>;
  /** What is sent once nothing is missing. */
  make: () => Send;
  submit: string;
  isDanger?: boolean;
  children?: ReactNode;
}

type ErrorOf = (pointer: string) => string | undefined;
const Errors = createContext<ErrorOf>(() => undefined);

/** What is wrong with a field of the form around it, by the field's pointer. */
export function useErrorOf(): ErrorOf {
  return use(Errors);
}

export function MoveForm({ given = {}, make, submit, isDanger = false, children, ...move }: MoveFormProps) {
  const { t, language } = useLanguage();
  const [tried, setTried] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  const files = useUnsent();
  useFirstField(form);
  useFirstWrong(form, tried, move.problem);
  const missing = Object.keys(given).filter((pointer) => given[pointer] === false);
  const errorOf: ErrorOf = (pointer) =>
    tried > 0 && !move.isPending && missing.includes(pointer)
      ? t("Chưa điền mục này.", "This is missing.")
      : move.problem?.of(pointer, language);
  const go = (event: FormEvent) => {
    event.preventDefault();
    if (files.isHeld()) return;
    setTried(tried + 1);
    if (missing.length === 0 && move.isLegal && !move.isPending) move.send(make());
  };
  return (
    <form ref={form} noValidate onSubmit={go} className="move-form">
      <Errors value={errorOf}>{children}</Errors>
      {files.note}
      <Trouble {...move} />
      <div className="actions">
        <Button type="submit" look={isDanger ? "danger" : "main"} isPending={move.isPending} isDisabled={!move.isLegal}>
          {move.isPending ? t("Đang gửi…", "Sending…") : submit}
        </Button>
        <Button onPress={move.close}>{t("Hủy", "Cancel")}</Button>
      </div>
    </form>
  );
}

function Trouble({ problem, isLegal, dossier }: MoveProps) {
  const { t, language } = useLanguage();
  const status = language === "vi" ? dossier.status_name : dossier.status_name_en;
  if (!isLegal) {
    return (
      <div role="alert">
        <Note kind="warn">
          <strong>{t("Hồ sơ đã thay đổi", "The dossier has changed")}</strong>
          <p>
            {t(
              `Người khác vừa xử lý hồ sơ này; hiện là “${status}” nên không làm việc này được nữa. Nội dung đã nhập vẫn còn ở đây.`,
              `Somebody has just worked on this dossier; it is now “${status}”, so this can no longer be done. What you typed is still here.`,
            )}
          </p>
        </Note>
      </div>
    );
  }
  if (problem === null) return null;
  if (problem.slug !== "stale-version") return <ProblemNote error={problem} />;
  return (
    <div role="alert">
      <Note kind="warn">
        <strong>{t("Hồ sơ vừa được người khác cập nhật", "Somebody has just updated this dossier")}</strong>
        <p>
          {t(
            `Trạng thái mới nhất đã được tải: “${status}”. Nội dung bạn nhập vẫn còn; hãy xem lại rồi gửi lần nữa.`,
            `Its latest state was loaded: “${status}”. What you typed is kept; please check and send it again.`,
          )}
        </p>
      </Note>
    </div>
  );
}
