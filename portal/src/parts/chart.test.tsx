import { screen, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { renderPage } from "../testing/render";
import { Chart } from "./chart";
import type { Drawing } from "./chart-series";

vi.mock("./chart-canvas", () => ({ default: ({ title }: Drawing) => <canvas role="img" aria-label={title} /> }));

const MONTHS = ["10/2026", "11/2026"];

function Received() {
  return <Chart kind="bar" title="Received each month" heading="Month" labels={MONTHS} series={[{ name: "Received", look: "main", values: [1234, 0] }]} />;
}

function Shares() {
  return <Chart kind="line" unit="share" title="Shares" heading="Month" labels={MONTHS} series={[{ name: "On time", look: "main", values: [0.9996, null] }]} />;
}

function cells(row: RegExp) {
  return within(screen.getByRole("row", { name: row })).getAllByRole("cell").map((cell) => cell.textContent);
}

test("the picture has a name, and its figures stand in a table below it", async () => {
  const user = renderPage(Received);
  expect(await screen.findByRole("img", { name: "Received each month" })).toBeInTheDocument();
  await user.click(screen.getByText("Show the figures as a table"));
  expect(screen.getByRole("table", { name: "Received each month" })).toBeVisible();
  expect(cells(/10\/2026/)).toEqual(["1,234"]);
});

test("figures are written as in the reader's language", async () => {
  const user = renderPage(Received, { language: "vi" });
  await user.click(screen.getByText("Xem bảng số liệu"));
  expect(cells(/10\/2026/)).toEqual(["1.234"]);
});

test("almost all is not rounded to all, and nothing is a dash", async () => {
  const user = renderPage(Shares);
  await user.click(screen.getByText("Show the figures as a table"));
  expect(cells(/10\/2026/)).toEqual(["99.96%"]);
  expect(cells(/11\/2026/)).toEqual(["–"]);
});

test("the place of the picture has its height before the picture comes", () => {
  renderPage(Received);
  const box = document.querySelector<HTMLElement>(".chart-box");
  expect(box?.style.height).toBe("16rem");
});
