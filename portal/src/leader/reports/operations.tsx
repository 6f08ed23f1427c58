/** What administrators of the province do to the reports: a schedule once more, the counters anew. */
import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { answer, api } from "../../api/client";
import { Button, Radios, TextField } from "../../parts/fields";
import { useIntent } from "../../parts/intent";
import { Note, ProblemNote, Skeleton } from "../../parts/page";
import { day, today } from "../../words/format";
import { useLanguage } from "../../words/language";
import { useIsTop } from "./agency-field";
import { Rebuilding } from "./rebuilding";
import { KINDS, type Kind } from "./words";

export function Operations() {
  const { t } = useLanguage();
  const isTop = useIsTop();
  if (isTop === undefined) return <Skeleton lines={8} />;
  if (!isTop) {
    return (
      <Note>{t("Phần này dành cho quản trị viên của cơ quan cấp tỉnh.", "This is for administrators of the province's own agency.")}</Note>
    );
  }
  return (
    <>
      <RunAgain />
      <Rebuilding />
    </>
  );
}

function RunAgain() {
  const { t, language } = useLanguage();
  const queries = useQueryClient();
  const [kind, setKind] = useState<Kind>("daily");
  const [on, setOn] = useState(today());
  const run = useIntent(
    (_: void, key: string) => answer(api.POST("/reports/runs", { params: { header: { "Idempotency-Key": key } }, body: { kind, on } })),
    () => void queries.invalidateQueries({ queryKey: ["reports"] }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!run.isPending) run.mutate();
  };
  return (
    <form onSubmit={submit} className="asking">
      <h2>{t("Chạy lại lịch báo cáo", "Run a schedule again")}</h2>
      <p>
        {t(
          "Dùng khi một lần chạy theo lịch bị lỗi. Chạy lại không gây hại: báo cáo không đổi thì giữ nguyên, không ai nhận thư hai lần.",
          "For a run that died. Running it again does no harm: reports that are the same stay as they are, and nobody gets one twice.",
        )}
      </p>
      <Radios
        label={t("Lịch", "Schedule")}
        isRequired
        value={kind}
        onChange={(chosen) => setKind(chosen as Kind)}
        options={(Object.keys(KINDS) as Kind[]).map((id) => ({ id, label: t(...KINDS[id].name), description: t(...KINDS[id].about) }))}
        error={run.error?.of("/kind", language)}
      />
      <TextField
        type="date"
        label={t("Như chạy vào ngày", "As it runs on")}
        isRequired
        value={on}
        onChange={setOn}
        error={run.error?.of("/on", language)}
      />
      {run.error !== null && <ProblemNote error={run.error} />}
      <div role="status">
        {run.data !== undefined && (
          <Note kind="good">
            {t(
              `Đã chạy lịch ${t(...KINDS[run.data.kind].name).toLowerCase()} của ngày ${day(run.data.on, language)}; xem ở mục Báo cáo đã có.`,
              `The ${t(...KINDS[run.data.kind].name).toLowerCase()} schedule of ${day(run.data.on, language)} was run; see Reports made.`,
            )}
          </Note>
        )}
      </div>
      <Button type="submit" isPending={run.isPending}>
        {t("Chạy lại", "Run it again")}
      </Button>
    </form>
  );
}
