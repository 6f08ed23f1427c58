/** What citizens read of the catalogue. */
import { keepPreviousData, useInfiniteQuery, useQueries, useQuery } from "@tanstack/react-query";
import { answer, api } from "./client";
import type { components } from "./generated/catalogue";
import { answersOf, type Typed } from "../parts/schema";

type Schemas = components["schemas"];
export type ProcedureView = Schemas["ProcedureView"];
export type Edition = Schemas["Procedure"];
export type Agency = Schemas["Agency"];
export type FeeLine = Schemas["FeeLine"];
export type ApplicantType = Schemas["ApplicantType"];
export type Channel = Schemas["Channel"];

const LONG = 5 * 60_000;
/** From this level on a procedure can be submitted online. */
const ONLINE_LEVEL = 3;

/** The pair's part in the reader's language; Vietnamese where there is no English. */
export type Named = { name: string; name_en?: string };

/** What a search asks for; empty texts ask for nothing. */
export interface Wanted {
  q: string;
  field: string;
  agency: string;
  level: string;
}

/** Procedures that answer a search, by pages. */
export function useProcedures(wanted: Wanted) {
  const { q, field, agency, level } = wanted;
  const query = {
    limit: 10,
    ...(q === "" ? {} : { q }),
    ...(field === "" ? {} : { field }),
    ...(agency === "" ? {} : { agency }),
    ...(level === "" ? {} : { level: Number(level) as 2 | 3 | 4 }),
  };
  return useInfiniteQuery({
    queryKey: ["procedures", query],
    queryFn: ({ pageParam, signal }) =>
      answer(api.GET("/catalogue/procedures", { params: { query: { ...query, next: pageParam } }, signal })),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    staleTime: LONG,
  });
}

export function useFields() {
  return useQuery({ queryKey: ["fields"], queryFn: () => answer(api.GET("/catalogue/fields")), staleTime: LONG });
}

export function useProcedure(code: string) {
  return useQuery({
    queryKey: ["procedure", code],
    queryFn: () =>
      answer(api.GET("/catalogue/procedures/{procedure_code}", { params: { path: { procedure_code: code } } })),
    staleTime: LONG,
  });
}

/** Agencies whose name has what was typed, diacritics or not; of one tier if it is named. */
export function useAgencies(q: string, tier: Schemas["Tier"] | null, enabled = true) {
  return useQuery({
    queryKey: ["agencies", q, tier],
    queryFn: ({ signal }) => {
      const query = { limit: 20, ...(q === "" ? {} : { q }), ...(tier === null ? {} : { tier }) };
      return answer(api.GET("/catalogue/agencies", { params: { query }, signal }));
    },
    placeholderData: keepPreviousData,
    staleTime: LONG,
    enabled,
  });
}

/** Agencies by their codes, as they are now. */
export function useNamedAgencies(codes: readonly string[]): { agencies: Agency[]; isPending: boolean } {
  const found = useQueries({
    queries: codes.map((code) => ({
      queryKey: ["agency", code],
      queryFn: () => answer(api.GET("/catalogue/agencies/{agency_code}", { params: { path: { agency_code: code } } })),
      staleTime: LONG,
    })),
  });
  const latest = found.flatMap(({ data }) => data?.spans.at(-1) ?? []);
  return { agencies: latest.filter((agency) => agency.valid_to === null), isPending: found.some((one) => one.isPending) };
}

/** Whether a procedure can be submitted online: level 2 only informs. */
export function isOnline(edition: Pick<Edition, "level" | "channels">): boolean {
  return edition.level >= ONLINE_LEVEL && edition.channels.includes("online");
}

/** The names of those answers that a fee depends on. */
export const PRICING = ["case", "object", "copies", "pages", "exemption"] as const;

interface Priced {
  channel: Channel;
  applicant_type?: ApplicantType;
  case?: string;
  object?: string;
  copies?: number;
  pages?: number;
  exemptions?: string;
}

/** What a filing would cost, from those answers that a fee depends on. */
export function useFees(edition: Edition, channel: Channel, typed: Typed, applicantType?: ApplicantType) {
  const query = priced(edition, channel, typed, applicantType);
  return useQuery({
    queryKey: ["fees", edition.code, query],
    queryFn: () =>
      answer(
        api.GET("/catalogue/procedures/{procedure_code}/fees", {
          params: { path: { procedure_code: edition.code }, query },
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: LONG,
    enabled: edition.fee_items.length > 0,
  });
}

function priced(edition: Edition, channel: Channel, typed: Typed, applicantType?: ApplicantType): Priced {
  const answers = answersOf(edition.form, typed);
  const text = (name: string) => (typeof answers[name] === "string" ? (answers[name] as string) : undefined);
  const whole = (name: string) => {
    const found = answers[name];
    return typeof found === "number" && Number.isInteger(found) && found > 0 ? found : undefined;
  };
  const asked = {
    channel,
    applicant_type: applicantType,
    case: text("case"),
    object: text("object"),
    copies: whole("copies"),
    pages: whole("pages"),
    exemptions: text("exemption"),
  };
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)) as unknown as Priced;
}
