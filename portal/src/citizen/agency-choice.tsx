/** An agency found by a part of its name and chosen from those found. */
import { useState } from "react";
import { Radios } from "../parts/choices";
import type { Option } from "../parts/field";
import { TextField } from "../parts/text-field";
import { Skeleton } from "../parts/page";
import { folded } from "../words/folded";
import { useLanguage } from "../words/language";
import { useAgencies, useNamedAgencies, type Agency, type Edition } from "../api/catalogue";
import { useDebounced } from "./debounced";

export interface ChosenAgency {
  code: string;
  name: string;
  nameEn: string;
}

interface AgencyChoiceProps {
  label: string;
  value: ChosenAgency | null;
  onChange: (agency: ChosenAgency) => void;
  error?: string | undefined;
  /** Only agencies that are competent for this procedure. */
  edition?: Pick<Edition, "competent_agencies" | "competent_tiers">;
}

const FEW = 8;

/** A few agencies in sight, and a field to find the others by name. */
export function AgencyChoice({ label, value, onChange, error, edition }: AgencyChoiceProps) {
  const { t, language } = useLanguage();
  const [typed, setTyped] = useState("");
  const { found, isPending, isMany } = useCompetent(edition, useDebounced(typed.trim()), typed !== "");
  const kept = value !== null && !found.some(({ code }) => code === value.code) && typed === "" ? [value] : [];
  const shown = [...kept, ...found].slice(0, FEW);
  const isCut = kept.length + found.length > FEW;
  return (
    <>
      {isMany && (
        <TextField
          label={t("Tìm cơ quan", "Find the agency")}
          hint={t("Gõ tên xã, phường, sở; không cần dấu", "A part of its name; diacritics are not needed")}
          type="search"
          autoComplete="off"
          isRequired
          value={typed}
          onChange={setTyped}
        />
      )}
      {isPending ? (
        <Skeleton lines={4} height={2.75} />
      ) : (
        <div className="agencies" aria-live="polite">
          {shown.length === 0 ? (
            <p>{t("Không tìm thấy cơ quan nào có tên như vậy.", "No agency has such a name.")}</p>
          ) : (
            <Radios
              label={label}
              isRequired
              options={shown.map((agency) => option(agency, language))}
              value={value?.code ?? null}
              error={error}
              onChange={(code) => {
                const chosen = shown.find((agency) => agency.code === code);
                if (chosen !== undefined) onChange(chosen);
              }}
            />
          )}
          {isCut && <p className="fine">{t("Còn nữa; gõ tên để tìm.", "There are more; type a name to find it.")}</p>}
        </div>
      )}
    </>
  );
}

/** Those the procedure names, and those of its tiers that answer what was typed; any without one. */
function useCompetent(edition: AgencyChoiceProps["edition"], q: string, isTyping: boolean) {
  const tiers = edition?.competent_tiers ?? [];
  const isOpen = edition === undefined || tiers.length > 0;
  const named = useNamedAgencies(edition?.competent_agencies ?? []);
  const [first = null, second = null] = tiers;
  const one = useAgencies(q, first, isOpen);
  const other = useAgencies(q, second, second !== null);
  const fitting = named.agencies.filter(({ name }) => folded(name).includes(folded(q)));
  // A query that is not asked may still remember what it was asked elsewhere.
  const searched = [...((isOpen && one.data?.items) || []), ...((second !== null && other.data?.items) || [])];
  const all = [...fitting, ...searched].map((agency) => [agency.code, chosen(agency)] as const);
  const found = [...new Map(all).values()];
  return { found, isPending: named.isPending || (isOpen && one.isPending), isMany: isOpen && (isTyping || q !== "" || found.length > FEW) };
}

function chosen(agency: Agency): ChosenAgency {
  return { code: agency.code, name: agency.name, nameEn: agency.name_en || agency.name };
}

function option(agency: ChosenAgency, language: "vi" | "en"): Option {
  return { id: agency.code, label: language === "vi" ? agency.name : agency.nameEn };
}
