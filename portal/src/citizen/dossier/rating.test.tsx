import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { network, refusal, type Answered } from "../../testing/network";
import { CITIZEN, renderPage } from "../../testing/render";
import { EXTRACT, listOf, OWN } from "../../testing/samples";
import MyDossier from "../my-dossier";

const ID = OWN.dossier_id;
const READ = `GET /tracking/dossiers/${ID}`;
const RATE = `POST /intake/dossiers/${ID}/rating`;
const RESOLVED = { ...OWN, status: 9, version: 5, fee_state: "none", legal_moves: ["rate"], rating: null };
const SAID = { overall: "very_satisfied", convenience: "satisfied", attitude: "dissatisfied" };
const RATED = { ...RESOLVED, version: 6, legal_moves: [], rating: SAID };
const OVERALL = /How it was handled/;
const CONVENIENCE = /How easy it was/;
const ATTITUDE = /How the officials treated you/;

function open(dossier: Answered, rate: Answered = RATED) {
  const routes = {
    [READ]: dossier,
    [RATE]: rate,
    [`${READ}/timeline`]: { dossier_id: ID, version: 5, clock: OWN.clock, items: [] },
    [`${READ}/documents`]: listOf(),
    [`${READ}/messages`]: listOf(),
    [`GET /papers/dossiers/${ID}`]: listOf(),
    "GET /catalogue/procedures/2.000635": EXTRACT,
  };
  return renderPage(MyDossier, { at: `/my/${ID}`, path: "/my/:id", claims: CITIZEN, routes });
}

type User = ReturnType<typeof open>;

async function choose(user: User, question: RegExp, grade: string) {
  const group = await screen.findByRole("radiogroup", { name: question });
  await user.click(within(group).getByRole("radio", { name: grade }));
}

async function answerAll(user: User) {
  await choose(user, OVERALL, "Very satisfied");
  await choose(user, CONVENIENCE, "Satisfied");
  await choose(user, ATTITUDE, "Dissatisfied");
}

const send = (user: User) => user.click(screen.getByRole("button", { name: "Send" }));

describe("rating the service", () => {
  it("is offered only while the owner may", async () => {
    open(OWN);
    await screen.findByText("Nothing to do now.");
    expect(screen.queryByRole("radiogroup")).not.toBeInTheDocument();
  });

  it("sends the three grades, the comment, one key and the version that was seen", async () => {
    const user = open(RESOLVED);
    await answerAll(user);
    await user.type(screen.getByLabelText(/Anything to add/), " Kind people ");
    await send(user);
    await waitFor(() => expect(network.of(RATE)).toHaveLength(1));
    const [sent] = network.of(RATE);
    expect(sent?.body).toEqual({ ...SAID, comment: "Kind people" });
    expect(sent?.headers.get("If-Match")).toBe('"5"');
    expect(sent?.headers.get("Idempotency-Key")).not.toBeNull();
  });

  it("thanks, repeats what was said, and takes the focus there", async () => {
    let read = 0;
    const user = open(() => (read++ === 0 ? RESOLVED : RATED));
    await answerAll(user);
    await send(user);
    const thanks = (await screen.findByRole("heading", { name: /Thank you/ })).closest(".told") as HTMLElement;
    await waitFor(() => expect(read).toBe(2));
    expect(within(thanks).getAllByRole("definition").map((one) => one.textContent)).toEqual(["Very satisfied", "Satisfied", "Dissatisfied"]);
    expect(thanks).toHaveFocus();
    expect(screen.queryByRole("radiogroup")).not.toBeInTheDocument();
  });

  it("is thanked for on every later visit", async () => {
    open(RATED);
    expect(await screen.findByRole("heading", { name: /Thank you/ })).toBeInTheDocument();
  });

  it("asks for each answer that is missing, and goes to the first", async () => {
    const user = open(RESOLVED);
    await choose(user, OVERALL, "Satisfied");
    await send(user);
    expect(await screen.findAllByText("Choose one.")).toHaveLength(2);
    expect(within(screen.getByRole("radiogroup", { name: CONVENIENCE })).getAllByRole("radio")).toContain(document.activeElement);
    expect(network.of(RATE)).toHaveLength(0);
  });

  it("shows what the service finds wrong at the field", async () => {
    const errors = [{ field: "/comment", rule: "maxLength", detail: "Quá dài", detail_en: "Too long" }];
    const user = open(RESOLVED, refusal(422, "invalid-input", { errors }));
    await answerAll(user);
    await send(user);
    expect(await screen.findByLabelText(/Anything to add/)).toHaveAccessibleDescription(/Too long/);
  });

  it("finds the dossier loaded anew when it was rated elsewhere meanwhile", async () => {
    let read = 0;
    const user = open(() => (read++ === 0 ? RESOLVED : RATED), refusal(409, "illegal-move", { legal_moves: [] }));
    await answerAll(user);
    await send(user);
    expect(await screen.findByRole("heading", { name: /Thank you/ })).toBeInTheDocument();
  });
});
