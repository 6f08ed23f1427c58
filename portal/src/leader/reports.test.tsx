import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { Claims } from "../session/token";
import { network, refusal, type Routes } from "../testing/network";
import { renderPage } from "../testing/render";
import { today } from "../words/format";
import Reports from "./reports";
import { ADMINISTRATOR, AGENCIES, LEADER, line, REPORT_ID } from "./reports/examples";
import { askedOf, lastFinished } from "./reports/periods";

const ASK = "POST /reports/reports";
const LIST = "GET /reports/reports";

function open(tab: string, routes: Routes, claims: Claims = LEADER) {
  return renderPage(Reports, { at: `/reports?tab=${tab}`, path: "/reports", claims, routes: { ...AGENCIES, ...routes } });
}

describe("asking for a report", () => {
  it("asks once on a double click, for last month, and goes to the report", async () => {
    const user = open("ask", { [ASK]: line({ state: "waiting" }) });
    await user.dblClick(await screen.findByRole("button", { name: "Make the report" }));
    await waitFor(() => expect(location.pathname).toBe(`/reports/${REPORT_ID}`));
    expect(network.of(ASK)).toHaveLength(1);
    const { period } = askedOf(lastFinished("month", "calendar", today()));
    expect(network.of(ASK)[0]?.body).toMatchObject({ form: "II.06c", agency: "H24", subtree: true, period, cutoff: "calendar" });
  });

  it("shows what the service finds wrong next to its field", async () => {
    const wrong = (field: string, detail_en: string) => ({ field, rule: "unknown", detail: "", detail_en });
    const errors = [wrong("/agency", "There was no agency H24 in this period."), wrong("/procedure", "No procedure 1.")];
    const user = open("ask", { [ASK]: refusal(422, "invalid", { errors }) });
    await user.click(await screen.findByRole("button", { name: "Make the report" }));
    const agency = await screen.findByRole("combobox", { name: /^Agency/ });
    await waitFor(() => expect(agency).toHaveAccessibleDescription(/There was no agency H24/));
    expect(screen.getByRole("combobox", { name: /^Procedure/ })).toHaveAccessibleDescription(/No procedure 1/);
  });

  it("says at the agency that it is outside the reader's scope", async () => {
    const user = open("ask", { [ASK]: refusal(403, "agency-not-yours", { title_en: "Not your agency" }) });
    await user.click(await screen.findByRole("button", { name: "Make the report" }));
    await waitFor(() => expect(screen.getByRole("combobox", { name: /^Agency/ })).toHaveAccessibleDescription(/Not your agency/));
  });

  it("offers a leader of one agency that agency and those below it alone", async () => {
    const below = { items: [{ code: "H24.X001.01", name: "Tổ một cửa", name_en: "Counter" }], next: null };
    const children = (request: Request) =>
      new URL(request.url).searchParams.get("parent") === "H24.X001" ? below : { items: [], next: null };
    const user = open("ask", { "GET /catalogue/agencies": children }, { ...LEADER, agency: "H24.X001" });
    await user.click(await screen.findByRole("button", { name: /Agency/ }));
    await waitFor(() =>
      expect(screen.getAllByRole("option").map(({ textContent }) => textContent)).toEqual(["Thuy Nguyen Ward", "Counter"]),
    );
  });
});

describe("the reports there are", () => {
  it("says how each stands and leads to it", async () => {
    const progress = { step: "reading", step_name: "", step_name_en: "Reading the figures", done: 1, total: 4 };
    const other = line({ report_id: "f".repeat(32), form_name_en: "Ranking", state: "making", progress, edition: null });
    open("made", { [LIST]: { items: [line(), other], next: null } });
    const done = await screen.findByRole("row", { name: /Dossiers by agency.*October 2026.*Ready/ });
    expect(within(done).getByRole("link")).toHaveAttribute("href", `/reports/${REPORT_ID}`);
    const made = screen.getByRole("row", { name: /Ranking.*Being made/ });
    expect(within(made).getByRole("progressbar")).toHaveAttribute("aria-valuenow", "25");
  });

  it("reads on where the page ended", async () => {
    const pages = (request: Request) =>
      new URL(request.url).searchParams.get("next") === "second"
        ? { items: [line({ report_id: "f".repeat(32), form_name_en: "Ranking" })], next: null }
        : { items: [line()], next: "second" };
    const user = open("made", { [LIST]: pages });
    await user.click(await screen.findByRole("button", { name: "More" }));
    expect(await screen.findByRole("row", { name: /Ranking/ })).toBeVisible();
    expect(screen.getByRole("row", { name: /Dossiers by agency/ })).toBeVisible();
  });
});

const SUBSCRIPTION = {
  subscription_id: "0a1b2c3d-0000",
  address: "ubnd@example.vn",
  form: "ranking",
  form_name: "Xếp hạng đơn vị",
  form_name_en: "Ranking of agencies",
  agency_code: "H24",
  agency_name: "Ủy ban nhân dân thành phố",
  agency_name_en: "City People's Committee",
  kinds: ["monthly"],
};
const SUBSCRIPTIONS = "GET /reports/subscriptions";

describe("reports by e-mail", () => {
  it("are subscribed to under an id of their own, the reader's address filled in", async () => {
    const id = "11111111-2222-4333-8444-555555555555";
    vi.spyOn(crypto, "randomUUID").mockReturnValue(id);
    const keep = `PUT /reports/subscriptions/${id}`;
    const user = open("mail", { [SUBSCRIPTIONS]: { items: [], next: null }, [keep]: SUBSCRIPTION });
    await user.click(await screen.findByRole("button", { name: "Subscribe" }));
    expect(screen.getByRole("textbox", { name: "E-mail address" })).toHaveValue("leader-1@example.vn");
    await user.click(screen.getByRole("checkbox", { name: /^Statutory/ }));
    await user.click(screen.getByRole("button", { name: "Keep" }));
    expect(await screen.findByText("The subscription of ubnd@example.vn is kept.")).toBeVisible();
    expect(network.of(keep).map(({ body }) => body)).toEqual([
      {
        address: "leader-1@example.vn",
        form: "II.06c",
        agency: "H24",
        kinds: ["monthly", "statutory"],
      },
    ]);
  });

  it("end only after a question was answered", async () => {
    const end = `DELETE /reports/subscriptions/${SUBSCRIPTION.subscription_id}`;
    const user = open("mail", { [SUBSCRIPTIONS]: { items: [SUBSCRIPTION], next: null }, [end]: SUBSCRIPTION });
    await user.click(await screen.findByRole("button", { name: /^Delete the subscription/ }));
    const question = await screen.findByRole("alertdialog", { name: "Delete this subscription?" });
    expect(network.of(end)).toHaveLength(0);
    network.serve({ [SUBSCRIPTIONS]: { items: [], next: null } });
    await user.click(within(question).getByRole("button", { name: "Delete" }));
    expect(await screen.findByText("There is none yet.")).toBeVisible();
    expect(network.of(end)).toHaveLength(1);
  });
});

const REBUILD_ID = "a".repeat(32);
const START = "POST /reports/rebuilds";
const REBUILD = `GET /reports/rebuilds/${REBUILD_ID}`;
const COMPARISON = {
  cells: 40,
  differing: 1,
  differences: [
    {
      day: "2026-11-24",
      agency_code: "H24.X001",
      field_code: "HOTICH",
      procedure_code: "1.001193",
      level: 4,
      channel: "online",
      figures: [{ measure: "paid_cash", active: 1, rebuilt: 2 }],
    },
  ],
  totals: [{ measure: "received", active: 40, rebuilt: 40 }],
  compared_at: "2026-11-25T09:00:00+07:00",
};

function rebuild(more: object): object {
  const progress = { events: 900, uncounted: 0, segments_done: 16, segments: 64, percent: 25 };
  return { rebuild_id: REBUILD_ID, version: 2, state: "counting", asked_at: "2026-11-25T09:00:00+07:00", progress, ...more };
}

describe("operating the reports", () => {
  it("is no leader's", async () => {
    open("ask", {});
    expect(await screen.findByRole("tab", { name: "By e-mail" })).toBeVisible();
    expect(screen.queryByRole("tab", { name: "Operations" })).not.toBeInTheDocument();
  });

  it("runs a schedule again, and says at the date what is wrong with it", async () => {
    const errors = [{ field: "/on", rule: "maximum", detail: "", detail_en: "This day is still to come." }];
    const user = open("operations", { "POST /reports/runs": refusal(422, "invalid", { errors }) }, ADMINISTRATOR);
    await user.click(await screen.findByRole("radio", { name: /^Monthly/ }));
    await user.click(screen.getByRole("button", { name: "Run it again" }));
    await waitFor(() => expect(screen.getByLabelText(/As it runs on/)).toHaveAccessibleDescription("This day is still to come."));
    expect(network.of("POST /reports/runs")[0]?.body).toEqual({ kind: "monthly", on: today() });
  });

  it("follows a rebuild to its comparison, and switches when that was agreed to", async () => {
    const change = `POST /reports/rebuilds/${REBUILD_ID}/switch`;
    const complete = rebuild({ state: "complete", comparison: COMPARISON });
    let asked = 0;
    const going = () => (++asked === 1 ? rebuild({}) : complete);
    const user = open("operations", { [START]: rebuild({}), [REBUILD]: going, [change]: complete }, ADMINISTRATOR);
    await user.click(await screen.findByRole("button", { name: "Start a rebuild" }));
    expect(await screen.findByRole("progressbar", { name: "Rebuilding" })).toHaveAttribute("aria-valuenow", "25");
    expect(await screen.findByText("1 of 40 cells differ.", undefined, { timeout: 2_000 })).toBeVisible();
    expect(screen.getByText("Paid in cash: 1 → 2")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Use the new version" }));
    expect(network.of(change)).toHaveLength(0);
    network.serve({ [REBUILD]: rebuild({ state: "switched" }) });
    await user.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Use it" }));
    expect(await screen.findByText("The new version is in use")).toBeVisible();
  });

  it("leads to the rebuild that stands in the way of another", async () => {
    const detail_en = `Rebuild ${REBUILD_ID} is not decided yet: switch to it or abandon it first.`;
    const user = open("operations", { [START]: refusal(409, "illegal-move", { detail_en }), [REBUILD]: rebuild({}) }, ADMINISTRATOR);
    await user.click(await screen.findByRole("button", { name: "Start a rebuild" }));
    await user.click(await screen.findByRole("button", { name: "See the one that runs" }));
    expect(await screen.findByRole("progressbar", { name: "Rebuilding" })).toBeVisible();
  });
});
