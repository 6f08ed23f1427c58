/** Handing in: the button, what stands in its way, and the network that may be away. */
import { Link } from "wouter";
import type { Problem } from "../../api/problems";
import { Button } from "../../parts/button";
import { Note, ProblemNote } from "../../parts/page";
import { useLanguage } from "../../words/language";
import { Confirm } from "../../parts/confirm";
import { useFocusOn } from "../focus";
import { useOnline } from "../online";
import type { Draft } from "./draft";
import type { Drafting } from "./use-draft";
import type { Sending } from "./use-sending";

interface HandingProps {
  draft: Draft;
  change: Drafting["change"];
  sending: Sending;
  isComplete: boolean;
  onMend: () => void;
}

export function Handing({ draft, change, sending, isComplete, onMend }: HandingProps) {
  const { t } = useLanguage();
  const isOnline = useOnline();
  const { isSending, problem, send } = sending;
  const trouble = useFocusOn(problem);
  if (!isComplete) {
    return (
      <Note kind="warn">
        <p>{t("Hồ sơ còn mục chưa điền đủ.", "Something is still missing.")}</p>
        <Button onPress={onMend}>{t("Đến mục còn thiếu", "Go to what is missing")}</Button>
      </Note>
    );
  }
  return (
    <section aria-label={t("Nộp hồ sơ", "Submit")}>
      <p>
        {t("Khi nộp, bạn cam đoan những điều đã khai là đúng sự thật.", "By submitting you declare that what you filled in is true.")}
      </p>
      <div aria-live="polite" ref={trouble} tabIndex={-1} className="told">
        {isSending && <p className="visually-hidden">{t("Đang nộp hồ sơ…", "Submitting…")}</p>}
        {draft.waiting && (
          <Note kind="warn">
            {t("Chưa nộp được vì mất mạng. Khi có mạng, hệ thống sẽ hỏi bạn để nộp.", "Not submitted: there is no network. When it is back you will be asked.")}
          </Note>
        )}
        <Trouble draft={draft} problem={problem} isSending={isSending} />
      </div>
      <div className="actions">
        <Button look="main" isDisabled={isSending} onPress={() => (isOnline ? void send() : change({ waiting: true }))}>
          {isSending ? t("Đang nộp…", "Submitting…") : t("Nộp hồ sơ", "Submit")}
        </Button>
      </div>
      <Confirm
        isOpen={draft.waiting && isOnline && !isSending}
        title={t("Đã có mạng trở lại", "The network is back")}
        yes={t("Nộp hồ sơ", "Submit")}
        onAnswer={(agreed) => (agreed ? void send() : change({ waiting: false }))}
      >
        {t("Nộp hồ sơ ngay bây giờ?", "Submit the dossier now?")}
      </Confirm>
    </section>
  );
}

/** What went wrong, and whether the dossier may exist all the same. */
function Trouble({ draft, problem, isSending }: { draft: Draft; problem: Problem | null; isSending: boolean }) {
  const { t } = useLanguage();
  if (isSending) return null;
  if (problem?.slug === "key-reused") {
    return (
      <Note kind="warn">
        <p>
          {t(
            "Hồ sơ này đã được nộp trước khi bạn sửa. Hãy xem trong Hồ sơ của tôi; nếu muốn nộp hồ sơ khác, hãy xóa bản nháp này.",
            "This dossier was submitted before you changed it. Look under My dossiers; to submit another one, delete this draft.",
          )}
        </p>
        <Link href="/my">{t("Hồ sơ của tôi", "My dossiers")}</Link>
      </Note>
    );
  }
  return (
    <>
      {problem !== null && <ProblemNote error={problem} />}
      {draft.sentAt !== null && (
        <Note kind="warn">
          <p>
            {t(
              "Lần nộp trước chưa có trả lời. Hãy nộp lại: dù lần trước đã đến nơi, vẫn chỉ có một hồ sơ.",
              "The last try was not answered. Submit again: even if it arrived there will be one dossier only.",
            )}
          </p>
        </Note>
      )}
    </>
  );
}
