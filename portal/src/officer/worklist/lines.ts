/** The worklist's lines: which are asked for, and which of those are shown. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { answer, api } from "../../api/client";
import type { components } from "../../api/generated/processing";
import { today } from "../../words/format";

export type Line = components["schemas"]["WorklistLine"];
type Status = components["schemas"]["Status"];

/** What the filters ask for; empty texts ask for nothing. */
export interface Wanted {
  agency: string;
  status: string;
  due: string;
  mine: boolean;
  procedure: string;
}

const FULL = 20;
const DAY = 86_400_000;
const DAYS: Readonly<Record<string, number>> = { late: 1, today: 1, three: 4, week: 8 };

/** The date before which a choice of the due filter lies: `late` and `today` end with today. */
export function dueBefore(due: string, now = new Date()): string | null {
  const days = DAYS[due];
  return days === undefined ? null : today(new Date(now.getTime() + days * DAY));
}

/** Whether a line is what the filters ask for that the service does not know. */
export function isWanted(line: Line, wanted: Wanted, subject: string): boolean {
  if (wanted.mine && line.assigned_to !== subject) return false;
  if (wanted.procedure !== "" && line.procedure_code !== wanted.procedure) return false;
  return wanted.due !== "late" || line.standing === "late";
}

function asked({ agency, status, due }: Wanted) {
  const before = dueBefore(due);
  return {
    agency,
    limit: 50,
    ...(status === "" ? {} : { status: Number(status) as Status }),
    ...(before === null ? {} : { due_before: before }),
  };
}

/**
 * The agency's worklist, soonest due first. What the service cannot filter is filtered here, and
 * then pages are read on by themselves until a screen is full or there are no more.
 */
export function useWorklist(wanted: Wanted, subject: string) {
  const query = asked(wanted);
  const found = useInfiniteQuery({
    queryKey: ["worklist", query],
    queryFn: ({ pageParam, signal }) =>
      answer(
        api.GET("/processing/worklist", {
          params: { query: { ...query, ...(pageParam === null ? {} : { next: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    enabled: wanted.agency !== "",
    refetchInterval: 60_000,
  });
  const loaded = found.data?.pages.flatMap((page) => page.items) ?? [];
  const lines = loaded.filter((line) => isWanted(line, wanted, subject));
  const { hasNextPage, isFetching, isError, fetchNextPage } = found;
  const short = lines.length < FULL && loaded.length > lines.length;
  useEffect(() => {
    if (short && hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [short, hasNextPage, isFetching, isError, fetchNextPage]);
  return { ...found, loaded, lines };
}
