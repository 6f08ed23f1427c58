/** The one chart of the house: a picture, and the same figures as a table for those who cannot see it. */
import { lazy, Suspense } from "react";
import { useLanguage } from "../words/language";
import { said, type Drawing } from "./chart-series";
import { TableBox } from "./table-box";
import "./chart.css";

interface ChartProps extends Drawing {
  /** What the labels are: the first column of the table. */
  heading: string;
}

// The library is larger than a page and comes after it; without it the table still says everything.
const Canvas = lazy(() => import("./chart-canvas").catch(() => ({ default: NoPicture })));

const TALL = 16;
const LOW = 12;
const ROW = 2.75;
const AXIS = 2.5;

/** In rem, and known before the picture comes, so that nothing moves when it does. */
function heightOf({ kind, across = false, labels }: Drawing): number {
  if (across) return labels.length * ROW + AXIS;
  return kind === "line" ? LOW : TALL;
}

/** Bars, stacked bars or lines over labels. */
export function Chart({ heading, ...drawing }: ChartProps) {
  return (
    <figure className="chart">
      <figcaption>{drawing.title}</figcaption>
      {drawing.series.length > 1 && <Legend {...drawing} />}
      <div className="chart-box" style={{ height: `${heightOf(drawing)}rem` }}>
        <Suspense fallback={<div className="skeleton-line chart-coming" />}>
          <Canvas {...drawing} />
        </Suspense>
      </div>
      <FiguresTable heading={heading} {...drawing} />
    </figure>
  );
}

function Legend({ kind, series }: Drawing) {
  const key = kind === "line" ? "chart-line" : "chart-key";
  return (
    <ul className="chart-legend">
      {series.map(({ name, look }) => (
        <li key={name}>
          <span className={`${key} ${key}-${look}`} aria-hidden="true" /> {name}
        </li>
      ))}
    </ul>
  );
}

function FiguresTable({ title, heading, labels, series, unit = "count" }: ChartProps) {
  const { t, language } = useLanguage();
  return (
    <details className="chart-figures">
      <summary>{t("Xem bảng số liệu", "Show the figures as a table")}</summary>
      <TableBox label={title}>
        <table>
          <caption className="visually-hidden">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{heading}</th>
              {series.map(({ name }) => (
                <th key={name} scope="col" className="number">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {labels.map((label, nth) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                {series.map(({ name, values }) => (
                  <td key={name} className="number">
                    {said(values[nth] ?? null, unit, language)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </details>
  );
}

function NoPicture(_: Drawing) {
  const { t } = useLanguage();
  return <p>{t("Không tải được hình vẽ; số liệu có trong bảng dưới đây.", "The picture did not load; the table below has its figures.")}</p>;
}
