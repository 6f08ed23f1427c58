/** The last twelve months of every agency, in all and by one cut. */
import { Link } from "wouter";
import { isEmpty, useBoard, type Board, type Figures } from "../../statistics/board";
import { BigFigures, type Figure } from "../../statistics/figures";
import { ByAgency, ByField, ByMonth } from "../../statistics/sections";
import { said } from "../../parts/chart-series";
import { LazySelect } from "../../parts/lazy-select";
import { Found, Note } from "../../parts/page";
import { day } from "../../words/format";
import { useLanguage } from "../../words/language";
import { BY, useCut, useRows, type By, type Cut, type Row } from "./cut";
import { Fresh, YEAR_EVERY } from "./fresh";

/** `own` is the reader's agency, set beside all of them. */
export function Year({ own }: { own: string }) {
  const { t } = useLanguage();
  const query = useBoard(YEAR_EVERY);
  return (
    <section>
      <h2>{t("Mười hai tháng qua, mọi cơ quan", "The last twelve months, every agency")}</h2>
      <Found query={query} lines={14}>
        {(board) => (
          <>
            <Fresh asOf={board.as_of} every={YEAR_EVERY} query={query} />
            <Shown board={board} own={own} />
          </>
        )}
      </Found>
    </section>
  );
}

function Shown({ board, own }: { board: Board; own: string }) {
  const { t, language } = useLanguage();
  const [cut, choose] = useCut();
  const rows = useRows(board);
  const current = (by: By) => (cut?.by === by ? { current: cut.id } : {});
  return (
    <>
      <p className="fine">
        {t("Từ", "From")} {day(board.first, language)} {t("đến", "to")} {day(board.last, language)}
      </p>
      {isEmpty(board.total) ? (
        <Note>{t("Chưa có hồ sơ nào được tiếp nhận hay giải quyết.", "No dossier was received or resolved yet.")}</Note>
      ) : (
        <>
          <Choice cut={cut} choose={choose} rows={rows} />
          <Chosen board={board} own={own} cut={cut} rows={rows} />
          <ByMonth months={board.months} />
          <div className="board-columns">
            <ByAgency rows={board.agencies} {...current("agency")} />
            <ByField rows={board.fields} {...current("field")} />
          </div>
        </>
      )}
    </>
  );
}

interface ChoiceProps {
  cut: Cut | null;
  choose: (cut: Cut) => void;
  rows: Record<By, Row[]>;
}

function Choice({ cut, choose, rows }: ChoiceProps) {
  const { t } = useLanguage();
  const labels: Record<By, string> = { agency: t("Cơ quan", "Agency"), field: t("Lĩnh vực", "Field"), month: t("Tháng", "Month") };
  const all: Record<By, string> = { agency: t("Tất cả cơ quan", "All agencies"), field: t("Tất cả lĩnh vực", "All fields"), month: t("Cả 12 tháng", "All twelve months") };
  return (
    <div role="group" aria-label={t("Xem riêng", "Look at one")} className="board-choice">
      {BY.map((by) => (
        <LazySelect
          key={by}
          label={labels[by]}
          isRequired
          value={cut?.by === by ? cut.id : ""}
          onChange={(id) => choose({ by, id })}
          options={[{ id: "", label: all[by] }, ...rows[by].map(({ id, name }) => ({ id, label: name }))]}
        />
      ))}
    </div>
  );
}

interface ChosenProps {
  board: Board;
  own: string;
  cut: Cut | null;
  rows: Record<By, Row[]>;
}

/** The figures of what is chosen beside those of all; of all beside those of the reader's agency. */
function Chosen({ board, own, cut, rows }: ChosenProps) {
  const { t } = useLanguage();
  const all = { name: t("Tất cả", "All"), figures: board.total };
  const mine = rows.agency.find(({ id }) => id === own);
  if (cut === null) return <YearFigures of={board.total} beside={mine ?? null} />;
  const chosen = rows[cut.by].find(({ id }) => id === cut.id);
  return (
    <>
      <h3>{chosen?.name ?? cut.id}</h3>
      {chosen === undefined ? (
        <Note>{t("Không có hồ sơ nào được tiếp nhận hay giải quyết ở mục này trong 12 tháng qua.", "Nothing was received or resolved here in the last twelve months.")}</Note>
      ) : (
        <YearFigures of={chosen.figures} beside={all} />
      )}
      <p>
        {t("Cần xem kết hợp cơ quan, lĩnh vực, thời gian khác?", "Need agency, field and another time together?")}{" "}
        <Link href="/reports">{t("Lập báo cáo", "Make a report")}</Link>
      </p>
    </>
  );
}

interface YearFiguresProps {
  of: Figures;
  beside: { name: string; figures: Figures } | null;
}

function YearFigures({ of, beside }: YearFiguresProps) {
  const { t, language } = useLanguage();
  const shown: [name: string, value: (figures: Figures) => string, isBad?: boolean][] = [
    [t("Tiếp nhận", "Received"), ({ received }) => said(received, "count", language)],
    [t("Giải quyết", "Resolved"), ({ resolved }) => said(resolved, "count", language)],
    [t("Đúng hạn", "On time"), ({ on_time }) => said(on_time, "share", language)],
    [t("Trễ hạn", "Late"), ({ late }) => said(late, "count", language), of.late > 0],
    [t("Nộp trực tuyến", "Submitted online"), ({ online }) => said(online, "share", language)],
  ];
  const figures = shown.map(([name, value, isBad]): Figure => ({
    name,
    value: value(of),
    ...(beside === null ? {} : { meaning: `${beside.name}: ${value(beside.figures)}` }),
    ...(isBad ? { tone: "bad" } : {}),
  }));
  return <BigFigures figures={figures} />;
}
