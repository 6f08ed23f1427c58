/** A report's figures on the screen, as the tables of its form. */
import { useState } from "react";
import { Button } from "../../parts/fields";
import { Found } from "../../parts/page";
import { count } from "../../words/format";
import { useLanguage } from "../../words/language";
import type { Edition, EditionFiles } from "./reading";
import { headRows, useSheet, written, type Grid, type Value } from "./sheet";
import { TableBox } from "../../parts/table-box";

interface FiguresProps {
  id: string;
  edition: Edition;
  files: EditionFiles;
}

export function Figures({ id, edition, files }: FiguresProps) {
  const { t, language } = useLanguage();
  const query = useSheet(id, edition, files);
  return (
    <>
      <h3>{t("Số liệu", "Figures")}</h3>
      <Found query={query} lines={10}>
        {(sheet) => (
          <>
            <p className="fine">
              {t("Đơn vị tính", "Unit")}: {sheet.unit[language]}
            </p>
            {sheet.grids.map((grid, nth) => (
              <Table key={nth} grid={grid} />
            ))}
          </>
        )}
      </Found>
    </>
  );
}

const FIRST = 100;

function Table({ grid }: { grid: Grid }) {
  const { t, language } = useLanguage();
  const title = grid.title[language];
  const name = title || t("Số liệu", "Figures");
  const [shown, setShown] = useState(FIRST);
  const more = grid.rows.length - shown;
  return (
    <>
      <TableBox label={name} className="reports-box">
        <table className="figures">
          <caption className={title === "" ? "visually-hidden" : ""}>{name}</caption>
          <Heads grid={grid} />
          <tbody>
            {grid.rows.slice(0, shown).map((row, nth) => (
              <tr key={nth} className={`figures-${row.style}`}>
                {row.values.map((value, column) => (
                  <Box key={column} value={value} isName={column === nameColumn(grid)} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
      {grid.rows.length === 0 && <p>{t("Trong kỳ không có số liệu.", "There are no figures in this period.")}</p>}
      {more > 0 && (
        <Button onPress={() => setShown(grid.rows.length)}>
          {t("Xem thêm", "Show")} {count(more, language)} {t("dòng", "more rows")}
        </Button>
      )}
      {grid.notes.map((note) => (
        <p key={note.vi} className="fine">
          {note[language]}
        </p>
      ))}
    </>
  );
}

function Heads({ grid }: { grid: Grid }) {
  const { language } = useLanguage();
  return (
    <thead>
      {headRows(grid.columns).map((heads, level) => (
        <tr key={level}>
          {heads.map(({ words, key, columns, rows }) => (
            <th key={key} scope={columns > 1 ? "colgroup" : "col"} colSpan={columns} rowSpan={rows}>
              {words[language]}
            </th>
          ))}
        </tr>
      ))}
    </thead>
  );
}

/** The last of the columns of text that a row begins with: what it is about, after its running number. */
function nameColumn(grid: Grid): number {
  const figures = grid.columns.findIndex(({ kind }) => kind !== "text");
  return figures < 1 ? 0 : figures - 1;
}

function Box({ value, isName }: { value: Value; isName: boolean }) {
  const { language } = useLanguage();
  const text = written(value, language);
  if (isName) return <th scope="row">{text}</th>;
  if (value === null || typeof value === "string") return <td>{text}</td>;
  return (
    <td className="number">
      {text}
      {typeof value === "object" && (
        <small>
          {" "}
          {count(value.part, language)}/{count(value.whole, language)}
        </small>
      )}
    </td>
  );
}
