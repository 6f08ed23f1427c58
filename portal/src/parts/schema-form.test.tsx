import { screen, within } from "@testing-library/react";
import { useState } from "react";
import { describe, expect, it } from "vitest";
import { Problem } from "../api/problems";
import { renderPage } from "../testing/render";
import { answerErrors, answersOf, faultsOf, untouched, type Typed } from "./schema";
import { SchemaForm } from "./schema-form";

const SCHEMA = {
  type: "object",
  required: ["name", "case", "floors", "agreed", "industries"],
  properties: {
    name: { type: "string", title: "Họ tên", "x-en": "Name", minLength: 1, maxLength: 20 },
    born: { type: "string", format: "date", title: "Ngày sinh", "x-en": "Date of birth" },
    case: { type: "string", title: "Trường hợp", "x-en": "Case", oneOf: [{ const: "new", title: "Mới", "x-en": "New" }, { const: "old", title: "Cũ", "x-en": "Old" }] },
    exemption: { type: "string", title: "Miễn phí", "x-en": "Exemption", oneOf: [{ const: "poor", title: "Hộ nghèo", "x-en": "Poor household" }] },
    floors: { type: "integer", title: "Số tầng", "x-en": "Floors", minimum: 1, maximum: 9 },
    area: { type: "number", title: "Diện tích", "x-en": "Area", exclusiveMinimum: 0 },
    agreed: { type: "boolean", title: "Đồng ý", "x-en": "Agreed" },
    industries: { type: "array", title: "Mã ngành", "x-en": "Industry codes", minItems: 1, items: { type: "string", pattern: "^[0-9]{4}$" } },
    changes: { type: "array", title: "Thay đổi", "x-en": "Changes", items: { type: "string", enum: ["name", "address"] } },
    extra: { type: "object", title: "Khác", "x-en": "Other" },
  },
};

function Shown() {
  const [value, setValue] = useState<Typed>(untouched(SCHEMA));
  return (
    <>
      <SchemaForm schema={SCHEMA} value={value} onChange={setValue} errors={{ name: "Too short." }} />
      <output>{JSON.stringify(answersOf(SCHEMA, value))}</output>
    </>
  );
}

describe("a procedure's form", () => {
  it("asks each kind of field in its own way, and what is unknown as text", async () => {
    renderPage(Shown);
    expect(screen.getByLabelText("Name")).toHaveAttribute("type", "text");
    expect(screen.getByLabelText(/Date of birth/)).toHaveAttribute("type", "date");
    expect(within(screen.getByRole("radiogroup", { name: "Case" })).getAllByRole("radio")).toHaveLength(2);
    expect(await screen.findByRole("button", { name: /Exemption/ })).toBeInTheDocument();
    expect(screen.getByLabelText("Floors")).toHaveAttribute("inputmode", "numeric");
    expect(screen.getByRole("checkbox", { name: "Agreed" })).not.toBeChecked();
    expect(within(screen.getByRole("group", { name: /Changes/ })).getAllByRole("checkbox")).toHaveLength(2);
    expect(screen.getByLabelText(/Other/)).toHaveAttribute("type", "text");
  });

  it("says what is wrong at the field itself", () => {
    renderPage(Shown);
    expect(screen.getByLabelText("Name")).toHaveAccessibleDescription("Too short.");
  });

  it("makes answers of what was typed and chosen", async () => {
    const user = renderPage(Shown);
    await user.type(screen.getByLabelText("Name"), " An ");
    await user.click(screen.getByRole("radio", { name: "Old" }));
    await user.type(screen.getByLabelText("Floors"), "3");
    await user.type(screen.getByLabelText(/Area/), "1.234,5");
    await user.type(screen.getByLabelText("Industry codes"), "4711\n5610");
    await user.click(screen.getByRole("checkbox", { name: "address" }));
    expect(JSON.parse(screen.getByRole("status").textContent)).toEqual({
      name: "An",
      case: "old",
      floors: 3,
      area: 1234.5,
      agreed: false,
      industries: ["4711", "5610"],
      changes: ["address"],
    });
  });
});

describe("checking before sending", () => {
  const good: Typed = { name: "An", case: "new", floors: "2", industries: "4711" };
  const cases: [string, Typed, Record<string, string>][] = [
    ["nothing wrong", {}, {}],
    ["what is missing", { name: " " }, { name: "This is missing." }],
    ["what is too long", { name: "x".repeat(21) }, { name: "At most 20 characters." }],
    ["a number that is none", { floors: "two" }, { floors: "This must be a whole number." }],
    ["a number out of bounds", { floors: "10" }, { floors: "At most 9." }],
    ["a bound that is excluded", { area: "0" }, { area: "More than 0." }],
    ["one line of many", { industries: "4711\n99" }, { industries: "“99” is not in the right form." }],
  ];
  it.each(cases)("finds %s", (_, typed, expected) => {
    expect(faultsOf(SCHEMA, { ...good, ...typed }, "en")).toEqual(expected);
  });

  it("answers by itself what can only be answered one way", () => {
    const schema = { required: ["kind"], properties: { kind: { oneOf: [{ const: "only" }] } } };
    expect(untouched(schema)).toEqual({ kind: "only" });
  });

  it("finds the service's errors by the field's name, those within a list too", () => {
    const error = (field: string) => ({ field, rule: "pattern", detail: `vi ${field}`, detail_en: field });
    const errors = [error("/answers/name"), error("/answers/industries/1"), error("/applicant/name")];
    const problem = new Problem({ type: "t", status: 422, title: "", title_en: "", errors });
    expect(answerErrors(problem, "en")).toEqual({ name: "/answers/name", industries: "/answers/industries/1" });
  });
});
