import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { network, refusal, type Routes } from "../testing/network";
import { renderPage } from "../testing/render";
import Dossier from "./dossier";
import { CODE, file, NONE, OFFICER, PROCEDURE, TIMELINE } from "./testing/examples";

const FILE = `GET /processing/dossiers/${CODE}`;
const MOVE = `POST /processing/dossiers/${CODE}`;
const ACCEPTED = { version: 2, status: 2, status_name_en: "Accepted", legal_moves: ["assign", "ask_supplement"] };

function open(dossier: object, routes: Routes = {}, at = `/worklist/${CODE}`) {
  return renderPage(Dossier, {
    at,
    path: "/worklist/:id",
    claims: OFFICER,
    routes: {
      [FILE]: dossier,
      [`${FILE}/timeline`]: TIMELINE,
      [`GET /papers/dossiers/${CODE}`]: NONE,
      "GET /catalogue/procedures/1.001193": PROCEDURE,
      "GET /processing/worklist": NONE,
      ...routes,
    },
  });
}

/** Answers of the dossier, one after the other; the last one stays. */
function after(...dossiers: object[]): () => object {
  return () => (dossiers.length > 1 ? dossiers.shift() : dossiers[0]) as object;
}

async function choose(user: ReturnType<typeof open>, name: string): Promise<HTMLElement> {
  await user.click(await screen.findByRole("button", { name }));
  return screen.findByRole("region", { name });
}

test("only the moves that are legal for the officer are offered", async () => {
  open(file({ legal_moves: ["return_result"] }));
  const moves = await screen.findByRole("region", { name: "What can be done" });
  expect(within(moves).getAllByRole("button").map((button) => button.textContent)).toEqual(["Hand over the result"]);
});

test("a request for supplement cannot be closed while the citizen has time", async () => {
  const supplement = { asked_at: "2026-11-25T09:00:00+07:00", deadline: "2999-12-25T23:59:00+07:00", items: [] };
  open(file({ status: 5, legal_moves: ["expire_supplement", "withdraw"], supplement }));
  expect(await screen.findByRole("button", { name: "Withdraw for the applicant" })).toBeVisible();
  expect(screen.queryByRole("button", { name: "Close the request" })).not.toBeInTheDocument();
});

test("the answers are shown as the procedure's form asked for them", async () => {
  open(file());
  expect(await screen.findByText("Name of the child")).toBeVisible();
  expect(screen.getByText("Male")).toBeVisible();
  expect(screen.getByText("16/11/2026")).toBeVisible();
});

test("it is said that the reading is recorded", async () => {
  open(file());
  expect(await screen.findByText(/is recorded/)).toBeVisible();
});

test("a move is sent with the version that was on the screen, and what came of it is focused", async () => {
  const user = open(file(), { [FILE]: after(file(), file(ACCEPTED)), [`${MOVE}/acceptance`]: {} });
  const form = await choose(user, "Accept");
  await user.click(within(form).getByRole("button", { name: "Accept" }));
  const done = (await screen.findByText("The dossier was accepted.")).closest("[role=status]");
  await waitFor(() => expect(done).toHaveFocus());
  const sent = network.of(`${MOVE}/acceptance`)[0];
  expect(sent?.headers.get("If-Match")).toBe('"1"');
  expect(sent?.headers.get("Idempotency-Key")).not.toBeNull();
  expect(screen.getByRole("button", { name: "Assign" })).toBeVisible();
});

test("what must be said is asked for before anything is sent", async () => {
  const user = open(file());
  const form = await choose(user, "Refuse");
  await user.click(within(form).getByRole("button", { name: "Refuse" }));
  expect(within(form).getByText("This is missing.")).toBeVisible();
  expect(within(form).getByRole("textbox")).toHaveFocus();
  expect(network.of(`${MOVE}/refusal`)).toHaveLength(0);
});

test("a refusal of the service stands next to its field", async () => {
  const errors = [{ field: "/reason", rule: "pattern", detail: "", detail_en: "Not like this." }];
  const user = open(file(), { [`${MOVE}/refusal`]: refusal(422, "invalid", { errors }) });
  const form = await choose(user, "Refuse");
  await user.type(within(form).getByRole("textbox"), "x");
  await user.click(within(form).getByRole("button", { name: "Refuse" }));
  await waitFor(() => expect(within(form).getByRole("textbox")).toBeInvalid());
  expect(within(form).getByRole("textbox")).toHaveAccessibleDescription(/Not like this/);
});

test("where somebody was faster, the fresh state is shown, what was typed stays, and it can be sent again", async () => {
  const routes = {
    [FILE]: after(file(), file(ACCEPTED)),
    [`${MOVE}/supplement-request`]: refusal(412, "stale-version"),
  };
  const user = open(file(), routes);
  const form = await choose(user, "Ask for a supplement");
  await user.type(within(form).getByRole("textbox", { name: "Why, and what is asked" }), "A clear copy");
  await user.click(within(form).getByRole("button", { name: "Ask for the supplement" }));
  expect(await within(form).findByText("Somebody has just updated this dossier")).toBeVisible();
  expect(within(form).getByText(/“Accepted”/)).toBeVisible();
  expect(within(form).getByRole("textbox", { name: "Why, and what is asked" })).toHaveValue("A clear copy");
  await user.click(within(form).getByRole("button", { name: "Ask for the supplement" }));
  await waitFor(() => expect(network.of(`${MOVE}/supplement-request`)).toHaveLength(2));
  const versions = network.of(`${MOVE}/supplement-request`).map(({ headers }) => headers.get("If-Match"));
  expect(versions).toEqual(['"1"', '"2"']);
});

test("a move that has become illegal says so and keeps what was typed", async () => {
  const withdrawn = file({ version: 2, status: 7, status_name_en: "Withdrawn", legal_moves: [] });
  const user = open(file(), { [FILE]: after(file(), withdrawn), [`${MOVE}/refusal`]: refusal(412, "stale-version") });
  const form = await choose(user, "Refuse");
  await user.type(within(form).getByRole("textbox"), "Not complete");
  await user.click(within(form).getByRole("button", { name: "Refuse" }));
  expect(await within(form).findByText("The dossier has changed")).toBeVisible();
  expect(within(form).getByRole("textbox")).toHaveValue("Not complete");
  expect(within(form).getByRole("button", { name: "Refuse" })).toBeDisabled();
});

test("what was typed for a move is still there when the page is opened anew", async () => {
  const user = open(file());
  const form = await choose(user, "Refuse");
  await user.type(within(form).getByRole("textbox"), "Not complete");
  await user.click(within(form).getByRole("button", { name: "Cancel" }));
  const again = await choose(user, "Refuse");
  expect(within(again).getByRole("textbox")).toHaveValue("Not complete");
});

test("an answer that never came is asked for again with the same key", async () => {
  const user = open(file(), { [`${MOVE}/acceptance`]: {} });
  const form = await choose(user, "Accept");
  network.offline = true;
  await user.click(within(form).getByRole("button", { name: "Accept" }));
  await within(form).findByText("No network connection");
  network.offline = false;
  await user.click(within(form).getByRole("button", { name: "Accept" }));
  await waitFor(() => expect(network.of(`${MOVE}/acceptance`)).toHaveLength(2));
  const keys = network.of(`${MOVE}/acceptance`).map(({ headers }) => headers.get("Idempotency-Key"));
  expect(keys[0]).toBe(keys[1]);
});

test("an extension begins with the apology that the watch has drafted", async () => {
  const draft = {
    kind: "APOLOGY_DRAFT",
    dossier_id: CODE,
    draft: "Xin lỗi vì [lý do].",
    draft_en: "",
    proposed_due_at: "2026-11-30T17:30:00+07:00",
  };
  const dossier = file({ status: 4, legal_moves: ["extend"] });
  const routes = { "GET /tracking/agencies/H24.X001/warnings": { items: [draft], next: null } };
  open(dossier, routes, `/worklist/${CODE}?move=extend`);
  expect(await screen.findByRole("textbox", { name: "The apology" })).toHaveValue("Xin lỗi vì [lý do].");
  expect(screen.getByLabelText("New due date")).toHaveValue("2026-11-30");
  expect(screen.getByLabelText("Time of day")).toHaveValue("17:30");
});

test("an officer who takes a dossier on is proposed, and named", async () => {
  const user = open(file(ACCEPTED), { [`${MOVE}/assignment`]: {} });
  const form = await choose(user, "Assign");
  await user.click(within(form).getByRole("button", { name: "Assign" }));
  await waitFor(() => expect(network.of(`${MOVE}/assignment`)).toHaveLength(1));
  expect(network.of(`${MOVE}/assignment`)[0]?.body).toEqual({ assignee: "officer-1", assignee_name: "Lê Thị Một Cửa" });
});

test("a procedure that names its linked agencies is forwarded to one of them only", async () => {
  const linked = { ...PROCEDURE, edition: { ...PROCEDURE.edition, linked_agencies: ["H24.CA"] } };
  const police = { code: "H24.CA", spans: [{ code: "H24.CA", name: "Công an", name_en: "Police", valid_to: null }], successors: [] };
  const user = open(file({ status: 4, legal_moves: ["forward"] }), {
    "GET /catalogue/procedures/1.001193": linked,
    "GET /catalogue/agencies/H24.CA": police,
    [`${MOVE}/forwarding`]: {},
  });
  const form = await choose(user, "Forward");
  await user.click(await within(form).findByRole("button", { name: /To which agency/ }));
  await user.click(await screen.findByRole("option", { name: "Police" }));
  await user.click(within(form).getByRole("button", { name: "Forward" }));
  await waitFor(() => expect(network.of(`${MOVE}/forwarding`)[0]?.body).toEqual({ to_agency: "H24.CA", note: "" }));
});

test("the cause of a delay is asked for only when the result is late", async () => {
  const late = { running: true, standing: "late", standing_name: "", standing_name_en: "" };
  const user = open(file({ status: 4, legal_moves: ["resolve"], clock: late }));
  const form = await choose(user, "Record the result");
  expect(within(form).getByRole("button", { name: /Cause of the delay/ })).toBeVisible();
});

test("an agency that has handed a dossier back is told so", async () => {
  const held = file({ status: 4, held_by: "H24.D02", legal_moves: ["receive_back"] });
  const user = open(held, {
    [FILE]: after(held, refusal(403, "not-entitled")),
    [`${MOVE}/receiving-back`]: {},
  });
  const form = await choose(user, "Take back");
  await user.click(within(form).getByRole("button", { name: "Take back" }));
  expect(await screen.findByText(/back with the agency that decides/)).toBeVisible();
});
