import { screen, waitFor, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { network, refusal } from "../testing/network";
import { renderPage } from "../testing/render";
import ReportPage from "./report";
import { edition, files, LEADER, line, REPORT_ID, SHEET } from "./reports/examples";

const REPORT = `GET /reports/reports/${REPORT_ID}`;
const FIRST = `${REPORT}/editions/1`;
const SECOND = `${REPORT}/editions/2`;
const JSON_FILE = "GET /report.json";
const MAKING = { step: "reading", step_name: "Đọc số liệu", step_name_en: "Reading the figures", done: 1, total: 6 };

const ready = (...editions: object[]) => ({ ...line({ edition: editions.length }), editions, links: null, expires_in: null });
const unfinished = (state: string) => ({ ...line({ state, progress: MAKING, edition: null }), editions: [], links: null, expires_in: null });

function open(routes: Parameters<typeof network.serve>[0]) {
  return renderPage(ReportPage, { at: `/reports/${REPORT_ID}`, path: "/reports/:id", claims: LEADER, routes: { [JSON_FILE]: SHEET, ...routes } });
}

test("a report under way tells how far it is, and once it is ready has its files", async () => {
  let asked = 0;
  open({ [REPORT]: () => (++asked === 1 ? unfinished("making") : ready(edition(1))), [FIRST]: files(1) });
  const bar = await screen.findByRole("progressbar");
  expect(bar).toHaveAttribute("aria-valuetext", "Reading the figures · 1/6");
  const links = await screen.findByRole("list", { name: /^Download: Edition 1/ }, { timeout: 2_000 });
  expect(within(links).getAllByRole("link").map(({ textContent }) => textContent)).toEqual([
    "Download XLSX",
    "Download PDF",
    "Download CSV",
    "Download JSON",
  ]);
  expect(screen.queryByRole("progressbar")).not.toBeInTheDocument();
});

test("links are asked for anew before they end", async () => {
  let asked = 0;
  open({ [REPORT]: ready(edition(1)), [FIRST]: () => files(1, { expires_in: 0.2 }, String(++asked)) });
  const pdf = await screen.findByRole("link", { name: "Download PDF" });
  expect(pdf).toHaveAttribute("href", "http://storage.example/report.pdf?signed=1");
  await waitFor(() => expect(pdf).toHaveAttribute("href", "http://storage.example/report.pdf?signed=2"));
});

test("a link that is about to end is asked for anew when it is pressed", async () => {
  let asked = 0;
  const user = open({ [REPORT]: ready(edition(1)), [FIRST]: () => files(1, { expires_in: 10 }, String(++asked)) });
  const opened = vi.spyOn(window, "open").mockReturnValue(null);
  await user.click(await screen.findByRole("link", { name: "Download PDF" }));
  await waitFor(() => expect(opened).toHaveBeenCalledWith("http://storage.example/report.pdf?signed=2", "_self"));
});

test("what an edition restates stands figure by figure, before and now", async () => {
  const restates = [
    { detail: "", detail_en: "Against edition 1 of 2026-11-20: 2 figures changed." },
    { detail: "", detail_en: "Phường Thủy Nguyên: khu A, Received – Online: 1.198 → 1.200 (+2)" },
    { detail: "", detail_en: "… and 1 other figures." },
  ];
  open({ [REPORT]: ready(edition(1), edition(2, { restated: 2 })), [SECOND]: files(2, { restates }) });
  const list = await screen.findByRole("list", { name: /Against edition 1/ });
  expect(within(list).getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual([
    "Phường Thủy Nguyên: khu A, Received – Online: 1.198 → 1.200 (+2)",
    "… and 1 other figures.",
  ]);
  expect(screen.getByRole("heading", { name: /2 figures restated/ })).toBeVisible();
});

test("an earlier edition keeps its files, read when it is opened", async () => {
  const user = open({ [REPORT]: ready(edition(1), edition(2)), [FIRST]: files(1), [SECOND]: files(2) });
  const earlier = await screen.findByRole("button", { name: /^Edition 1/ });
  expect(network.of(FIRST)).toHaveLength(0);
  await user.click(earlier);
  expect(await screen.findByRole("list", { name: /^Download: Edition 1/ })).toBeVisible();
});

test("the figures are on the screen under the form's headings", async () => {
  open({ [REPORT]: ready(edition(1)), [FIRST]: files(1) });
  const table = await screen.findByRole("table", { name: "Figures" });
  expect(within(table).getByRole("columnheader", { name: "Received" })).toHaveAttribute("colspan", "2");
  expect(within(table).getByRole("columnheader", { name: "Agency" })).toHaveAttribute("rowspan", "2");
  const row = within(table).getByRole("row", { name: /Phường Thủy Nguyên/ });
  expect(within(row).getAllByRole("cell").map(({ textContent }) => textContent)).toEqual(["1", "1,200", "", "98.5% 1,182/1,200"]);
});

test("where the figures cannot be fetched the links stand all the same", async () => {
  open({ [REPORT]: ready(edition(1)), [FIRST]: files(1), [JSON_FILE]: refusal(403, "expired") });
  expect(await screen.findByRole("alert")).toBeVisible();
  expect(screen.getByRole("link", { name: "Download PDF" })).toBeVisible();
});

test("one that could not be made says so, and is asked for once more as it was", async () => {
  const user = open({ [REPORT]: unfinished("failed"), "POST /reports/reports": unfinished("waiting") });
  expect(await screen.findByText(/could not be made: the system failed/)).toBeVisible();
  network.serve({ [REPORT]: unfinished("waiting") });
  await user.click(screen.getByRole("button", { name: "Make it again" }));
  expect(await screen.findByRole("progressbar")).toBeVisible();
  expect(network.of("POST /reports/reports")[0]?.body).toEqual({
    form: "II.06c",
    agency: "H24",
    subtree: true,
    period: "2026-10",
    cutoff: "calendar",
    field: "",
    procedure: "",
    level: null,
    channel: "",
  });
});
