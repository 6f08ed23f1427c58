/** What administrators of the province do to the reports: a schedule once more, the counters anew. */
import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { Link } from "wouter";
import { answer, api } from "../../api/client";
import type { Problem } from "../../api/problems";
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

interface Run {
  kind: Kind;
  on: string;
}

function RunAgain() {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const [wanted, setWanted] = useState<Run>(() => ({ kind: "daily", on: today() }));
  const run = useIntent(
    (_: void, key: string) =>
      answer(api.POST("/reports/runs", { params: { header: { "Idempotency-Key": key } }, body: wanted })),
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
          "Dùng khi một lần chạy theo lịch bị lỗi. Báo cáo không đổi thì giữ nguyên, không ai nhận thư hai lần.",
          "For a run that died. Reports that are the same stay as they are, and nobody gets one twice.",
        )}
      </p>
      <Schedule run={wanted} onChange={setWanted} problem={run.error} />
      {run.error !== null && <ProblemNote error={run.error} />}
      <div role="status">{run.data !== undefined && <Ran run={run.data} />}</div>
      <Button type="submit" isPending={run.isPending}>
        {t("Chạy lại", "Run it again")}
      </Button>
    </form>
  );
}

interface ScheduleProps {
  run: Run;
  onChange: (run: Run) => void;
  problem: Problem | null;
}

function Schedule({ run, onChange, problem }: ScheduleProps) {
  const { t, language } = useLanguage();
  return (
    <>
      <Radios
        label={t("Lịch", "Schedule")}
        isRequired
        value={run.kind}
        onChange={(kind) => onChange({ ...run, kind: kind as Kind })}
        options={(Object.keys(KINDS) as Kind[]).map((id) => ({
          id,
          label: t(...KINDS[id].name),
          description: t(...KINDS[id].about),
        }))}
        error={problem?.of("/kind", language)}
      />
      <TextField
        type="date"
        label={t("Như chạy vào ngày", "As it runs on")}
        isRequired
        value={run.on}
        onChange={(on) => onChange({ ...run, on })}
        error={problem?.of("/on", language)}
      />
    </>
  );
}

function Ran({ run: { kind, on } }: { run: Run }) {
  const { t, language } = useLanguage();
  const name = t(...KINDS[kind].name).toLowerCase();
  const date = day(on, language);
  return (
    <Note kind="good">
      {t(`Đã chạy lịch ${name} của ngày ${date}; `, `The ${name} schedule of ${date} was run; `)}
      <Link href="/reports?tab=made">{t("xem báo cáo đã có", "see the reports made")}</Link>.
    </Note>
  );
}
