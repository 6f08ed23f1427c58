/** A procedure's own form: what its JSON Schema asks, and whether what was typed answers it. */
import type { Problem, Language } from "../api/problems";

/** A text in Vietnamese and in English. */
export type Words = readonly [vi: string, en: string];

/** What stands in the form while it is filled in: texts as typed, also of numbers and dates. */
export type Typed = Record<string, string | boolean | string[]>;

/** What is wrong, by the name of the field. */
export type FieldErrors = Readonly<Record<string, string>>;

export interface Choice {
  id: string;
  words: Words;
}

export type Kind = "text" | "lines" | "date" | "integer" | "number" | "choice" | "choices" | "flag";

/** One field as it is asked for. */
export interface Field {
  name: string;
  kind: Kind;
  words: Words;
  hint: string;
  required: boolean;
  choices: readonly Choice[];
  rules: Rules;
}

interface Rules {
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  minItems?: number;
  maxItems?: number;
  items?: Property;
}

interface Property extends Rules {
  type?: string;
  format?: string;
  title?: string;
  description?: string;
  "x-en"?: string;
  enum?: readonly unknown[];
  oneOf?: readonly { const?: unknown; title?: string; "x-en"?: string }[];
}

interface Form {
  required?: readonly string[];
  properties?: Readonly<Record<string, Property>>;
}

/** The fields of a form in the order of its schema; what is of an unknown kind is asked as text. */
export function fieldsOf(schema: object): Field[] {
  const { properties = {}, required = [] } = schema as Form;
  return Object.entries(properties).map(([name, property]) => ({
    name,
    kind: kindOf(property),
    words: [property.title ?? name, property["x-en"] ?? property.title ?? name],
    hint: property.description ?? "",
    required: required.includes(name),
    choices: choicesOf(property.type === "array" ? (property.items ?? {}) : property),
    rules: property,
  }));
}

/** A form as it is before anything was typed: what can only be answered one way is answered. */
export function untouched(schema: object): Typed {
  const certain = fieldsOf(schema).filter((field) => field.kind === "choice" && field.required && field.choices.length === 1);
  return Object.fromEntries(certain.map((field) => [field.name, field.choices[0]?.id ?? ""]));
}

/** What is sent: numbers as numbers, lines as lists, and nothing for what was left empty. */
export function answersOf(schema: object, typed: Typed): Record<string, unknown> {
  const answers: Record<string, unknown> = {};
  for (const field of fieldsOf(schema)) {
    const answer = answerOf(field, typed[field.name]);
    if (answer !== undefined) answers[field.name] = answer;
  }
  return answers;
}

/** What is wrong with what was typed, as far as can be told before it is sent. */
export function faultsOf(schema: object, typed: Typed, language: Language): FieldErrors {
  const answers = answersOf(schema, typed);
  const found: Record<string, string> = {};
  for (const field of fieldsOf(schema)) {
    const fault = faultOf(field, answers[field.name]);
    if (fault !== undefined) found[field.name] = fault[language === "vi" ? 0 : 1];
  }
  return found;
}

/** What the service found wrong with the answers, each by the name of its field. */
export function answerErrors(problem: Problem | null, language: Language): FieldErrors {
  const found: Record<string, string> = {};
  for (const error of problem?.details.errors ?? []) {
    const [, section, name] = error.field.split("/");
    if (section === "answers" && name !== undefined) {
      found[name] ??= language === "vi" ? error.detail : error.detail_en;
    }
  }
  return found;
}

function kindOf(property: Property): Kind {
  if (property.type === "array") return choicesOf(property.items ?? {}).length > 0 ? "choices" : "lines";
  if (choicesOf(property).length > 0) return "choice";
  if (property.type === "boolean") return "flag";
  if (property.type === "integer" || property.type === "number") return property.type;
  return property.format === "date" ? "date" : "text";
}

function choicesOf(property: Property): Choice[] {
  if (property.oneOf !== undefined) {
    return property.oneOf
      .filter((one) => one.const !== undefined)
      .map((one) => ({ id: String(one.const), words: [one.title ?? String(one.const), one["x-en"] ?? one.title ?? String(one.const)] }));
  }
  return (property.enum ?? []).map((one) => ({ id: String(one), words: [String(one), String(one)] }));
}

function answerOf(field: Field, typed: Typed[string] | undefined): unknown {
  if (field.kind === "flag") return typed === true || (field.required ? false : undefined);
  if (field.kind === "choices") return Array.isArray(typed) && typed.length > 0 ? typed : undefined;
  const text = typeof typed === "string" ? typed.trim() : "";
  if (text === "") return undefined;
  if (field.kind === "lines") return text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
  if (field.kind === "integer" || field.kind === "number") return numberOf(text, field.kind);
  return text;
}

/** A number as Viet Nam writes it (`1.234,5`); the text itself if it is none. */
function numberOf(text: string, kind: "integer" | "number"): number | string {
  const grouped = /^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(text);
  const value = Number((grouped ? text.replaceAll(".", "") : text).replace(",", "."));
  const fits = Number.isFinite(value) && (kind === "number" || Number.isInteger(value));
  return fits ? value : text;
}

function faultOf(field: Field, answer: unknown): Words | undefined {
  if (answer === undefined) {
    return field.required ? ["Chưa điền mục này.", "This is missing."] : undefined;
  }
  if (Array.isArray(answer)) return listFault(field, answer);
  if (field.kind === "integer" || field.kind === "number") return numberFault(field, answer);
  return typeof answer === "string" ? textFault(field.rules, answer) : undefined;
}

function listFault(field: Field, answer: unknown[]): Words | undefined {
  const { minItems = 0, maxItems = Infinity, items = {} } = field.rules;
  if (answer.length < minItems) return [`Cần ít nhất ${minItems} mục.`, `At least ${minItems} are needed.`];
  if (answer.length > maxItems) return [`Nhiều nhất ${maxItems} mục.`, `At most ${maxItems}.`];
  const wrong = answer.find((one) => typeof one === "string" && textFault(items, one) !== undefined);
  return wrong === undefined ? undefined : [`“${wrong}” chưa đúng mẫu.`, `“${wrong}” is not in the right form.`];
}

function numberFault(field: Field, answer: unknown): Words | undefined {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = field.rules;
  if (typeof answer !== "number") {
    return field.kind === "integer" ? ["Phải là số nguyên.", "This must be a whole number."] : ["Phải là số.", "This must be a number."];
  }
  if (minimum !== undefined && answer < minimum) return [`Nhỏ nhất là ${minimum}.`, `At least ${minimum}.`];
  if (maximum !== undefined && answer > maximum) return [`Lớn nhất là ${maximum}.`, `At most ${maximum}.`];
  if (exclusiveMinimum !== undefined && answer <= exclusiveMinimum) return [`Phải lớn hơn ${exclusiveMinimum}.`, `More than ${exclusiveMinimum}.`];
  if (exclusiveMaximum !== undefined && answer >= exclusiveMaximum) return [`Phải nhỏ hơn ${exclusiveMaximum}.`, `Less than ${exclusiveMaximum}.`];
  return undefined;
}

function textFault(rules: Rules, text: string): Words | undefined {
  const { minLength = 0, maxLength = Infinity, pattern } = rules;
  if (text.length < minLength) return [`Cần ít nhất ${minLength} ký tự.`, `At least ${minLength} characters.`];
  if (text.length > maxLength) return [`Nhiều nhất ${maxLength} ký tự.`, `At most ${maxLength} characters.`];
  if (pattern !== undefined && !new RegExp(pattern, "u").test(text)) {
    return ["Chưa đúng mẫu; kiểm tra lại từng ký tự.", "Not in the right form; check every character."];
  }
  return undefined;
}
