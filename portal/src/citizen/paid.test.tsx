import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { network, refusal } from "../testing/network";
import { renderPage } from "../testing/render";
import Paid from "./paid";

const VNPAY = "GET /payments/return/vnpay";

function returned(state: string, attempt: string) {
  return {
    dossier_id: "H24.X001-261125-0001",
    state,
    state_name: state,
    state_name_en: state,
    attempt_state: attempt,
    attempt_state_name: attempt,
    attempt_state_name_en: `attempt ${attempt}`,
  };
}

const open = (gateway: string, query: string, routes: object) =>
  renderPage(Paid, { at: `/paid/${gateway}?${query}`, path: "/paid/:gateway?", routes: routes as never });

describe("coming back from a gateway", () => {
  it("waits until the server has heard of the payment", async () => {
    let asked = 0;
    open("vnpay", "vnp_TxnRef=r1&vnp_SecureHash=h", {
      [VNPAY]: () => ((asked += 1) === 1 ? returned("open", "pending") : returned("paid", "succeeded")),
    });
    expect(await screen.findByText(/Waiting for the gateway/)).toBeInTheDocument();
    expect(await screen.findByText("Paid", {}, { timeout: 6000 })).toBeInTheDocument();
    expect(screen.getByRole("link", { name: "See the dossier" })).toHaveAttribute("href", "/my/H24.X001-261125-0001");
  }, 10_000);

  it("hands what the gateway said to the server as it came", async () => {
    open("vnpay", "vnp_TxnRef=r1&vnp_OrderInfo=Thanh+toan", { [VNPAY]: returned("paid", "succeeded") });
    await screen.findByText("Paid");
    expect(Object.fromEntries(network.of(VNPAY)[0]?.url.searchParams ?? [])).toEqual({ vnp_TxnRef: "r1", vnp_OrderInfo: "Thanh toan" });
  });

  it("asks about the national platform's reference at its own address", async () => {
    open("national", "MaThamChieu=dvc1", { "GET /payments/return/national": returned("paid", "succeeded") });
    expect(await screen.findByText("Paid")).toBeInTheDocument();
  });

  it("says why a payment failed and stops asking", async () => {
    open("vnpay", "vnp_TxnRef=r1", { [VNPAY]: returned("open", "failed") });
    expect(await screen.findByText(/attempt failed/)).toBeInTheDocument();
    expect(network.of(VNPAY)).toHaveLength(1);
  });

  it("says so when nothing is known of the payment", async () => {
    open("vnpay", "x=1", { [VNPAY]: refusal(404, "not-found") });
    expect(await screen.findByRole("alert")).toHaveTextContent("not-found");
  });
});
