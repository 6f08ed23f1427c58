import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { network, refusal, type Routes } from "../testing/network";
import { renderPage } from "../testing/render";
import Receive from "./receive";
import { AGENCY, CODE, OFFICER, PROCEDURE } from "./testing/examples";

const INTAKE = "POST /intake/counter-dossiers";
const RECEIPT = {
  dossier_id: CODE,
  lookup_code: "731961",
  version: 2,
  status: 2,
  procedure_name: "Đăng ký khai sinh",
  fees: [],
  fee_total: 0,
  fee_state: "none",
  clock: { running: true, due_at: "2026-11-26T17:30:00+07:00", standing: "on_time" },
};
const PAPER = {
  paper_id: "reception-000002",
  form: "reception",
  number: "01",
  title: "Giấy tiếp nhận",
  title_en: "Receipt",
  edition: "",
  circular: "",
  made_at: "2026-11-25T09:00:00+07:00",
};

function open(routes: Routes = {}, at = "/receive/1.001193") {
  return renderPage(Receive, {
    at,
    path: "/receive/:code?",
    claims: OFFICER,
    routes: {
      "GET /catalogue/agencies/H24.X001": AGENCY,
      "GET /catalogue/procedures": {
        items: [{ code: "1.001193", name: "Đăng ký khai sinh", name_en: "Birth registration", field_name: "", field_name_en: "" }],
        next: null,
      },
      "GET /catalogue/procedures/1.001193": PROCEDURE,
      [`GET /papers/dossiers/${CODE}`]: { items: [PAPER], next: null },
      [INTAKE]: RECEIPT,
      ...routes,
    },
  });
}

type User = ReturnType<typeof open>;

async function fill(user: User): Promise<void> {
  await user.type(await screen.findByRole("textbox", { name: "Identity number" }), "031199000123");
  await user.type(screen.getByRole("textbox", { name: "Name" }), "Trần Thị Quét");
  await user.type(screen.getByRole("textbox", { name: "Name of the child" }), "Gia Bảo");
}

test("a procedure is found by typing, and chosen with the keyboard", async () => {
  const user = open({}, "/receive");
  const finder = await screen.findByRole("combobox", { name: "Procedure" });
  await waitFor(() => expect(finder).toHaveFocus());
  await user.keyboard("khai sinh");
  await screen.findByRole("option", { name: /Birth registration/ });
  await user.keyboard("{ArrowDown}{Enter}");
  expect(await screen.findByRole("textbox", { name: "Name of the child" })).toBeVisible();
  expect(finder).toHaveValue("Birth registration");
  expect(network.of("GET /catalogue/procedures").at(-1)?.url.searchParams.get("agency")).toBe("H24.X001");
});

test("nothing is sent while something is missing, and the first missing field is focused", async () => {
  const user = open();
  await screen.findByRole("textbox", { name: "Identity number" });
  await user.click(screen.getByRole("button", { name: "Receive" }));
  await waitFor(() => expect(screen.getByRole("textbox", { name: "Identity number" })).toHaveFocus());
  expect(network.of(INTAKE)).toHaveLength(0);
});

test("Ctrl+Enter receives; the codes and the receipt to print are shown", async () => {
  const user = open();
  await fill(user);
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(await screen.findByText("731961")).toBeVisible();
  expect(screen.getByText(CODE)).toBeVisible();
  expect(await screen.findByRole("button", { name: "Open Receipt" })).toBeVisible();
  expect(network.of(INTAKE)[0]?.body).toMatchObject({
    procedure_code: "1.001193",
    agency_code: "H24.X001",
    channel: "counter",
    answers: { child_name: "Gia Bảo" },
  });
});

test("Enter alone, as scanners type it, does not receive", async () => {
  const user = open();
  await fill(user);
  await user.keyboard("{Enter}");
  expect(network.of(INTAKE)).toHaveLength(0);
});

test("a scanned identity card fills in the person", async () => {
  const user = open();
  await user.type(
    await screen.findByRole("textbox", { name: /Scan the QR code/ }),
    "031199000123||Trần Thị Quét|01021990|Nữ|Tổ 5, Thủy Nguyên|15082021",
  );
  expect(screen.getByRole("textbox", { name: "Name" })).toHaveValue("Trần Thị Quét");
  expect(screen.getByRole("textbox", { name: "Identity number" })).toHaveValue("031199000123");
});

test("one intake has one key, however often it is sent", async () => {
  const user = open();
  await fill(user);
  network.offline = true;
  await user.click(screen.getByRole("button", { name: "Receive" }));
  await screen.findByText("No network connection");
  network.offline = false;
  await user.click(screen.getByRole("button", { name: "Receive" }));
  await screen.findByText("731961");
  const keys = network.of(INTAKE).map(({ headers }) => headers.get("Idempotency-Key"));
  expect(keys).toHaveLength(2);
  expect(keys[0]).toBe(keys[1]);
});

test("the next citizen begins with an empty form and another key", async () => {
  const user = open();
  await fill(user);
  await user.keyboard("{Control>}{Enter}{/Control}");
  await user.click(await screen.findByRole("button", { name: "Next citizen" }));
  const finder = await screen.findByRole("combobox", { name: "Procedure" });
  expect(finder).toHaveValue("");
  expect(finder).toHaveFocus();
  expect(screen.queryByRole("textbox", { name: "Name" })).not.toBeInTheDocument();
});

test("what the service finds wrong stands at its field, and everything typed stays", async () => {
  const errors = [{ field: "/applicant/identity_number", rule: "pattern", detail: "", detail_en: "This is no identity number." }];
  const user = open({ [INTAKE]: refusal(422, "invalid", { errors }) });
  await fill(user);
  await user.click(screen.getByRole("button", { name: "Receive" }));
  const number = screen.getByRole("textbox", { name: "Identity number" });
  await waitFor(() => expect(number).toHaveAccessibleDescription(/This is no identity number/));
  expect(screen.getByRole("textbox", { name: "Name of the child" })).toHaveValue("Gia Bảo");
});

test("where an earlier attempt may have got through, it is said, and going on is the officer's choice", async () => {
  const user = open({ [INTAKE]: refusal(422, "key-reused") });
  await fill(user);
  await user.click(screen.getByRole("button", { name: "Receive" }));
  const before = network.of(INTAKE)[0]?.headers.get("Idempotency-Key");
  await user.click(await screen.findByRole("button", { name: "It is a new one" }));
  network.serve({ [INTAKE]: RECEIPT });
  await user.click(await screen.findByRole("button", { name: "Receive" }));
  await screen.findByText("731961");
  expect(network.of(INTAKE)[1]?.headers.get("Idempotency-Key")).not.toBe(before);
});
