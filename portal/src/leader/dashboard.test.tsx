import { act, screen, waitFor, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { BOARD } from "../statistics/testing/board";
import type { Drawing } from "../parts/chart-series";
import { network, refusal } from "../testing/network";
import { renderPage } from "../testing/render";
import Dashboard from "./dashboard";

vi.mock("../parts/chart-canvas", () => ({ default: ({ title }: Drawing) => <canvas role="img" aria-label={title} /> }));

const LEADER = { subject: "leader-1", name: "Vũ Văn Lãnh", roles: ["leader"], agency: "H24", phone: "", email: "", identity: "" };
const UNITS = "GET /reports/agencies/H24/units/today";
const PEOPLE = "GET /reports/agencies/H24.X001/today";
const NONE = { due_today: 0, due_soon: 0, overdue: 0, waiting: 0, stopped: 0, unreceived: 0 };
const DAY = { as_of: "2026-11-25T12:00:00+07:00", soon: ["2026-11-26", "2026-11-27", "2026-11-30"] };

function unit(agency_code: string, agency_name_en: string, more: object) {
  return { ...NONE, agency_code, agency_name: `vi ${agency_name_en}`, agency_name_en, ended_on: null, ...more };
}

const UNITS_DAY = {
  ...DAY,
  agency_code: "H24",
  agency_name: "Ủy ban nhân dân",
  agency_name_en: "People's Committee",
  total: { ...NONE, overdue: 3, due_today: 2, due_soon: 4 },
  units: [
    unit("H24.D02", "Department of Justice", { overdue: 1, due_soon: 4 }),
    unit("H24.X001", "Thuy Nguyen Ward", { overdue: 2, due_today: 2 }),
    unit("H24.X009", "Old Ward", { waiting: 1, ended_on: "2026-07-01" }),
  ],
};

const AGENCY_DAY = {
  ...DAY,
  agency_code: "H24.X001",
  agency_name: "Phường Thủy Nguyên",
  agency_name_en: "Thuy Nguyen Ward",
  total: { ...NONE, overdue: 2, due_today: 2, unreceived: 5, reception_overdue: 1 },
  people: [
    { ...NONE, reception_overdue: 0, name: "Lê Thị Một Cửa", overdue: 2, due_today: 2 },
    { ...NONE, reception_overdue: 1, name: "", unreceived: 5 },
  ],
  held_for_others: 3,
  truncated: false,
};

function open(at = "/lead", routes = {}, claims = LEADER) {
  const all = { [UNITS]: UNITS_DAY, [PEOPLE]: AGENCY_DAY, "GET /reports/public": BOARD, ...routes };
  return renderPage(Dashboard, { at, path: "/lead", claims, routes: all });
}

async function figure(name: string): Promise<HTMLElement> {
  return (await screen.findAllByText(name, { selector: "dt" }))[0]!.parentElement!;
}

async function rows(label: string): Promise<(string | null)[]> {
  const table = await screen.findByRole("table", { name: label });
  return within(table).getAllByRole("rowheader").map((head) => head.textContent);
}

test("today's standing is told in figures and words, the units with most overdue first", async () => {
  open();
  expect(await figure("Overdue")).toHaveTextContent("3past their due date");
  expect(await figure("Due soon")).toHaveTextContent("(26/11, 27/11, 30/11)");
  expect(await rows("The units today")).toEqual(["Thuy Nguyen Ward", "Department of Justice", "Old Wardended on 01/07/2026"]);
  expect(await screen.findByRole("img", { name: /most pressed units/ })).toBeInTheDocument();
});

test("a unit that is chosen stands in the address and shows its people", async () => {
  const user = open();
  await user.click(await screen.findByRole("link", { name: "Thuy Nguyen Ward" }));
  expect(location.search).toBe("?unit=H24.X001");
  expect(await rows("Today's dossiers by person")).toEqual(["Lê Thị Một Cửa", "Assigned to nobody"]);
  expect(screen.getByRole("heading", { name: "Today" })).toHaveFocus();
  expect(screen.getByText(/holds 3 linked dossiers/)).toBeVisible();
  act(() => history.back());
  expect(await rows("The units today")).toHaveLength(3);
});

test("from a unit one gets to its worklist, and to what is overdue in it", async () => {
  open("/lead?unit=H24.X001&month=2026-10");
  expect(await screen.findByRole("link", { name: "See what is overdue (2)" })).toHaveAttribute("href", "/worklist?agency=H24.X001&due=late");
  expect(screen.getByRole("link", { name: "See all dossiers of the unit" })).toHaveAttribute("href", "/worklist?agency=H24.X001");
  expect(screen.getByRole("link", { name: /All units/ })).toHaveAttribute("href", "/lead?month=2026-10");
});

test("an administrator is told why today is not theirs, and sees the year", async () => {
  open("/lead", {}, { ...LEADER, roles: ["administrator"] });
  expect(await screen.findByText(/for the leaders of its agency only/)).toBeVisible();
  expect(await figure("Late")).toHaveTextContent("2");
  expect(network.of(UNITS)).toHaveLength(0);
});

test("an agency that is chosen has its own figures beside those of all, and the way to a report", async () => {
  open("/lead?agency=H24.D02");
  const received = await figure("Received");
  expect(received).toHaveTextContent("300");
  expect(received).toHaveTextContent("All: 424");
  expect(screen.getByRole("link", { name: "Make a report" })).toHaveAttribute("href", "/reports");
});

test("choosing a field takes the place of the agency in the address", async () => {
  const user = open("/lead?agency=H24.D02");
  await user.click(await screen.findByRole("button", { name: /All fields/ }));
  await user.click(await screen.findByRole("option", { name: "Civil status" }));
  expect(location.search).toBe("?field=HOTICH");
  expect(await screen.findByRole("heading", { name: "Civil status" })).toBeVisible();
});

test("what cannot be renewed stays, and says so", async () => {
  const user = open();
  await figure("Overdue");
  network.serve({ [UNITS]: refusal(503, "unavailable") });
  await user.click(screen.getAllByRole("button", { name: "Renew now" })[0]!);
  expect(await screen.findByText("Could not be renewed: unavailable")).toBeVisible();
  expect(await figure("Overdue")).toHaveTextContent("3");
});

test("a unit that is not the leader's is refused in place, the way back beside it", async () => {
  open("/lead?unit=H24.X001", { [PEOPLE]: refusal(403, "agency-not-yours") });
  expect(await screen.findByRole("alert")).toHaveTextContent("agency-not-yours");
  expect(screen.getByRole("link", { name: /All units/ })).toHaveAttribute("href", "/lead");
  await waitFor(() => expect(screen.getByRole("heading", { name: "By month" })).toBeVisible());
});
