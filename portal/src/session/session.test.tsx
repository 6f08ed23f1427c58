import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { Shell } from "../parts/shell";
import { LanguageProvider } from "../words/language";
import { useClaims } from "./session";
import { begin, end, expire } from "./token";

const CLAIMS = { subject: "officer-1", name: "Lê Thị", roles: ["officer"], agency: "H24.X001", phone: "", email: "", identity: "" };

function Whose() {
  return <main id="main">{useClaims()?.agency ?? "nobody's"}</main>;
}

function open() {
  begin({ token: "t", idToken: "i", claims: CLAIMS, expiresAt: Date.now() + 60_000 });
  render(
    <LanguageProvider>
      <Shell>
        <Whose />
      </Shell>
    </LanguageProvider>,
  );
}

test("a page stays its person's when the session ends under their hands", async () => {
  open();
  act(() => expire());
  expect(await screen.findByRole("alertdialog")).toHaveTextContent("Phiên đăng nhập đã hết hạn");
  expect(screen.getByText("H24.X001")).toBeInTheDocument();
});

test("signing in again can be put off, and nothing is forgotten for it", async () => {
  open();
  act(() => expire());
  await userEvent.click(await screen.findByRole("button", { name: "Để sau" }));
  expect(screen.queryByRole("alertdialog")).not.toBeInTheDocument();
  expect(screen.getByText("H24.X001")).toBeInTheDocument();
});

test("who signs out leaves nothing of theirs", () => {
  open();
  act(() => end());
  expect(screen.getByText("nobody's")).toBeInTheDocument();
});
