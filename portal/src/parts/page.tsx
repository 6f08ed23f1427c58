/** What every page has: its title, its waiting and its trouble. */
import { useEffect, useRef, type ReactNode } from "react";
import { Link as RouterLink } from "wouter";
import { asProblem, type Problem } from "../api/problems";
import { useLanguage } from "../words/language";
import { Button } from "./button";

interface PageProps {
  title: string;
  lead?: ReactNode;
  back?: { to: string; label: string };
  actions?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}

/** A page; when it opens its heading is focused, so that a screen reader says where one is. */
export function Page({ title, lead, back, actions, wide = false, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} – Một Cửa`;
    heading.current?.focus({ preventScroll: true });
  }, [title]);
  return (
    <main id="main" className={wide ? "page page-wide" : "page"}>
      {back !== undefined && (
        <RouterLink href={back.to} className="back">
          ← {back.label}
        </RouterLink>
      )}
      <div className="page-head">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {actions}
      </div>
      {lead !== undefined && <div className="lead">{lead}</div>}
      {children}
    </main>
  );
}

/** Grey lines in the shape of what is to come: nothing jumps when it does. */
export function Skeleton({ lines = 3, height = 1.25 }: { lines?: number; height?: number }) {
  const { t } = useLanguage();
  return (
    <div role="status" className="skeleton">
      <span className="visually-hidden">{t("Đang tải…", "Loading…")}</span>
      {Array.from({ length: lines }, (_, nth) => (
        <div key={nth} className="skeleton-line" style={{ height: `${height}rem` }} />
      ))}
    </div>
  );
}

/** What went wrong, in the reader's words, with the way to try again. */
export function ProblemNote({ error, retry }: { error: unknown; retry?: () => void }) {
  const { language, t } = useLanguage();
  const problem = asProblem(error);
  return (
    <div role="alert" className="note note-bad">
      <strong>{problem.title(language)}</strong>
      {problem.detail(language) !== "" && <p>{problem.detail(language)}</p>}
      <FieldList problem={problem} />
      {problem.details.instance !== undefined && problem.status >= 500 && (
        <p className="fine">
          {t("Mã yêu cầu", "Request")}: {problem.details.instance}
        </p>
      )}
      {retry !== undefined && <Button onPress={retry}>{t("Thử lại", "Try again")}</Button>}
    </div>
  );
}

function FieldList({ problem }: { problem: Problem }) {
  const { language } = useLanguage();
  const errors = problem.details.errors ?? [];
  if (errors.length === 0) return null;
  return (
    <ul>
      {errors.map((error) => (
        <li key={`${error.field} ${error.rule}`}>{language === "vi" ? error.detail : error.detail_en}</li>
      ))}
    </ul>
  );
}

export function Note({ kind = "info", children }: { kind?: "info" | "good" | "warn" | "bad"; children: ReactNode }) {
  return <div className={`note note-${kind}`}>{children}</div>;
}

interface Asked<T> {
  data: T | undefined;
  error: Error | null;
  isPending: boolean;
  refetch: () => unknown;
}

/** What a query found, or its waiting or its trouble in its place. */
export function Found<T>({ query, lines, children }: { query: Asked<T>; lines?: number; children: (data: T) => ReactNode }) {
  if (query.data !== undefined) return children(query.data);
  if (query.error !== null) return <ProblemNote error={query.error} retry={() => void query.refetch()} />;
  return <Skeleton {...(lines === undefined ? {} : { lines })} />;
}
