import { screen, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import type { Drawing } from "../parts/chart-series";
import { network, refusal } from "../testing/network";
import { renderPage } from "../testing/render";
import Statistics from "./statistics";
import { BOARD, EMPTY_BOARD } from "../statistics/testing/board";

vi.mock("../parts/chart-canvas", () => ({ default: ({ title }: Drawing) => <canvas role="img" aria-label={title} /> }));

const PUBLIC = "GET /reports/public";
const MANY = Array.from({ length: 20 }, (_, nth) => ({ ...BOARD.agencies[0]!, code: `X${nth}`, name: `Phường số ${nth}`, name_en: `Ward ${nth}`, received: 100 + nth }));

function open(board: object = BOARD, language: "vi" | "en" = "en") {
  return renderPage(Statistics, { at: "/statistics", language, routes: { [PUBLIC]: board } });
}

async function names(label: string): Promise<(string | null)[]> {
  const table = await screen.findByRole("table", { name: label });
  return within(table).getAllByRole("rowheader").map((head) => head.textContent);
}

async function figure(name: string): Promise<string> {
  return (await screen.findAllByText(name, { selector: "dt" }))[0]?.parentElement?.textContent ?? "";
}

test("four large figures say what they mean and as of when they are", async () => {
  open();
  expect(await figure("Received")).toContain("424");
  expect(await figure("Resolved")).toContain("350");
  expect(await figure("On time")).toMatch(/99\.43%of the results came by the date.*Late: 2 dossiers/);
  expect(await figure("Online")).toContain("80.66%");
  expect(screen.getByText("12:30 25/11/2026")).toBeVisible();
});

test("months, agencies and fields each have a picture", async () => {
  open();
  expect(await screen.findByRole("img", { name: "Dossiers received and resolved each month" })).toBeInTheDocument();
  expect(screen.getByRole("img", { name: "The agencies that received most" })).toBeInTheDocument();
  expect(screen.getByRole("img", { name: "The fields in which most was received" })).toBeInTheDocument();
});

test("agencies stand by what they received, and by any other column that is pressed", async () => {
  const user = open();
  const label = "Every agency that had dossiers";
  expect(await names(label)).toEqual(["Department of Justice", "Thuy Nguyen Ward", "Hong Bang Ward"]);
  const table = screen.getByRole("table", { name: label });
  const onTime = within(table).getByRole("button", { name: /On time/ });
  await user.click(onTime);
  await user.click(onTime);
  expect(onTime.closest("th")).toHaveAttribute("aria-sort", "ascending");
  expect(await names(label)).toEqual(["Thuy Nguyen Ward", "Department of Justice", "Hong Bang Ward"]);
});

test("an agency is found by a part of its name without diacritics", async () => {
  const user = open({ ...BOARD, agencies: [...MANY, ...BOARD.agencies] }, "vi");
  await user.type(await screen.findByRole("searchbox", { name: "Tìm cơ quan" }), "so tu");
  expect(await names("Mọi cơ quan có hồ sơ")).toEqual(["Sở Tư pháp"]);
  expect(screen.getByText("Tìm thấy 1")).toBeVisible();
});

test("a long list begins with a dozen and shows all on demand", async () => {
  const user = open({ ...BOARD, agencies: MANY });
  expect(await names("Every agency that had dossiers")).toHaveLength(12);
  await user.click(screen.getByRole("button", { name: "Show all (20)" }));
  expect(await names("Every agency that had dossiers")).toHaveLength(20);
});

test("where nothing was received the page says so and draws nothing", async () => {
  open(EMPTY_BOARD);
  expect(await screen.findByText(/nothing to publish yet/)).toBeVisible();
  expect(screen.queryByRole("img")).not.toBeInTheDocument();
});

test("after a failure the figures are asked for again", async () => {
  const user = open(refusal(500, "unexpected"));
  await screen.findByRole("alert");
  network.serve({ [PUBLIC]: BOARD });
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await figure("Received")).toContain("424");
});
