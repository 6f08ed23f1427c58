/** What is read of reports, and how often while one is being made. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { answer, api } from "../../api/client";
import type { components } from "../../api/generated/reports";
import type { ReportLine } from "./words";

type Schemas = components["schemas"];
export type Report = Schemas["ReportView"];
export type Edition = Schemas["EditionView"];
export type EditionFiles = Schemas["EditionFiles"];
export type Subscription = Schemas["SubscriptionView"];

const SOONEST = 700;
const LATEST = 15_000;
const SHARE = 5;
/** Links are asked for anew after this share of their life. */
const RENEW_AT = 0.8;

/** How long to wait before asking again, of something that has been waited for so long. */
export function pause(waited: number): number {
  return Math.min(Math.max(waited / SHARE, SOONEST), LATEST);
}

/** The pause before the next question; `what` is being waited for, nothing needs no question. */
export function useBackoff(): (what: string | null) => number | false {
  const since = useRef({ what: "", at: 0 });
  return (what) => {
    if (what === null) return false;
    if (since.current.what !== what) since.current = { what, at: Date.now() };
    return pause(Date.now() - since.current.at);
  };
}

/** What is waited for: a report under way, or one that failed and is tried again. */
function awaited({ report_id, asked_at, state }: ReportLine): string[] {
  return state === "ready" ? [] : [`${report_id} ${asked_at}`];
}

export function useReport(id: string) {
  const next = useBackoff();
  return useQuery({
    queryKey: ["reports", "one", id],
    queryFn: () => answer(api.GET("/reports/reports/{report_id}", { params: { path: { report_id: id } } })),
    refetchInterval: ({ state: { data } }) => next(data === undefined ? null : (awaited(data)[0] ?? null)),
  });
}

/** An agency's reports by pages, those first that were asked for last. */
export function useReports(agency: string) {
  const next = useBackoff();
  return useInfiniteQuery({
    queryKey: ["reports", "list", agency],
    queryFn: ({ pageParam }) => answer(api.GET("/reports/reports", { params: { query: { agency, next: pageParam } } })),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: ({ state: { data } }) =>
      next(data?.pages.flatMap((page) => page.items.filter(isUnderWay).flatMap(awaited)).join() || null),
  });
}

export function isUnderWay({ state }: Pick<ReportLine, "state">): boolean {
  return state === "waiting" || state === "making";
}

/** An edition with links to its files; they are asked for anew before they end. */
export function useEditionFiles(id: string, { number, made_at }: Edition) {
  return useQuery({
    // A provisional edition is replaced in its place, by one that was made later.
    queryKey: ["reports", "edition", id, number, made_at],
    queryFn: () =>
      answer(
        api.GET("/reports/reports/{report_id}/editions/{number}", {
          params: { path: { report_id: id, number: String(number) } },
        }),
      ),
    refetchInterval: ({ state: { data } }) => (data === undefined ? false : life(data) * RENEW_AT),
  });
}

/** How long an edition's links live, in milliseconds. */
export function life({ expires_in }: EditionFiles): number {
  return expires_in * 1000;
}
