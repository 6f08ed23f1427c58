import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { network, refusal } from "../testing/network";
import { renderPage } from "../testing/render";
import { OWN } from "../testing/samples";
import LookUp from "./lookup";

const CODE = "H24.X001-261125-0001";
const LOOKUP = `GET /tracking/lookup/${CODE}`;

const open = (at: string, routes = {}) => renderPage(LookUp, { at, path: "/lookup/:code?", routes });

describe("looking a dossier up", () => {
  it("shows status, next step and deadline of the code that was typed, without a session", async () => {
    const user = open("/lookup", { [LOOKUP]: OWN });
    await user.type(screen.getByLabelText("Dossier code"), ` ${CODE} `);
    await user.click(screen.getByRole("button", { name: "Look up" }));
    expect(await screen.findByText("Registered")).toBeInTheDocument();
    expect(screen.getByText("Nothing to do now.")).toBeInTheDocument();
    expect(screen.getByText("16:57 26/11/2026")).toBeInTheDocument();
    expect(network.of(LOOKUP)[0]?.headers.get("Authorization")).toBeNull();
  });

  it("passes any spelling on as it was typed", async () => {
    open(`/lookup/${encodeURIComponent("h24 x001/261125 1")}`, { "GET /tracking/lookup/h24 x001/261125 1": OWN });
    expect(await screen.findByText("Registered")).toBeInTheDocument();
  });

  it("asks for a code before it asks the service", async () => {
    const user = open("/lookup");
    await user.click(screen.getByRole("button", { name: "Look up" }));
    expect(screen.getByLabelText("Dossier code")).toHaveAccessibleDescription(/Type the dossier's code/);
    expect(network.calls).toHaveLength(0);
  });

  it("says what to check when there is no such dossier, and asks once only", async () => {
    open(`/lookup/${CODE}`, { [LOOKUP]: refusal(404, "dossier-not-found") });
    expect(await screen.findByText("No dossier has this code.")).toBeInTheDocument();
    expect(network.of(LOOKUP)).toHaveLength(1);
  });

  it("says when to come back after too many misses", async () => {
    open(`/lookup/${CODE}`, { [LOOKUP]: refusal(429, "too-many-requests", {}, { "Retry-After": "601" }) });
    expect(await screen.findByText(/Try again in 11 minutes/)).toBeInTheDocument();
    expect(network.of(LOOKUP)).toHaveLength(1);
  });
});
