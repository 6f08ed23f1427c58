/** The citizen's own dossiers: what waits for them first, then all, and what is not submitted yet. */
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "wouter";
import { answer, api } from "../api/client";
import type { components } from "../api/generated/tracking";
import { Button } from "../parts/button";
import { Note, Page, ProblemNote, Skeleton } from "../parts/page";
import { useClaims } from "../session/session";
import { day, moment, money } from "../words/format";
import { useLanguage } from "../words/language";
import { Confirm } from "../parts/confirm";
import { isClosed, isOwnersTurn, Standing, StatusBadge } from "./dossier/standing";
import type { Draft } from "./submission/draft";
import { draftsOf, forgetDraft } from "./submission/drafts";
import "./citizen.css";

type Line = components["schemas"]["OwnLine"];
type As = "applicant" | "representative";

export default function MyDossiers() {
  const { t } = useLanguage();
  return (
    <Page
      title={t("Hồ sơ của tôi", "My dossiers")}
      actions={
        <Link href="/" className="button">
          {t("Nộp hồ sơ mới", "Submit a new one")}
        </Link>
      }
    >
      <Dues />
      <Drafts />
      <Lines as="applicant" title={t("Hồ sơ đứng tên tôi", "In my name")} isFirst />
      <Lines as="representative" title={t("Hồ sơ tôi nộp thay", "Handed in for others")} />
    </Page>
  );
}

function Dues() {
  const { t, language } = useLanguage();
  const query = useQuery({ queryKey: ["mine", "dues"], queryFn: () => answer(api.GET("/payments/dues")) });
  const dues = query.data?.items ?? [];
  if (dues.length === 0) return null;
  return (
    <Note kind="warn">
      <strong>{t("Khoản phải nộp", "To be paid")}</strong>
      <ul>
        {dues.map((due) => (
          <li key={due.dossier_id}>
            <Link href={`/my/${due.dossier_id}`}>{due.procedure_name}</Link>: {money(due.amount, language)}
          </li>
        ))}
      </ul>
    </Note>
  );
}

function Drafts() {
  const { t, language } = useLanguage();
  const subject = useClaims()?.subject ?? "";
  const queries = useQueryClient();
  const query = useQuery({ queryKey: ["drafts", subject], queryFn: () => draftsOf(subject), staleTime: 0, networkMode: "always" });
  const [doomed, setDoomed] = useState<Draft | null>(null);
  const drafts = query.data ?? [];
  if (drafts.length === 0) return null;
  const decide = (agreed: boolean) => {
    setDoomed(null);
    if (!agreed || doomed === null) return;
    void forgetDraft(subject, doomed.procedure).then(() => queries.invalidateQueries({ queryKey: ["drafts"] }));
  };
  return (
    <section>
      <h2>{t("Chưa nộp (lưu trên máy này)", "Not submitted yet (on this device)")}</h2>
      <ul className="list">
        {drafts.map((draft) => {
          const name = language === "vi" ? draft.procedureName : draft.procedureNameEn;
          return (
            <li key={draft.procedure} className="card part-head">
              <span>
                <Link href={`/submit/${draft.procedure}`}>{name}</Link>
                <small className="law">
                  {t("Lưu lúc", "Kept at")} {moment(new Date(draft.savedAt).toISOString(), language)}
                </small>
              </span>
              <Button look="quiet" onPress={() => setDoomed(draft)} aria-label={t(`Xóa bản nháp: ${name}`, `Delete the draft: ${name}`)}>
                {t("Xóa", "Delete")}
              </Button>
            </li>
          );
        })}
      </ul>
      <Confirm isOpen={doomed !== null} title={t("Xóa bản nháp?", "Delete the draft?")} yes={t("Xóa", "Delete")} danger onAnswer={decide}>
        {language === "vi" ? doomed?.procedureName : doomed?.procedureNameEn}
      </Confirm>
    </section>
  );
}

interface LinesProps {
  as: As;
  title: string;
  isFirst?: boolean;
}

function Lines({ as, title, isFirst = false }: LinesProps) {
  const { t } = useLanguage();
  const query = useInfiniteQuery({
    queryKey: ["mine", "list", as],
    queryFn: ({ pageParam }) => answer(api.GET("/tracking/dossiers", { params: { query: { as, limit: 20, next: pageParam } } })),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });
  const all = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const lines = [...all.filter(({ status }) => isOwnersTurn(status)), ...all.filter(({ status }) => !isOwnersTurn(status))];
  if (!isFirst && lines.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      {query.isPending && <Skeleton lines={6} height={3} />}
      {query.error !== null && <ProblemNote error={query.error} retry={() => void query.refetch()} />}
      {query.data !== undefined && lines.length === 0 && <p>{t("Chưa có hồ sơ nào.", "There are none yet.")}</p>}
      <ul className="list">
        {lines.map((line) => (
          <OneLine key={line.dossier_id} line={line} />
        ))}
      </ul>
      {query.hasNextPage && (
        <Button onPress={() => void query.fetchNextPage()} isPending={query.isFetchingNextPage}>
          {t("Xem thêm", "More")}
        </Button>
      )}
    </section>
  );
}

function OneLine({ line }: { line: Line }) {
  const { t, language } = useLanguage();
  return (
    <li className={isOwnersTurn(line.status) ? "card result my-turn" : "card result"}>
      <h3>
        <Link href={`/my/${line.dossier_id}`}>{line.procedure_name}</Link>
      </h3>
      <p className="badges">
        <StatusBadge dossier={line} />
        <Standing status={line.status} clock={line} />
        {isOwnersTurn(line.status) && <strong>{t("Chờ bạn làm tiếp", "Waiting for you")}</strong>}
      </p>
      <p className="fine">
        {line.dossier_id} · {language === "vi" ? line.agency_name : line.agency_name_en} · {t("nộp", "submitted")} {day(line.submitted_at, language)}
        {line.due_at !== null && !isClosed(line.status) && ` · ${line.accepted_at === null ? t("tiếp nhận trước", "to be accepted by") : t("hẹn trả", "due")} ${moment(line.due_at, language)}`}
      </p>
    </li>
  );
}
