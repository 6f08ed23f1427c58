/** The published versions of the catalogue, and what each changed. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { answer, api } from "../api/client";
import type { components } from "../api/generated/catalogue";
import { Button } from "../parts/fields";
import { ProblemNote, Skeleton } from "../parts/page";
import { moment } from "../words/format";
import { useLanguage } from "../words/language";

type Changes = components["schemas"]["Changes"];

const SECTIONS: readonly [keyof Changes, string, string][] = [
  ["fields", "Lĩnh vực", "Fields"],
  ["agencies", "Cơ quan", "Agencies"],
  ["procedures", "Thủ tục", "Procedures"],
  ["calendar", "Lịch", "Calendar"],
  ["messaging", "Tin nhắn", "Messaging"],
];
const SHOWN = 12;

export function Versions() {
  const { t, language } = useLanguage();
  const query = useInfiniteQuery({
    queryKey: ["versions"],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) =>
      answer(api.GET("/catalogue/versions", { params: { query: pageParam === null ? {} : { next: pageParam } } })),
    getNextPageParam: (page) => page.next,
  });
  if (query.error !== null) return <ProblemNote error={query.error} retry={() => void query.refetch()} />;
  if (query.data === undefined) return <Skeleton lines={6} />;
  return (
    <>
      <ol className="list">
        {query.data.pages
          .flatMap((page) => page.items)
          .map((release) => (
            <li key={release.version} className="card">
              <h3>
                {t("Phiên bản", "Version")} {release.version} · {moment(release.published_at, language)}
              </h3>
              {release.note !== "" && <p>{release.note}</p>}
              <ChangeList changes={release.changes} />
            </li>
          ))}
      </ol>
      {query.hasNextPage && (
        <Button isPending={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
          {t("Xem thêm", "More")}
        </Button>
      )}
    </>
  );
}

/** What one version does to the one before it, section by section. */
export function ChangeList({ changes }: { changes: Changes }) {
  const { t } = useLanguage();
  const kinds = [
    ["added", t("thêm", "added")],
    ["changed", t("đổi", "changed")],
    ["removed", t("bỏ", "removed")],
  ] as const;
  const lines = SECTIONS.flatMap(([section, vi, en]) =>
    kinds
      .map(([kind, word]) => ({ key: `${section} ${kind}`, name: t(vi, en), word, codes: changes[section]?.[kind] ?? [] }))
      .filter(({ codes }) => codes.length > 0),
  );
  if (lines.length === 0) return <p>{t("Không thay đổi gì.", "Nothing changes.")}</p>;
  return (
    <ul>
      {lines.map(({ key, name, word, codes }) => (
        <li key={key}>
          {name}, {word} {codes.length}: {codes.slice(0, SHOWN).join(", ")}
          {codes.length > SHOWN && " …"}
        </li>
      ))}
    </ul>
  );
}
