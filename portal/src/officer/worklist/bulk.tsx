/** Accepting several dossiers: one after the other, each with its own outcome. */
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { ProgressBar } from "react-aria-components";
import { Link } from "wouter";
import { answer, api } from "../../api/client";
import { asProblem, type Problem } from "../../api/problems";
import { Button } from "../../parts/fields";
import { Note } from "../../parts/page";
import { moment } from "../../words/format";
import { useLanguage } from "../../words/language";
import type { Line } from "./lines";

interface Outcome {
  dossier: string;
  due: string | null;
  problem: Problem | null;
}

interface Bulk {
  outcomes: readonly Outcome[];
  total: number;
  isRunning: boolean;
}

const NOTHING: Bulk = { outcomes: [], total: 0, isRunning: false };

/** Accept registered dossiers; a key stays with its dossier until there was an answer. */
export function useBulkAcceptance() {
  const queries = useQueryClient();
  const keys = useRef(new Map<string, string>());
  const [bulk, setBulk] = useState<Bulk>(NOTHING);
  const accept = async (lines: readonly Line[]) => {
    const outcomes: Outcome[] = [];
    setBulk({ outcomes, total: lines.length, isRunning: true });
    for (const line of lines) {
      outcomes.push(await acceptOne(line, keys.current));
      setBulk({ outcomes: [...outcomes], total: lines.length, isRunning: outcomes.length < lines.length });
    }
    await queries.invalidateQueries({ queryKey: ["worklist"] });
  };
  return { ...bulk, accept, dismiss: () => setBulk(NOTHING) };
}

async function acceptOne(line: Line, keys: Map<string, string>): Promise<Outcome> {
  const key = keys.get(line.dossier_id) ?? crypto.randomUUID();
  keys.set(line.dossier_id, key);
  try {
    const accepted = await answer(
      api.POST("/processing/dossiers/{dossier_id}/acceptance", {
        params: { path: { dossier_id: line.dossier_id }, header: { "Idempotency-Key": key } },
        headers: { "If-Match": `"${line.version}"` },
        body: {},
      }),
    );
    keys.delete(line.dossier_id);
    return { dossier: line.dossier_id, due: accepted.clock.due_at ?? null, problem: null };
  } catch (error) {
    const problem = asProblem(error);
    if (problem.status >= 400 && problem.status < 500 && problem.status !== 429) keys.delete(line.dossier_id);
    return { dossier: line.dossier_id, due: null, problem };
  }
}

/** How far the acceptance is, then what became of each dossier. */
export function BulkOutcome({ bulk, dismiss }: { bulk: Bulk; dismiss: () => void }) {
  const { t } = useLanguage();
  if (bulk.total === 0) return null;
  const failed = bulk.outcomes.filter(({ problem }) => problem !== null).length;
  const done = bulk.outcomes.length - failed;
  return (
    <section aria-label={t("Kết quả tiếp nhận", "Outcome of the acceptance")}>
      <Note kind={bulk.isRunning ? "info" : failed > 0 ? "warn" : "good"}>
        {bulk.isRunning && <Progress done={bulk.outcomes.length} total={bulk.total} />}
        <p role="status">
          <strong>
            {!bulk.isRunning &&
              t(`Đã tiếp nhận ${done} hồ sơ, ${failed} không tiếp nhận được.`, `${done} accepted, ${failed} not.`)}
          </strong>
        </p>
        <ul className="bulk-outcomes">
          {bulk.outcomes.map((outcome) => (
            <OutcomeLine key={outcome.dossier} outcome={outcome} />
          ))}
        </ul>
        {!bulk.isRunning && <Button onPress={dismiss}>{t("Đóng", "Close")}</Button>}
      </Note>
    </section>
  );
}

function Progress({ done, total }: { done: number; total: number }) {
  const { t } = useLanguage();
  return (
    <ProgressBar value={done} maxValue={total} aria-label={t("Đang tiếp nhận", "Accepting")}>
      {({ percentage = 0 }) => (
        <>
          <span>{t(`Đang tiếp nhận ${done}/${total}…`, `Accepting ${done} of ${total}…`)}</span>
          <span className="bulk-progress">
            <span style={{ width: `${percentage}%` }} />
          </span>
        </>
      )}
    </ProgressBar>
  );
}

function OutcomeLine({ outcome }: { outcome: Outcome }) {
  const { t, language } = useLanguage();
  const { dossier, due, problem } = outcome;
  return (
    <li>
      <Link href={`/worklist/${dossier}`}>{dossier}</Link>
      {": "}
      {problem === null ? (
        <>
          {t("đã tiếp nhận", "accepted")}
          {due !== null && `, ${t("hẹn trả", "due")} ${moment(due, language)}`}
        </>
      ) : (
        <>
          {problem.title(language)} {problem.detail(language)}
        </>
      )}
    </li>
  );
}
