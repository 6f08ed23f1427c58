import { screen, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import type { Claims } from "../session/token";
import { network, refusal } from "../testing/network";
import { renderPage } from "../testing/render";
import { listOf } from "../testing/samples";
import Counter from "./counter";
import Day from "./day";
import Refunds from "./refunds";

const CODE = "H24.X001-261125-0001";
const ORDER = `/payments/orders/${CODE}`;
const OWED = {
  dossier_id: CODE,
  procedure_name: "Cấp bản sao trích lục hộ tịch",
  agency_code: "H24.X001",
  amount: 16_000,
  lines: [{ item: "copy", kind: "fee", name: "Phí bản sao", name_en: "Fee for a copy", amount: 16_000 }],
  state: "open",
  state_name: "Chưa nộp",
  state_name_en: "Open",
  paid_at: null,
  receipts: [],
};
const TAKEN = { dossier_id: CODE, amount: 16_000, method: "cash", received: 20_000, change: 4_000, paid_at: "2026-11-25T09:00:00+07:00", receipts: [] };
const CASHIER = person("cashier-1", "cashier");
const LEADER = person("leader-1", "leader");

function person(subject: string, role: "cashier" | "leader"): Claims {
  return { subject, name: subject, roles: [role], agency: "H24.X001", phone: "", email: "", identity: "" };
}

async function found(routes: Parameters<typeof network.serve>[0]) {
  const user = renderPage(Counter, { claims: CASHIER, routes: { [`GET ${ORDER}`]: OWED, ...routes } });
  await user.type(screen.getByLabelText("Dossier code"), ` ${CODE} `);
  await user.click(screen.getByRole("button", { name: "Find" }));
  await screen.findByRole("heading", { name: new RegExp(CODE) });
  return user;
}

it("takes what a dossier owes and says what goes back to the payer", async () => {
  const user = await found({ [`POST ${ORDER}/counter-payments`]: TAKEN });
  await user.type(screen.getByLabelText("Cash handed over (VND)"), "20.000");
  await user.click(screen.getByRole("button", { name: /^Take/ }));
  expect(await screen.findByText("Change", { exact: false })).toHaveTextContent("4,000");
  expect(network.of(`POST ${ORDER}/counter-payments`)[0]?.body).toEqual({ method: "cash", note: "", received: 20_000 });
});

it("shows the service's objection beside the cash that was typed", async () => {
  const errors = [{ field: "/received", code: "minimum", detail: "Chưa đủ", detail_en: "Less than is owed." }];
  const user = await found({ [`POST ${ORDER}/counter-payments`]: refusal(422, "invalid", { errors }) });
  await user.type(screen.getByLabelText("Cash handed over (VND)"), "5000");
  await user.click(screen.getByRole("button", { name: /^Take/ }));
  await waitFor(() => expect(screen.getByLabelText("Cash handed over (VND)")).toHaveAccessibleDescription(/Less than is owed/));
});

it("looks again when the same code is asked for again", async () => {
  const user = await found({});
  network.serve({ [`GET ${ORDER}`]: { ...OWED, state: "paid", state_name_en: "Paid", paid_at: TAKEN.paid_at } });
  await user.click(screen.getByRole("button", { name: "Find" }));
  expect(await screen.findByText(/^Paid/)).toBeVisible();
});

const SHEET = {
  agency_code: "H24.X001",
  agency_name: "Phường Thủy Nguyên",
  agency_name_en: "Thuy Nguyen Ward",
  date: "2026-11-25",
  version: 7,
  lines: [],
  total: 0,
  closed: false,
  closed_at: null,
  closed_by_name: "",
};

it("closes a day only when asked twice, and only the sheet that was seen", async () => {
  const user = renderPage(Day, { claims: CASHIER, routes: { "GET /payments/closing": SHEET, "POST /payments/closing": SHEET } });
  await user.click(await screen.findByRole("button", { name: "Close the day" }));
  expect(network.of("POST /payments/closing")).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Close" }));
  expect(network.of("POST /payments/closing")[0]?.headers.get("If-Match")).toBe('"7"');
});

const REFUND = {
  dossier_id: CODE,
  number: 1,
  amount: 5_000,
  paid: 16_000,
  reason: "Nộp thừa",
  state: "requested",
  state_name: "Chờ duyệt",
  state_name_en: "Waiting for approval",
  requested_at: "2026-11-25T09:00:00+07:00",
  rejection: "",
};

it("tells a leader who asked for a refund that somebody else has to approve it", async () => {
  const user = renderPage(Refunds, {
    claims: LEADER,
    routes: { "GET /payments/refunds": listOf(REFUND), [`POST ${ORDER}/refunds/1/approval`]: refusal(403, "own-request") },
  });
  await user.click(await screen.findByRole("button", { name: "Approve" }));
  expect(await screen.findByText("own-request")).toBeVisible();
});

it("rejects a refund only with a reason", async () => {
  const user = renderPage(Refunds, {
    claims: LEADER,
    routes: { "GET /payments/refunds": listOf(REFUND), [`POST ${ORDER}/refunds/1/rejection`]: { ...REFUND, state: "rejected" } },
  });
  const reject = await screen.findByRole("button", { name: "Reject" });
  expect(reject).toBeDisabled();
  await user.type(screen.getByLabelText("Why it is rejected", { exact: false }), "Không nộp thừa");
  await user.click(reject);
  expect(network.of(`POST ${ORDER}/refunds/1/rejection`)[0]?.body).toEqual({ reason: "Không nộp thừa" });
});
