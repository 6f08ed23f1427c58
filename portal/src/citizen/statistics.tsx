/** What the agencies received and resolved, open to everybody (công khai tình hình giải quyết). */
import { Found, Note, Page } from "../parts/page";
import { said } from "../parts/chart-series";
import { day, moment } from "../words/format";
import { useLanguage } from "../words/language";
import { isEmpty, useBoard, type Board, type Figures } from "../statistics/board";
import { BigFigures, type Figure } from "../statistics/figures";
import { ByAgency, ByField, ByMonth } from "../statistics/sections";

export default function Statistics() {
  const { t } = useLanguage();
  const query = useBoard();
  return (
    <Page
      title={t("Thống kê công khai", "Public statistics")}
      lead={t(
        "Các cơ quan đã tiếp nhận và giải quyết hồ sơ của người dân ra sao trong 12 tháng gần nhất.",
        "How the agencies received and resolved people's dossiers in the last twelve months.",
      )}
    >
      <Found query={query} lines={16}>
        {(board) => <Shown board={board} />}
      </Found>
    </Page>
  );
}

function Shown({ board }: { board: Board }) {
  const { t, language } = useLanguage();
  return (
    <>
      <p className="fine">
        {t("Từ", "From")} {day(board.first, language)} {t("đến", "to")} {day(board.last, language)} · {t("số liệu lúc", "as of")}{" "}
        <time dateTime={board.as_of}>{moment(board.as_of, language)}</time>
      </p>
      {isEmpty(board.total) ? <Nothing /> : <Content board={board} />}
    </>
  );
}

function Nothing() {
  const { t } = useLanguage();
  return (
    <Note>
      {t(
        "Trong thời gian này chưa có hồ sơ nào được tiếp nhận hay giải quyết, nên chưa có số liệu để công bố.",
        "No dossier was received or resolved in this time, so there is nothing to publish yet.",
      )}
    </Note>
  );
}

function Content({ board }: { board: Board }) {
  return (
    <>
      <BigFigures figures={useFigures(board.total)} />
      <ByMonth months={board.months} />
      <ByAgency rows={board.agencies} />
      <ByField rows={board.fields} />
    </>
  );
}

function useFigures(total: Figures): Figure[] {
  const { t, language } = useLanguage();
  return [
    {
      name: t("Đã tiếp nhận", "Received"),
      value: said(total.received, "count", language),
      meaning: t("hồ sơ được cơ quan nhận để giải quyết", "dossiers that an agency took in hand"),
    },
    {
      name: t("Đã giải quyết", "Resolved"),
      value: said(total.resolved, "count", language),
      meaning: t("hồ sơ đã có kết quả", "dossiers that have their result"),
    },
    {
      name: t("Đúng hạn", "On time"),
      value: said(total.on_time, "share", language),
      meaning: (
        <>
          {t("kết quả có không muộn hơn ngày hẹn", "of the results came by the date that was promised")}
          <Late total={total} />
        </>
      ),
    },
    {
      name: t("Trực tuyến", "Online"),
      value: said(total.online, "share", language),
      meaning: t("hồ sơ tiếp nhận là nộp qua mạng", "of the dossiers received were submitted online"),
    },
  ];
}

function Late({ total }: { total: Figures }) {
  const { t, language } = useLanguage();
  if (total.resolved === 0) return null;
  return (
    <strong className="figure-late">
      {t("Trễ hạn", "Late")}: {said(total.late, "count", language)} {t("hồ sơ", total.late === 1 ? "dossier" : "dossiers")}
    </strong>
  );
}
