import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { network, refusal, type Routes } from "../testing/network";
import { CITIZEN, renderPage } from "../testing/render";
import { EXTRACT, listOf, OWN, OWN_LINE, PRICE } from "../testing/samples";
import { sentForms, TakingRequest, UPLOAD_FORM } from "../testing/uploads";
import MyDossier from "./my-dossier";
import MyDossiers from "./my-dossiers";
import { begun } from "./submission/draft";
import { keepDraft } from "./submission/drafts";
import type { Edition } from "../api/catalogue";

const ID = OWN.dossier_id;
const READ = `GET /tracking/dossiers/${ID}`;
const SUPPLEMENT = `POST /intake/dossiers/${ID}/supplement`;
const WITHDRAW = `POST /intake/dossiers/${ID}/withdrawal`;
const ORDER = `GET /payments/orders/${ID}`;
const ORDER_VIEW = { ...PRICE, dossier_id: ID, amount: 16000, state: "open", state_name: "Chưa", state_name_en: "Not paid", paid_at: null, refunds: [] };
const ASKED = {
  ...OWN,
  status: 5,
  status_name_en: "Supplement asked",
  fee_state: "none",
  version: 4,
  legal_moves: ["supplement", "withdraw"],
  supplement: { asked_at: "2026-11-25T10:00:00+07:00", deadline: "2026-12-25T23:59:00+07:00", items: ["A clearer photo"] },
};
const EVENT = {
  number: 1,
  type: "SupplementRequested",
  at: "2026-11-25T10:00:00+07:00",
  text: "vi",
  text_en: "The agency asked for a supplement",
  status: 5,
  status_name: "",
  status_name_en: "",
  due_before: null,
  due_after: null,
  actor: { party: "officer", name: "Lê Thị Một Cửa", agency_code: "", agency_name: "", agency_name_en: "" },
  note: "The photo is blurred.",
};

function open(dossier: object, more: Routes = {}) {
  const routes = {
    [READ]: dossier,
    [`${READ}/timeline`]: { dossier_id: ID, version: 1, clock: OWN.clock, items: [EVENT] },
    [`${READ}/documents`]: listOf(),
    [`${READ}/messages`]: listOf(),
    [`GET /papers/dossiers/${ID}`]: listOf(),
    "GET /catalogue/procedures/2.000635": EXTRACT,
    [ORDER]: ORDER_VIEW,
    ...more,
  };
  return renderPage(MyDossier, { at: `/my/${ID}`, path: "/my/:id", claims: CITIZEN, routes });
}

describe("one's own dossier", () => {
  it("says in words how it stands and what to do, and tells everything that happened", async () => {
    open(OWN);
    expect(await screen.findByText("Nothing to do now.")).toBeInTheDocument();
    expect(await screen.findByText("The agency asked for a supplement")).toBeInTheDocument();
    expect(screen.getByText("847859")).toBeInTheDocument();
  });

  it("goes to the gateway to pay", async () => {
    const attempts = `POST /payments/orders/${ID}/attempts`;
    const user = open(OWN, { [attempts]: { redirect_url: "#gateway", expires_at: "", amount: 16000, gateway: "vnpay", number: 1 } });
    await user.click(await screen.findByRole("button", { name: /Pay now/ }));
    await waitFor(() => expect(location.hash).toBe("#gateway"));
  });

  it("says that a fee is collected later while there is no order", async () => {
    open(OWN, { [ORDER]: refusal(404, "not-found") });
    expect(await screen.findByText(/Not to be paid yet/)).toBeInTheDocument();
  });

  it("shows a bank transfer's facts and its QR code when asked", async () => {
    const transfer = { dossier_id: ID, bank: "VCB", account: "0123", holder: "KBNN", amount: 16000, purpose: "HS 1", vietqr: "0002", image: "<svg/>" };
    const user = open(OWN, { [`${ORDER}/transfer`]: transfer });
    await user.click(await screen.findByRole("button", { name: "Bank transfer by QR" }));
    expect(await screen.findByRole("img", { name: /VietQR/ })).toHaveAttribute("src", expect.stringContaining("%3Csvg"));
    expect(screen.getByText("HS 1")).toBeInTheDocument();
  });
});

describe("a supplement that was asked for", () => {
  beforeEach(() => {
    sentForms.length = 0;
    vi.stubGlobal("XMLHttpRequest", TakingRequest);
  });

  async function fill(user: ReturnType<typeof open>) {
    await screen.findByText("A clearer photo");
    await user.upload(document.querySelector("input[type=file]") as HTMLInputElement, new File(["%PDF"], "photo.pdf", { type: "application/pdf" }));
    await screen.findByText("✓");
    await user.type(screen.getByLabelText(/A note to the agency/), "Here it is");
  }

  it("is sent with files, note and the version that was seen", async () => {
    const user = open(ASKED, { "POST /intake/uploads": UPLOAD_FORM, [SUPPLEMENT]: OWN });
    expect(await within(await screen.findByRole("main")).findAllByText("The photo is blurred.")).not.toHaveLength(0);
    await fill(user);
    await user.click(screen.getByRole("button", { name: "Send" }));
    await waitFor(() => expect(network.of(SUPPLEMENT)).toHaveLength(1));
    const [sent] = network.of(SUPPLEMENT);
    expect(sent?.headers.get("If-Match")).toBe('"4"');
    expect(sent?.headers.get("Idempotency-Key")).not.toBeNull();
    expect(sent?.body).toEqual({ note: "Here it is", documents: [{ upload_id: UPLOAD_FORM.upload_id, component: "" }] });
    await waitFor(() => expect(sessionStorage.getItem(`motcua.supplement.${ID}`)).toBeNull());
  });

  it("is not sent empty", async () => {
    const user = open(ASKED);
    await user.click(await screen.findByRole("button", { name: "Send" }));
    expect(screen.getByText("Upload a file or write a note.")).toBeInTheDocument();
    expect(network.of(SUPPLEMENT)).toHaveLength(0);
  });

  it("keeps what was typed when the dossier has moved, and loads it anew", async () => {
    const user = open(ASKED, { "POST /intake/uploads": UPLOAD_FORM, [SUPPLEMENT]: refusal(412, "stale-version") });
    await fill(user);
    await user.click(screen.getByRole("button", { name: "Send" }));
    expect(await screen.findByText(/What you entered is kept/)).toBeInTheDocument();
    expect(screen.getByLabelText(/A note to the agency/)).toHaveValue("Here it is");
    await waitFor(() => expect(network.of(READ).length).toBeGreaterThan(1));
  });
});

describe("withdrawing", () => {
  it("asks again before it is done", async () => {
    const user = open(OWN, { [WITHDRAW]: { ...OWN, status: 7 } });
    const button = await screen.findByRole("button", { name: "Withdraw", hidden: true });
    await user.click(button);
    expect(network.of(WITHDRAW)).toHaveLength(0);
    await user.click(within(screen.getByRole("alertdialog")).getByRole("button", { name: "Withdraw" }));
    await waitFor(() => expect(network.of(WITHDRAW)[0]?.headers.get("If-Match")).toBe('"1"'));
  });
});

describe("the list of one's own dossiers", () => {
  const LIST = "GET /tracking/dossiers";
  const lines = (request: Request) =>
    new URL(request.url).searchParams.get("as") === "representative"
      ? listOf()
      : listOf(
          { ...OWN_LINE, dossier_id: "A", procedure_name: "Late one", standing: "late", standing_name_en: "Late" },
          { ...OWN_LINE, dossier_id: "B", procedure_name: "Asked one", status: 5, status_name_en: "Supplement asked", standing: "waiting", standing_name_en: "Waiting" },
        );
  const openList = () => renderPage(MyDossiers, { at: "/my", claims: CITIZEN, routes: { [LIST]: lines, "GET /payments/dues": listOf() } });

  it("puts what waits for the citizen first, and says late and waiting in words", async () => {
    openList();
    await screen.findByText("Asked one");
    const shown = screen.getAllByRole("listitem").map((item) => item.textContent);
    expect(shown[0]).toMatch(/Asked one.*Waiting for you/);
    expect(shown[1]).toMatch(/Late one.*Late/);
  });

  it("offers the drafts of this person on this device", async () => {
    const draft = begun(CITIZEN, EXTRACT.edition as unknown as Edition, "en");
    await keepDraft({ ...draft, savedAt: Date.now() });
    await keepDraft({ ...draft, subject: "somebody-else", procedureNameEn: "Not mine", savedAt: Date.now() });
    openList();
    expect(await screen.findByRole("link", { name: "Copy of a civil status extract" })).toHaveAttribute("href", "/submit/2.000635");
    expect(screen.queryByText("Not mine")).not.toBeInTheDocument();
  });
});
