/** That the draft is kept on this device, and how to delete it. */
import { useState } from "react";
import { Button } from "../../parts/button";
import { Note } from "../../parts/page";
import { moment } from "../../words/format";
import { useLanguage } from "../../words/language";
import { Confirm } from "../../parts/confirm";
import { useOnline } from "../online";
import type { Draft } from "./draft";
import type { Drafting } from "./use-draft";

interface DraftStateProps {
  drafting: Drafting;
  draft: Draft;
  onDiscard: () => void;
}

export function DraftState({ drafting, draft, onDiscard }: DraftStateProps) {
  const { t, language } = useLanguage();
  const [asking, setAsking] = useState(false);
  const isOnline = useOnline();
  const { restored, keeping, discard } = drafting;
  return (
    <div className="draft-state">
      {!isOnline && (
        <Note kind="warn">
          {t("Đang mất mạng. Bạn vẫn điền tiếp được; bản nháp được giữ trên máy này.", "There is no network. You can go on; the draft is kept on this device.")}
        </Note>
      )}
      {restored && (
        <Note>
          {t("Đã mở lại bản nháp lưu lúc", "Your draft was restored, as of")} {moment(new Date(draft.savedAt).toISOString(), language)}.
        </Note>
      )}
      <p className="fine draft-line">
        <span aria-live="polite">
          {keeping === "failed"
            ? t("Máy này không lưu được bản nháp; đừng đóng trang trước khi nộp.", "This device cannot keep a draft; do not close the page before you submit.")
            : t("Bản nháp tự lưu trên máy này.", "The draft keeps itself on this device.")}
        </span>
        <Button look="quiet" onPress={() => setAsking(true)}>
          {t("Xóa bản nháp", "Delete the draft")}
        </Button>
      </p>
      <Confirm
        isOpen={asking}
        title={t("Xóa bản nháp?", "Delete the draft?")}
        yes={t("Xóa", "Delete")}
        danger
        onAnswer={(agreed) => {
          setAsking(false);
          if (agreed) void discard().then(onDiscard);
        }}
      >
        {t("Những gì bạn đã điền và các tệp đã tải lên sẽ không còn.", "What you filled in and the files you uploaded will be gone.")}
      </Confirm>
    </div>
  );
}
