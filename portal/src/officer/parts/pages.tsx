/** A list that is read page by page. */
import type { ReactNode } from "react";
import { Button } from "../../parts/fields";
import { ProblemNote, Skeleton } from "../../parts/page";
import { useLanguage } from "../../words/language";

interface Paged<T> {
  data: { pages: readonly { items: readonly T[] }[] } | undefined;
  error: Error | null;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
  refetch: () => unknown;
}

interface PagesProps<T> {
  query: Paged<T>;
  empty: string;
  children: (items: readonly T[]) => ReactNode;
}

/** What was read so far, with the way to more; its waiting, its trouble, or that there is none. */
export function Pages<T>({ query, empty, children }: PagesProps<T>) {
  if (query.data === undefined) {
    return query.error === null ? (
      <Skeleton lines={6} height={3} />
    ) : (
      <ProblemNote error={query.error} retry={() => void query.refetch()} />
    );
  }
  const items = query.data.pages.flatMap((page) => page.items);
  return (
    <>
      {items.length === 0 && !query.hasNextPage ? <p>{empty}</p> : children(items)}
      {query.error !== null && <ProblemNote error={query.error} retry={() => void query.refetch()} />}
      <More query={query} />
    </>
  );
}

interface Next {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

/** The button for the next page, where there is one. */
export function More({ query }: { query: Next }) {
  const { t } = useLanguage();
  if (!query.hasNextPage) return null;
  return (
    <div className="actions">
      <Button isPending={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
        {query.isFetchingNextPage ? t("Đang tải…", "Loading…") : t("Xem thêm", "More")}
      </Button>
    </div>
  );
}
