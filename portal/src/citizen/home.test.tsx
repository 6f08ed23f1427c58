import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { network } from "../testing/network";
import { renderPage } from "../testing/render";
import { AGENCY, EXTRACT, listOf, PRICE } from "../testing/samples";
import Home from "./home";
import Procedure from "./procedure";

const SEARCH = "GET /catalogue/procedures";
const FIELDS = listOf({ code: "HOTICH", name: "Hộ tịch", name_en: "Civil status" });

function summary(code: string, name_en: string, level = 4) {
  return {
    code,
    name: `vi ${name_en}`,
    name_en,
    field: "HOTICH",
    field_name: "Hộ tịch",
    field_name_en: "Civil status",
    level,
    level_name: "Toàn trình",
    level_name_en: level === 4 ? "Fully online" : "Information",
    channels: ["online"],
    competent_tiers: [],
    competent_agencies: [],
    valid_from: "2025-07-01",
    valid_to: null,
    demo: false,
  };
}

describe("finding a procedure", () => {
  it("begins with the fields and the way to one's own dossier", async () => {
    renderPage(Home, { routes: { "GET /catalogue/fields": FIELDS } });
    expect(await screen.findByRole("button", { name: "Civil status" })).toBeInTheDocument();
    expect(screen.getByRole("link", { name: "Look up my dossier" })).toHaveAttribute("href", "/lookup");
    expect(network.of(SEARCH)).toHaveLength(0);
  });

  it("searches once for a typed word and keeps it in the address", async () => {
    const routes = { "GET /catalogue/fields": FIELDS, [SEARCH]: listOf(summary("1.1", "Birth"), summary("1.2", "Assets", 2)) };
    const user = renderPage(Home, { routes });
    await user.type(screen.getByRole("searchbox"), "khai");
    const birth = await screen.findByRole("link", { name: "Birth" });
    expect(birth).toHaveAttribute("href", "/procedures/1.1");
    expect(network.of(SEARCH).map(({ url }) => url.searchParams.get("q"))).toEqual(["khai"]);
    expect(location.search).toBe("?q=khai");
    expect(screen.getByText("At the counter")).toBeInTheDocument();
    expect(screen.getByText("2 procedures")).toBeInTheDocument();
  });

  it("goes on page by page", async () => {
    const page = (request: Request) =>
      new URL(request.url).searchParams.get("next") === "more"
        ? listOf(summary("1.2", "Second"))
        : { items: [summary("1.1", "First")], next: "more" };
    const user = renderPage(Home, { at: "/?field=HOTICH", routes: { "GET /catalogue/fields": FIELDS, [SEARCH]: page } });
    await user.click(await screen.findByRole("button", { name: "More" }));
    expect(await screen.findByRole("link", { name: "Second" })).toBeInTheDocument();
    expect(screen.getByRole("link", { name: "First" })).toBeInTheDocument();
  });

  it("says so when nothing is found", async () => {
    renderPage(Home, { at: "/?q=xyz", routes: { "GET /catalogue/fields": FIELDS, [SEARCH]: listOf() } });
    expect(await screen.findByText("No procedure was found.")).toBeInTheDocument();
  });
});

describe("one procedure", () => {
  const routes = {
    "GET /catalogue/procedures/2.000635": EXTRACT,
    "GET /catalogue/procedures/2.000635/fees": (request: Request) => {
      const copies = Number(new URL(request.url).searchParams.get("copies"));
      return { ...PRICE, total: 8000 * copies };
    },
    "GET /catalogue/agencies/H24.X001": AGENCY,
  };
  const open = (more: object = {}) =>
    renderPage(Procedure, { at: "/procedures/2.000635", path: "/procedures/:code", routes: { ...routes, ...more } });

  it("tells documents, terms and who decides, and leads to submitting", async () => {
    open();
    expect(await screen.findByRole("link", { name: "Submit online" })).toHaveAttribute("href", "/submit/2.000635");
    expect(screen.getByText("8 working hours")).toBeInTheDocument();
    expect(screen.getByText("Identity paper")).toBeInTheDocument();
    expect(await screen.findByText("Thuy Nguyen Ward")).toBeInTheDocument();
  });

  it("prices one's own case as it is typed", async () => {
    const user = open();
    const table = await screen.findByRole("table", { name: "Fees and charges" });
    expect(within(table).getByText("8,000 VND")).toBeInTheDocument();
    const copies = screen.getByLabelText("Number of copies");
    await user.clear(copies);
    await user.type(copies, "3");
    await waitFor(() => expect(within(table).getByText("24,000 VND")).toBeInTheDocument());
  });

  it("cannot be submitted online at the level that only informs", async () => {
    open({ "GET /catalogue/procedures/2.000635": { ...EXTRACT, edition: { ...EXTRACT.edition, level: 2 } } });
    expect(await screen.findByText(/cannot be submitted online yet/)).toBeInTheDocument();
    expect(screen.queryByRole("link", { name: "Submit online" })).not.toBeInTheDocument();
  });
});
