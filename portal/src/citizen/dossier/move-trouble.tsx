/** Why a move did not happen; one that came too late finds the dossier loaded anew. */
import type { Problem } from "../../api/problems";
import { Note, ProblemNote } from "../../parts/page";
import { useLanguage } from "../../words/language";

/** Whether the dossier moved between being read and the move. */
export function isStale(problem: Problem | null): boolean {
  return problem?.slug === "stale-version" || problem?.slug === "illegal-move";
}

export function MoveTrouble({ problem }: { problem: Problem | null }) {
  const { t } = useLanguage();
  if (problem === null) return null;
  if (!isStale(problem)) return <ProblemNote error={problem} />;
  return (
    <Note kind="warn">
      {t(
        "Hồ sơ vừa thay đổi và đã được tải lại. Những gì bạn nhập vẫn còn; hãy xem lại rồi gửi lần nữa nếu vẫn cần.",
        "The dossier has just moved and was loaded anew. What you entered is kept; look at it and send again if you still need to.",
      )}
    </Note>
  );
}
