/** The picture of a chart, with the library that draws it. */
import {
  BarController,
  BarElement,
  CategoryScale,
  Chart as Library,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
  type ChartData,
  type ChartOptions,
  type PointStyle,
} from "chart.js";
import { useMemo } from "react";
import { Chart } from "react-chartjs-2";
import type { Language } from "../api/problems";
import { useLanguage } from "../words/language";
import { said, type Drawing, type Look, type Series } from "./chart-series";
import { css, fontSize, paint } from "./chart-paint";

type Kind = "bar" | "line";

Library.register(BarController, BarElement, CategoryScale, LinearScale, LineController, LineElement, PointElement, Tooltip);

const POINTS: Record<Look, PointStyle> = { main: "circle", second: "rectRot", bad: "triangle", warn: "rect", soft: "crossRot" };
const NAME = 24;
const LINES = 2;

export default function Canvas(drawing: Drawing) {
  const { t, language } = useLanguage();
  const { title, kind, labels, series, across = false, unit = "count" } = drawing;
  const data = useMemo(() => dataOf(kind, labels, series), [kind, labels, series]);
  const options = useMemo(
    () => optionsOf({ title, kind, labels, series, across, unit }, language),
    [title, kind, labels, series, across, unit, language],
  );
  const name = `${title}. ${t("Số liệu có trong bảng ngay dưới hình.", "The figures are in the table below the picture.")}`;
  return <Chart type={kind === "line" ? "line" : "bar"} data={data} options={options} aria-label={name} />;
}

function dataOf(kind: Drawing["kind"], labels: readonly string[], series: readonly Series[]): ChartData<Kind, (number | null)[], string> {
  return { labels: [...labels], datasets: series.map((one) => (kind === "line" ? lineOf(one) : barsOf(one))) };
}

function barsOf({ name, look, values }: Series) {
  return {
    label: name,
    data: [...values],
    backgroundColor: () => paint(look),
    borderColor: () => css(`--chart-${look}-edge`),
    borderWidth: 1,
    maxBarThickness: 40,
  };
}

function lineOf({ name, look, values }: Series) {
  return {
    label: name,
    data: [...values],
    borderColor: () => css(`--chart-${look}-edge`),
    backgroundColor: () => css(`--chart-${look}`),
    borderDash: look === "main" ? [] : [6, 4],
    borderWidth: 2,
    pointStyle: POINTS[look],
    pointRadius: 4,
    clip: false as const,
  };
}

/** Without movement: a board that refreshes itself has to stand still. */
function optionsOf(drawing: Required<Drawing>, language: Language): ChartOptions<Kind> {
  const { across, unit, kind } = drawing;
  const [along, aside] = across ? (["y", "x"] as const) : (["x", "y"] as const);
  return {
    animation: false,
    maintainAspectRatio: false,
    layout: { padding: kind === "line" ? { top: 6, right: 6 } : 0 },
    indexAxis: along,
    interaction: { mode: "index", intersect: false, axis: along },
    font: { family: css("font-family"), size: fontSize() },
    scales: { [along]: namesOf(drawing), [aside]: { ...valuesOf(drawing, language), stacked: kind === "stacked" } },
    plugins: {
      tooltip: {
        callbacks: { label: ({ dataset, raw }) => `${dataset.label}: ${said(raw as number | null, unit, language)}` },
      },
    },
  };
}

function namesOf({ across, labels, kind }: Required<Drawing>) {
  const shown = (nth: string | number) => (across ? wrapped(labels[Number(nth)] ?? "") : labels[Number(nth)]);
  return {
    stacked: kind === "stacked",
    grid: { display: false },
    ticks: { autoSkip: !across, maxRotation: 45, color: () => css("--ink"), callback: shown },
  };
}

function valuesOf({ unit }: Required<Drawing>, language: Language) {
  return {
    beginAtZero: true,
    ...(unit === "share" ? { max: 1 } : {}),
    grid: { color: () => css("--line") },
    ticks: {
      maxTicksLimit: 6,
      ...(unit === "count" ? { precision: 0 } : {}),
      color: () => css("--ink-soft"),
      callback: (value: string | number) => said(Number(value), unit, language),
    },
  };
}

/** A long name in two lines, cut where it is longer: the table has all of it. */
function wrapped(name: string): string[] {
  const lines = [""];
  for (const word of name.split(" ")) {
    const last = lines.length - 1;
    const longer = `${lines[last]} ${word}`.trim();
    if (longer.length <= NAME || lines[last] === "") lines[last] = longer;
    else lines.push(word);
  }
  return lines.length <= LINES ? lines : [...lines.slice(0, LINES - 1), `${lines[LINES - 1]}…`];
}
