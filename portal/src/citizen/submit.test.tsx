import { act, cleanup, screen, waitFor, within } from "@testing-library/react";
import type { UserEvent } from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { network, refusal } from "../testing/network";
import { CITIZEN, renderPage } from "../testing/render";
import { AGENCY, EXTRACT, OWN, PRICE, RECEIPT } from "../testing/samples";
import { draftsOf } from "./submission/drafts";
import Submit from "./submit";

const SUBMIT = "POST /intake/dossiers";
const ROUTES = {
  "GET /catalogue/procedures/2.000635": EXTRACT,
  "GET /catalogue/agencies/H24.X001": AGENCY,
  "GET /catalogue/procedures/2.000635/fees": PRICE,
  [SUBMIT]: () => Response.json(RECEIPT, { status: 201 }),
};

function open(at = "/submit/2.000635"): UserEvent {
  return renderPage(Submit, { at, path: "/submit/:code", claims: CITIZEN, routes: ROUTES });
}

const press = (user: UserEvent, name: string) => user.click(screen.getByRole("button", { name }));
const step = (name: RegExp) => screen.findByRole("heading", { name });

async function toForm(user: UserEvent): Promise<void> {
  await user.click(await screen.findByRole("radio", { name: "Thuy Nguyen Ward" }));
  await press(user, "Continue");
  await step(/Step 2/);
  await press(user, "Continue");
  await step(/Step 3/);
}

async function toReview(user: UserEvent): Promise<void> {
  await toForm(user);
  await user.type(screen.getByLabelText("Name on the record"), "An");
  await user.type(screen.getByLabelText("Number of copies"), "2");
  for (const next of [/Step 4/, /Step 5/, /Step 6/]) {
    await press(user, "Continue");
    await step(next);
  }
  await screen.findByRole("row", { name: /Total.*16,000/ });
}

function goOnline(online: boolean): void {
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(online);
  act(() => void window.dispatchEvent(new Event(online ? "online" : "offline")));
}

describe("submitting a dossier", { timeout: 20_000 }, () => {
  beforeEach(() => goOnline(true));

  it("is done once with the draft's key, however often it is asked for, and leaves no draft", async () => {
    const user = open();
    await toReview(user);
    const [draft] = await draftsOf(CITIZEN.subject);
    await user.dblClick(screen.getByRole("button", { name: "Submit" }));
    expect(await screen.findByText("847859")).toBeInTheDocument();
    expect(screen.getByText(RECEIPT.dossier_id)).toBeInTheDocument();
    expect(screen.getByRole("button", { name: /Pay now.*16,000/ })).toBeInTheDocument();
    const sent = network.of(SUBMIT);
    expect(sent.map(({ headers }) => headers.get("Idempotency-Key"))).toEqual([draft?.key]);
    expect(sent[0]?.body).toMatchObject({ agency_code: "H24.X001", answers: { person_name: "An", copies: 2 } });
    expect(await draftsOf(CITIZEN.subject)).toEqual([]);
  });

  it("stays at a step and says at the field what is missing", async () => {
    const user = open();
    await toForm(user);
    await press(user, "Continue");
    expect(screen.getByLabelText("Name on the record")).toHaveAccessibleDescription("This is missing.");
    expect(screen.getByLabelText("Name on the record")).toHaveFocus();
    expect(within(screen.getByRole("alert")).getByText("Number of copies: This is missing.")).toBeInTheDocument();
  });

  it("goes on with the draft after the page was loaded anew", async () => {
    const user = open();
    await toForm(user);
    await user.type(screen.getByLabelText("Name on the record"), "Bảo");
    cleanup();
    open();
    expect(await screen.findByText(/Your draft was restored/)).toBeInTheDocument();
    expect(screen.getByLabelText("Name on the record")).toHaveValue("Bảo");
  });

  it("leads to the step and field that the service refuses, until it is changed", async () => {
    const errors = [{ field: "/answers/person_name", rule: "other", detail: "Tên sai", detail_en: "Wrong name" }];
    const user = open();
    await toReview(user);
    network.serve({ [SUBMIT]: refusal(422, "invalid-input", { errors }) });
    await press(user, "Submit");
    await step(/Step 3/);
    const name = await screen.findByLabelText("Name on the record");
    expect(name).toHaveAccessibleDescription("Wrong name");
    await user.type(name, "h");
    expect(name).not.toHaveAccessibleDescription();
  });

  it("sends the same under the same key when no answer came", async () => {
    const user = open();
    await toReview(user);
    network.offline = true;
    await press(user, "Submit");
    expect(await screen.findByText(/there will be one dossier only/)).toBeInTheDocument();
    network.offline = false;
    await press(user, "Submit");
    await screen.findByText("847859");
    const [first, second] = network.of(SUBMIT);
    expect(second?.headers.get("Idempotency-Key")).toBe(first?.headers.get("Idempotency-Key"));
    expect(second?.body).toEqual(first?.body);
  });

  it("waits without a network, and asks before it submits when there is one again", async () => {
    const user = open();
    await toReview(user);
    goOnline(false);
    await press(user, "Submit");
    expect(await screen.findByText(/When it is back you will be asked/)).toBeInTheDocument();
    expect(network.of(SUBMIT)).toHaveLength(0);
    goOnline(true);
    const asked = await screen.findByRole("alertdialog", { name: "The network is back" });
    await user.click(within(asked).getByRole("button", { name: "Submit" }));
    await screen.findByText("847859");
  });

  it("says that the dossier exists when it was submitted before a change", async () => {
    const user = open();
    await toReview(user);
    network.serve({ [SUBMIT]: refusal(409, "key-reused") });
    await press(user, "Submit");
    expect(await screen.findByText(/This dossier was submitted before you changed it/)).toBeInTheDocument();
  });

  it("deletes a draft when that is confirmed", async () => {
    const user = open();
    await toForm(user);
    await press(user, "Delete the draft");
    await user.click(within(screen.getByRole("alertdialog")).getByRole("button", { name: "Delete" }));
    await step(/Step 1/);
    await waitFor(async () => expect(await draftsOf(CITIZEN.subject)).toEqual([]));
  });

  it("shows the submitted dossier again, not a new form, when its address is loaded anew", async () => {
    network.serve({ [`GET /tracking/dossiers/${OWN.dossier_id}`]: OWN });
    open(`/submit/2.000635?done=${OWN.dossier_id}`);
    expect(await screen.findByText("847859")).toBeInTheDocument();
  });

  it("is not offered where a procedure only informs", async () => {
    const informing = { ...EXTRACT, edition: { ...EXTRACT.edition, level: 2 } };
    const routes = { "GET /catalogue/procedures/2.000635": informing };
    renderPage(Submit, { at: "/submit/2.000635", path: "/submit/:code", claims: CITIZEN, routes });
    expect(await screen.findByText(/cannot be submitted online/)).toBeInTheDocument();
  });
});
