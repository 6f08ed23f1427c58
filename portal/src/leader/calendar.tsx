/** The working calendar: a year's exceptional days, and deciding one after seeing what it touches. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { answer, api } from "../api/client";
import type { components } from "../api/generated/catalogue";
import { Button, Radios, TextField } from "../parts/fields";
import { useIntent } from "../parts/intent";
import { Found, Note, ProblemNote } from "../parts/page";
import { useClaims } from "../session/session";
import { day, moment, today } from "../words/format";
import { useLanguage } from "../words/language";
import { TableBox } from "../parts/table-box";

type Schemas = components["schemas"];
type Kind = Schemas["DayKind"];

const KINDS: Record<Kind, readonly [string, string]> = {
  off: ["Nghỉ", "Day off"],
  work: ["Làm bù", "Working day"],
  undecided: ["Chưa quyết định", "Not yet decided"],
};

export function Calendar() {
  const { t } = useLanguage();
  const [year, setYear] = useState(Number(today().slice(0, 4)));
  const query = useQuery({
    queryKey: ["calendar", year],
    queryFn: () => answer(api.GET("/catalogue/calendar", { params: { query: { year } } })),
  });
  return (
    <>
      <div className="actions">
        <Button onPress={() => setYear(year - 1)}>← {year - 1}</Button>
        <h2 aria-live="polite">
          {t("Năm", "Year")} {year}
        </h2>
        <Button onPress={() => setYear(year + 1)}>{year + 1} →</Button>
      </div>
      <Found query={query} lines={8}>
        {(calendar) => <Days calendar={calendar} />}
      </Found>
      <Decide />
    </>
  );
}

function Days({ calendar }: { calendar: Schemas["CalendarView"] }) {
  const { t, language } = useLanguage();
  const found = [...calendar.days_off, ...calendar.make_up_days, ...calendar.undecided];
  const days = found.toSorted((one, other) => one.date.localeCompare(other.date));
  if (days.length === 0) return <p>{t("Không có ngày đặc biệt nào.", "No exceptional days.")}</p>;
  return (
    <TableBox label={t("Ngày nghỉ và ngày làm bù", "Days off and make-up days")}>
      <table>
        <caption className="visually-hidden">{t("Ngày nghỉ và ngày làm bù", "Days off and make-up days")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("Ngày", "Date")}</th>
            <th scope="col">{t("Loại", "Kind")}</th>
            <th scope="col">{t("Tên", "Name")}</th>
            <th scope="col">{t("Căn cứ", "Source")}</th>
          </tr>
        </thead>
        <tbody>
          {days.map((one) => (
            <tr key={one.date}>
              <td className="date">{day(one.date, language)}</td>
              <td>
                <span className={one.kind === "undecided" ? "badge badge-warn" : "badge"}>{t(...KINDS[one.kind])}</span>
              </td>
              <td>{language === "vi" ? one.name : one.name_en || one.name}</td>
              <td>{one.source}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

function Decide() {
  const { t, language } = useLanguage();
  const queries = useQueryClient();
  const [date, setDate] = useState("");
  const [kind, setKind] = useState<Kind>("off");
  const [name, setName] = useState("");
  const [source, setSource] = useState("");
  const decide = useIntent(
    () =>
      answer(
        api.PUT("/catalogue/calendar/days/{date}", {
          params: { path: { date } },
          body: { kind, name, source, name_en: "" },
        }),
      ),
    () => void queries.invalidateQueries({ queryKey: ["calendar"] }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    decide.mutate();
  };
  return (
    <form onSubmit={submit}>
      <h2>{t("Quyết định một ngày", "Decide a day")}</h2>
      <TextField type="date" label={t("Ngày", "Date")} isRequired value={date} onChange={setDate} error={decide.error?.of("path.date", language)} />
      <Radios
        label={t("Ngày này là", "The day is")}
        isRequired
        value={kind}
        onChange={(value) => setKind(value as Kind)}
        options={(Object.keys(KINDS) as Kind[]).map((id) => ({ id, label: t(...KINDS[id]) }))}
      />
      <TextField label={t("Tên ngày", "Name of the day")} isRequired value={name} onChange={setName} error={decide.error?.of("/name", language)} />
      <TextField
        label={t("Văn bản căn cứ", "Decision it rests on")}
        isRequired
        value={source}
        onChange={setSource}
        error={decide.error?.of("/source", language)}
      />
      {date !== "" && <Effects date={date} kind={kind} />}
      {decide.error !== null && <ProblemNote error={decide.error} />}
      {decide.isSuccess && (
        <Note kind="good">
          {t("Đã công bố lịch, phiên bản", "The calendar is published, version")} {decide.data.version}.
        </Note>
      )}
      <Button type="submit" look="main" isPending={decide.isPending}>
        {t("Công bố", "Publish")}
      </Button>
    </form>
  );
}

/** What the decision would touch: no printed due date moves by itself. */
function Effects({ date, kind }: { date: string; kind: Kind }) {
  const { t, language } = useLanguage();
  const agency = useClaims()?.agency ?? "";
  const query = useQuery({
    queryKey: ["effects", agency, date, kind],
    queryFn: () =>
      answer(api.GET("/processing/calendar-effects", { params: { query: { date, kind, agency, limit: 100 } } })),
  });
  return (
    <section aria-live="polite">
      <h3>{t("Hồ sơ sẽ khác ngày hẹn", "Dossiers whose due date would differ")}</h3>
      <Found query={query}>
        {({ items, next }) => (
          <>
            {items.length === 0 && next == null && <p>{t("Không có.", "None.")}</p>}
            <ul>
              {items.map((one) => (
                <li key={one.dossier_id}>
                  {one.dossier_id}: {moment(one.due_at, language)} → {moment(one.due_at_then, language)}
                </li>
              ))}
            </ul>
            {next != null && <p>{t("… và còn nữa.", "… and more.")}</p>}
            <p className="fine">
              {t(
                "Ngày hẹn đã in trên giấy tiếp nhận không tự thay đổi.",
                "A due date printed on a receipt does not move by itself.",
              )}
            </p>
          </>
        )}
      </Found>
    </section>
  );
}
