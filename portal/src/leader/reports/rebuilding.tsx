/** Counting every event anew beside the counters in use, and deciding which of the two is read. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "../../api/client";
import type { components } from "../../api/generated/reports";
import type { Problem } from "../../api/problems";
import { Confirm } from "../../parts/confirm";
import { Button } from "../../parts/fields";
import { useIntent } from "../../parts/intent";
import { Found, Note, ProblemNote } from "../../parts/page";
import type { Words } from "../../parts/schema";
import { count, moment } from "../../words/format";
import { useLanguage } from "../../words/language";
import { Compared } from "./comparison";
import { Bar } from "./making";
import { useBackoff } from "./reading";

type Rebuild = components["schemas"]["RebuildView"];
type State = Rebuild["state"];

const KEPT = "motcua.rebuild";
const STATES: Record<State, Words> = {
  counting: ["Đang đếm lại mọi sự kiện", "Counting every event anew"],
  comparing: ["Đang so sánh hai bản", "Comparing the two versions"],
  confirming: ["Đang xem lại các ô khác nhau", "Looking at the differences once more"],
  complete: ["Đã xong, chờ quyết định", "Complete, to be decided"],
  switched: ["Đã dùng bản mới", "The new version is in use"],
  abandoned: ["Đã bỏ bản mới", "The new version was given up"],
};
const RUNNING: readonly State[] = ["counting", "comparing", "confirming"];

export function Rebuilding() {
  const { t } = useLanguage();
  const [id, setId] = useState(() => localStorage.getItem(KEPT) ?? "");
  const queries = useQueryClient();
  const show = (found: string) => {
    localStorage.setItem(KEPT, found);
    setId(found);
  };
  const start = useIntent(
    (_: void, key: string) => answer(api.POST("/reports/rebuilds", { params: { header: { "Idempotency-Key": key } } })),
    (rebuild) => {
      queries.setQueryData(["rebuild", rebuild.rebuild_id], rebuild);
      show(rebuild.rebuild_id);
    },
  );
  const running = runningOf(start.error);
  return (
    <section aria-labelledby="rebuild">
      <h2 id="rebuild">{t("Tính lại số liệu", "Rebuild the counters")}</h2>
      <p>
        {t(
          "Đếm lại mọi sự kiện thành một bản số liệu mới bên cạnh bản đang dùng rồi so sánh. Bản đang dùng không đổi cho đến khi bạn quyết định.",
          "Every event is counted anew into a version beside the one in use, and both are compared. The one in use stays until you decide.",
        )}
      </p>
      {start.error !== null && <ProblemNote error={start.error} />}
      <div className="actions">
        <Button isPending={start.isPending} onPress={() => start.mutate()}>
          {t("Bắt đầu tính lại", "Start a rebuild")}
        </Button>
        {running !== null && running !== id && (
          <Button onPress={() => show(running)}>{t("Xem lần đang chạy", "See the one that runs")}</Button>
        )}
      </div>
      {id !== "" && <One key={id} id={id} />}
    </section>
  );
}

/** The rebuild that is not decided yet, which the refusal of another one names in its words. */
function runningOf(problem: Problem | null): string | null {
  return /\b[0-9a-f]{32}\b/.exec(problem?.detail("en") ?? "")?.[0] ?? null;
}

function One({ id }: { id: string }) {
  const next = useBackoff();
  const query = useQuery({
    queryKey: ["rebuild", id],
    queryFn: () => answer(api.GET("/reports/rebuilds/{rebuild_id}", { params: { path: { rebuild_id: id } } })),
    refetchInterval: ({ state: { data } }) => next(data !== undefined && RUNNING.includes(data.state) ? data.state : null),
  });
  return (
    <Found query={query} lines={5}>
      {(rebuild) => <Shown rebuild={rebuild} />}
    </Found>
  );
}

function Shown({ rebuild }: { rebuild: Rebuild }) {
  const { t, language } = useLanguage();
  const { progress, state } = rebuild;
  const events = t(`${count(progress.events, language)} sự kiện`, `${count(progress.events, language)} events`);
  const isRunning = RUNNING.includes(state);
  return (
    <section className="card rebuild" aria-label={t("Lần tính lại", "The rebuild")}>
      <p role="status">
        <span className={state === "complete" ? "badge badge-warn" : "badge badge-main"}>{t(...STATES[state])}</span>
      </p>
      <p className="fine">
        {t("Bản", "Version")} {rebuild.version} · {t("bắt đầu lúc", "begun at")} {moment(rebuild.asked_at, language)} · {events}
      </p>
      {isRunning && (
        <Bar
          label={t("Tính lại số liệu", "Rebuilding")}
          share={progress.percent / 100}
          words={`${progress.percent} % · ${events}`}
        />
      )}
      <Uncountable rebuild={rebuild} />
      {rebuild.comparison != null && <Compared comparison={rebuild.comparison} />}
      {(isRunning || state === "complete") && <Decide rebuild={rebuild} />}
    </section>
  );
}

/** Events that lack what they must say: they are in no version. */
function Uncountable({ rebuild: { progress, uncountable = [] } }: { rebuild: Rebuild }) {
  const { t, language } = useLanguage();
  if (progress.uncounted === 0) return null;
  return (
    <Note kind="warn">
      {count(progress.uncounted, language)} {t("sự kiện không đếm được", "events could not be counted")}: {uncountable.join(", ")}
    </Note>
  );
}

type Decision = "switch" | "abandon";

function useDeciding(id: string) {
  const queries = useQueryClient();
  return useIntent((decision: Decision, key: string) => {
    const params = { path: { rebuild_id: id }, header: { "Idempotency-Key": key } };
    const decided =
      decision === "switch"
        ? api.POST("/reports/rebuilds/{rebuild_id}/switch", { params })
        : api.POST("/reports/rebuilds/{rebuild_id}/abandon", { params });
    return answer(decided).finally(() => void queries.invalidateQueries({ queryKey: ["rebuild", id] }));
  });
}

const QUESTIONS: Record<Decision, { title: Words; yes: Words }> = {
  switch: { title: ["Dùng bản số liệu mới?", "Use the new version?"], yes: ["Dùng bản mới", "Use it"] },
  abandon: { title: ["Bỏ bản số liệu mới?", "Give the new version up?"], yes: ["Bỏ", "Give it up"] },
};

/** Either decision is final, so it is asked for twice. */
function Decide({ rebuild: { rebuild_id, state, comparison } }: { rebuild: Rebuild }) {
  const { t } = useLanguage();
  const [asking, setAsking] = useState<Decision | null>(null);
  const decide = useDeciding(rebuild_id);
  const settle = (agreed: boolean) => {
    if (agreed && asking !== null) decide.mutate(asking, { onSettled: () => setAsking(null) });
    else setAsking(null);
  };
  const { title, yes } = QUESTIONS[asking ?? "switch"];
  return (
    <>
      {decide.error !== null && <ProblemNote error={decide.error} />}
      <div className="actions">
        {state === "complete" && (
          <Button look="main" onPress={() => setAsking("switch")}>
            {t("Dùng bản mới", "Use the new version")}
          </Button>
        )}
        <Button look="danger" onPress={() => setAsking("abandon")}>
          {t("Bỏ bản mới", "Give the new version up")}
        </Button>
      </div>
      <Confirm
        isOpen={asking !== null}
        title={t(...title)}
        yes={t(...yes)}
        danger={asking === "abandon"}
        isPending={decide.isPending}
        onAnswer={settle}
      >
        {asking === "abandon" ? <Abandoning /> : <Switching differing={comparison?.differing ?? 0} />}
      </Confirm>
    </>
  );
}

function Switching({ differing }: { differing: number }) {
  const { t, language } = useLanguage();
  const cells = count(differing, language);
  return t(
    `Mọi báo cáo sẽ đọc bản mới (${cells} ô khác bản cũ). Bản cũ sẽ bị xóa.`,
    `Every report will read the new version (${cells} cells differ). The old one is removed.`,
  );
}

function Abandoning() {
  const { t } = useLanguage();
  return t(
    "Báo cáo tiếp tục đọc bản đang dùng. Bản mới sẽ bị xóa.",
    "Reports go on reading the one in use. The new one is removed.",
  );
}
