import { screen, within } from "@testing-library/react";
import { useState } from "react";
import { describe, expect, it } from "vitest";
import { network } from "../testing/network";
import { renderPage } from "../testing/render";
import { AGENCY, listOf } from "../testing/samples";
import { AgencyChoice, type ChosenAgency } from "./agency-choice";
import type { Edition } from "../api/catalogue";

const AGENCIES = "GET /catalogue/agencies";

function ward(nth: number) {
  return { code: `H24.X${nth}`, name: `Phường ${nth}`, name_en: `Ward ${nth}`, tier: "commune", valid_to: null };
}

function shown(edition: Pick<Edition, "competent_agencies" | "competent_tiers">) {
  return function Shown() {
    const [agency, setAgency] = useState<ChosenAgency | null>(null);
    return (
      <>
        <AgencyChoice label="Agency" edition={edition} value={agency} onChange={setAgency} />
        <output>{agency?.code}</output>
      </>
    );
  };
}

describe("choosing an agency", () => {
  it("offers only those that the procedure names, although others were searched elsewhere", async () => {
    const Named = shown({ competent_agencies: ["H24.X001"], competent_tiers: [] });
    const Both = () => (
      <>
        <AgencyChoice label="Any" value={null} onChange={() => undefined} />
        <Named />
      </>
    );
    renderPage(Both, { routes: { "GET /catalogue/agencies/H24.X001": AGENCY, [AGENCIES]: listOf(ward(1), ward(2)) } });
    expect(await within(await screen.findByRole("radiogroup", { name: "Any" })).findAllByRole("radio")).toHaveLength(2);
    expect(within(await screen.findByRole("radiogroup", { name: "Agency" })).getAllByRole("radio")).toHaveLength(1);
  });

  it("finds one of a tier by a part of its name", async () => {
    const many = listOf(...Array.from({ length: 9 }, (_, nth) => ward(nth)));
    const search = (request: Request) => (new URL(request.url).searchParams.get("q") === "77" ? listOf(ward(77)) : many);
    const user = renderPage(shown({ competent_agencies: [], competent_tiers: ["commune"] }), { routes: { [AGENCIES]: search } });
    expect(await screen.findByText(/There are more/)).toBeInTheDocument();
    expect(screen.getAllByRole("radio")).toHaveLength(8);
    await user.type(screen.getByRole("searchbox"), "77");
    await user.click(await screen.findByRole("radio", { name: "Ward 77" }));
    expect(screen.getByText("H24.X77")).toBeInTheDocument();
    expect(network.of(AGENCIES).every(({ url }) => url.searchParams.get("tier") === "commune")).toBe(true);
  });
});
