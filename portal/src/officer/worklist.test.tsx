import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { network, refusal } from "../testing/network";
import { renderPage } from "../testing/render";
import { AGENCY, CODE, line, NONE, OFFICER } from "./testing/examples";
import Worklist from "./worklist";

const OTHER = "H24.X001-261125-0002";
const LIST = "GET /processing/worklist";
const SURROUNDINGS = { "GET /catalogue/agencies/H24.X001": AGENCY };

function open(lines: object[], at = "/worklist", routes = {}) {
  return renderPage(Worklist, {
    at,
    path: "/worklist",
    claims: OFFICER,
    routes: { ...SURROUNDINGS, [LIST]: { items: lines, next: null }, ...routes },
  });
}

test("each dossier says in words how pressing it is", async () => {
  open([line({ standing: "late" }), line({ dossier_id: OTHER, status: 5, standing: "waiting" })]);
  const late = await screen.findByRole("row", { name: new RegExp(CODE) });
  expect(within(late).getByText("Late")).toBeVisible();
  expect(within(screen.getByRole("row", { name: new RegExp(OTHER) })).getByText("Waiting for the citizen")).toBeVisible();
});

test("the filters of the address are what is asked for", async () => {
  open([line()], "/worklist?status=2&due=week");
  await screen.findByRole("row", { name: new RegExp(CODE) });
  const asked = network.of(LIST)[0]?.url.searchParams;
  expect(asked?.get("status")).toBe("2");
  expect(asked?.get("due_before")).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(asked?.get("agency")).toBe("H24.X001");
});

test("a filter that is chosen stands in the address", async () => {
  const user = open([line()]);
  await user.click(await screen.findByText("Assigned to me"));
  expect(location.search).toBe("?mine=1");
  expect(screen.queryByRole("row", { name: new RegExp(CODE) })).not.toBeInTheDocument();
});

test("more dossiers are read on from where the page ended", async () => {
  const user = open([], "/worklist", {
    [LIST]: (request: Request) =>
      new URL(request.url).searchParams.get("next") === "second"
        ? { items: [line({ dossier_id: OTHER })], next: null }
        : { items: [line()], next: "second" },
  });
  await user.click(await screen.findByRole("button", { name: "More" }));
  expect(await screen.findByRole("row", { name: new RegExp(OTHER) })).toBeVisible();
  expect(screen.getByRole("row", { name: new RegExp(CODE) })).toBeVisible();
});

test("Enter opens the dossier that the arrows lead to", async () => {
  const user = open([line()]);
  await screen.findByRole("row", { name: new RegExp(CODE) });
  await user.keyboard("l{Enter}");
  await waitFor(() => expect(location.pathname).toBe(`/worklist/${CODE}`));
});

test("what was registered is accepted at once, each with its own key, version and outcome", async () => {
  const accepted = { clock: { running: true, due_at: "2026-11-27T17:30:00+07:00" } };
  const user = open([line(), line({ dossier_id: OTHER, version: 3 }), line({ dossier_id: "H24.X001-261125-0003", status: 2 })], "/worklist", {
    [`POST /processing/dossiers/${CODE}/acceptance`]: accepted,
    [`POST /processing/dossiers/${OTHER}/acceptance`]: refusal(412, "stale-version", { title_en: "It has changed" }),
  });
  const all = await screen.findByRole("checkbox", { name: "Select All" });
  await user.click(all);
  await user.click(screen.getByRole("button", { name: "Accept selected (2)" }));
  expect(await screen.findByText("1 accepted, 1 not.")).toBeVisible();
  const outcome = screen.getByRole("region", { name: "Outcome of the acceptance" });
  expect(within(outcome).getByText(/It has changed/)).toBeVisible();
  const calls = [CODE, OTHER].map((code) => network.of(`POST /processing/dossiers/${code}/acceptance`)[0]?.headers);
  expect(calls.map((headers) => headers?.get("If-Match"))).toEqual(['"1"', '"3"']);
  expect(new Set(calls.map((headers) => headers?.get("Idempotency-Key"))).size).toBe(2);
});

test("a question mark shows the shortcuts, and there they can be switched off", async () => {
  const user = open([line()]);
  await screen.findByRole("row", { name: new RegExp(CODE) });
  await user.keyboard("?");
  const help = await screen.findByRole("dialog", { name: "Keyboard shortcuts" });
  await user.click(within(help).getByText("Use single-key shortcuts"));
  await user.click(within(help).getByRole("button", { name: "Close" }));
  await user.keyboard("m");
  expect(location.search).toBe("");
});

test("a warning with a drafted apology leads to the extension", async () => {
  const warning = {
    kind: "APOLOGY_DRAFT",
    kind_name: "Dự thảo thư xin lỗi",
    kind_name_en: "Draft of an apology",
    dossier_id: CODE,
    agency_code: "H24.X001",
    agency_name: "",
    agency_name_en: "",
    procedure_code: "1.001193",
    procedure_name: "Đăng ký khai sinh",
    deadline: "2026-11-26T17:30:00+07:00",
    warned_at: "2026-11-25T09:00:00+07:00",
    draft: "Xin lỗi vì [lý do].",
    draft_en: "",
    proposed_due_at: "2026-11-30T17:30:00+07:00",
  };
  open([], "/worklist?tab=warnings", { "GET /tracking/agencies/H24.X001/warnings": { items: [warning], next: null } });
  expect(await screen.findByRole("link", { name: /Extend and apologise/ })).toHaveAttribute("href", `/worklist/${CODE}?move=extend`);
});

test("an agency whose messages all arrived has nobody to call", async () => {
  open([], "/worklist?tab=undelivered", { "GET /tracking/agencies/H24.X001/undelivered": NONE });
  expect(await screen.findByText("Every message could be delivered.")).toBeVisible();
});
