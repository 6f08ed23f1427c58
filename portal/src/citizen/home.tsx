/** Finding a procedure: typed without diacritics, narrowed by field, level and agency. */
import { useEffect, useState } from "react";
import { Link, useLocation, useSearch } from "wouter";
import { Button } from "../parts/button";
import { LazySelect } from "../parts/lazy-select";
import { TextField } from "../parts/text-field";
import { Found, Note, Page, ProblemNote, Skeleton } from "../parts/page";
import { useLanguage } from "../words/language";
import { AgencyChoice, type ChosenAgency } from "./agency-choice";
import { isOnline, useFields, useNamedAgencies, useProcedures, type Wanted } from "../api/catalogue";
import { useDebounced } from "./debounced";
import "./citizen.css";

const KEYS = ["q", "field", "agency", "level"] as const;

export default function Home() {
  const { t } = useLanguage();
  const [wanted, want] = useWanted();
  const [typed, setTyped] = useState(wanted.q);
  const settled = useDebounced(typed.trim());
  useEffect(() => {
    if (settled !== wanted.q) want({ q: settled });
    // Only typing moves the address; going back in it is followed below.
  }, [settled]);
  useEffect(() => setTyped(wanted.q), [wanted.q]);
  const isIdle = KEYS.every((key) => wanted[key] === "");
  return (
    <Page
      title={t("Bạn cần làm thủ tục gì?", "What do you need to get done?")}
      lead={t(
        "Tìm thủ tục, xem cần giấy tờ gì, bao lâu, bao nhiêu tiền; nộp hồ sơ ngay trên điện thoại.",
        "Find a procedure; see what it needs, how long it takes and what it costs; submit from your phone.",
      )}
    >
      <search>
        <TextField
          label={t("Tìm thủ tục", "Find a procedure")}
          hint={t("Ví dụ: khai sinh, kết hôn, đất đai. Không cần gõ dấu.", "For example: khai sinh, marriage, land.")}
          type="search"
          autoComplete="off"
          isRequired
          value={typed}
          onChange={setTyped}
        />
        <Filters wanted={wanted} want={want} />
      </search>
      {isIdle ? <Start want={want} /> : <Results wanted={wanted} />}
    </Page>
  );
}

/** What is searched stays in the address, for the back button and for passing it on. */
function useWanted(): [Wanted, (change: Partial<Wanted>) => void] {
  const [, navigate] = useLocation();
  const asked = new URLSearchParams(useSearch());
  const wanted = Object.fromEntries(KEYS.map((key) => [key, asked.get(key) ?? ""])) as unknown as Wanted;
  const want = (change: Partial<Wanted>) => {
    const next = Object.entries({ ...wanted, ...change }).filter(([, value]) => value !== "");
    navigate(next.length === 0 ? "/" : `/?${new URLSearchParams(next)}`, { replace: true });
  };
  return [wanted, want];
}

interface WantProps {
  wanted: Wanted;
  want: (change: Partial<Wanted>) => void;
}

function Filters({ wanted, want }: WantProps) {
  const { t, language } = useLanguage();
  const fields = useFields();
  const narrowed = KEYS.slice(1).some((key) => wanted[key] !== "");
  const all = { id: "", label: t("Tất cả", "All") };
  const named = (fields.data?.items ?? []).map(({ code, name, name_en }) => ({ id: code, label: language === "vi" ? name : name_en || name }));
  return (
    <details className="filters" open={narrowed}>
      <summary>{t("Lọc theo lĩnh vực, mức độ, cơ quan", "Narrow by field, level or agency")}</summary>
      <div className="columns">
        <LazySelect label={t("Lĩnh vực", "Field")} isRequired options={[all, ...named]} value={wanted.field} onChange={(field) => want({ field })} />
        <LazySelect
          label={t("Mức độ trực tuyến", "Online level")}
          isRequired
          options={[
            all,
            { id: "4", label: t("Toàn trình", "Fully online") },
            { id: "3", label: t("Một phần", "Partly online") },
            { id: "2", label: t("Chỉ thông tin", "Information only") },
          ]}
          value={wanted.level}
          onChange={(level) => want({ level })}
        />
      </div>
      <AgencyFilter wanted={wanted} want={want} />
      {narrowed && <Button onPress={() => want({ field: "", level: "", agency: "" })}>{t("Bỏ lọc", "Clear")}</Button>}
    </details>
  );
}

function AgencyFilter({ wanted, want }: WantProps) {
  const { t, language } = useLanguage();
  const [isOpen, setIsOpen] = useState(false);
  const { agencies } = useNamedAgencies(wanted.agency === "" ? [] : [wanted.agency]);
  const [agency] = agencies;
  const value: ChosenAgency | null =
    agency === undefined ? null : { code: agency.code, name: agency.name, nameEn: agency.name_en || agency.name };
  if (!isOpen) {
    return (
      <p className="agency-filter">
        {value !== null && <strong>{language === "vi" ? value.name : value.nameEn} </strong>}
        <Button onPress={() => setIsOpen(true)}>{t("Chọn cơ quan", "Choose an agency")}</Button>
      </p>
    );
  }
  return (
    <AgencyChoice
      label={t("Cơ quan", "Agency")}
      value={value}
      onChange={({ code }) => want({ agency: code })}
    />
  );
}

/** The start: fields to look into, and the way to one's own dossier. */
function Start({ want }: { want: WantProps["want"] }) {
  const { t, language } = useLanguage();
  const fields = useFields();
  return (
    <>
      <section className="card">
        <h2>{t("Đã nộp hồ sơ?", "Already submitted?")}</h2>
        <p>{t("Xem hồ sơ đang ở đâu bằng mã hồ sơ, không cần đăng nhập.", "See how it stands by its code; no need to sign in.")}</p>
        <Link href="/lookup" className="button">
          {t("Tra cứu hồ sơ", "Look up my dossier")}
        </Link>
      </section>
      <section>
        <h2>{t("Các lĩnh vực", "Fields")}</h2>
        <Found query={fields} lines={8}>
          {({ items }) => (
            <ul className="chips">
              {items.map(({ code, name, name_en }) => (
                <li key={code}>
                  <Button onPress={() => want({ field: code })}>{language === "vi" ? name : name_en || name}</Button>
                </li>
              ))}
            </ul>
          )}
        </Found>
      </section>
    </>
  );
}

function Results({ wanted }: { wanted: Wanted }) {
  const { t } = useLanguage();
  const query = useProcedures(wanted);
  if (query.error !== null) return <ProblemNote error={query.error} retry={() => void query.refetch()} />;
  if (query.data === undefined) return <Skeleton lines={8} height={3} />;
  const found = query.data.pages.flatMap(({ items }) => items);
  return (
    <section aria-busy={query.isPlaceholderData}>
      <h2>{t("Kết quả", "Results")}</h2>
      <p role="status">{told(found.length, query.hasNextPage, t)}</p>
      {found.length === 0 && (
        <Note>
          {t("Thử từ khác ngắn hơn, hoặc bỏ bớt bộ lọc.", "Try another, shorter word, or fewer filters.")}
        </Note>
      )}
      <ul className="list">
        {found.map((procedure) => (
          <Result key={procedure.code} procedure={procedure} />
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

function told(count: number, hasMore: boolean, t: (vi: string, en: string) => string): string {
  if (count === 0) return t("Không tìm thấy thủ tục nào.", "No procedure was found.");
  if (hasMore) return t(`${count} thủ tục đầu tiên`, `The first ${count} procedures`);
  return t(`${count} thủ tục`, `${count} ${count === 1 ? "procedure" : "procedures"}`);
}

type Found = NonNullable<ReturnType<typeof useProcedures>["data"]>["pages"][number]["items"][number];

function Result({ procedure }: { procedure: Found }) {
  const { t, language } = useLanguage();
  const [name, field, level] =
    language === "vi"
      ? [procedure.name, procedure.field_name, procedure.level_name]
      : [procedure.name_en || procedure.name, procedure.field_name_en || procedure.field_name, procedure.level_name_en];
  return (
    <li className="card result">
      <h3>
        <Link href={`/procedures/${procedure.code}`}>{name}</Link>
      </h3>
      <p className="fine">
        {field} · {procedure.code}
      </p>
      <p>
        <span className={isOnline(procedure) ? "badge badge-good" : "badge"}>{level}</span>{" "}
        {!isOnline(procedure) && <span className="fine">{t("Nộp tại quầy", "At the counter")}</span>}
      </p>
    </li>
  );
}
