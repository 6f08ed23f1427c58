/** An agency of the reader's own subtree: of the whole province at its top, else one of a few. */
import { useQuery } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import { useNamedAgencies, type Agency } from "../../api/catalogue";
import { AgencyFinder } from "../../parts/finder";
import { useAgencyName } from "../../officer/worklist/agency";
import { Select } from "../../parts/fields";
import { Skeleton } from "../../parts/page";
import { useClaims } from "../../session/session";
import { useLanguage } from "../../words/language";

interface AgencyFieldProps {
  label: string;
  value: string;
  onChange: (code: string) => void;
  error?: string | undefined;
}

export function AgencyField(field: AgencyFieldProps) {
  const isTop = useIsTop();
  if (isTop === undefined) return <Skeleton lines={1} height={4.75} />;
  return isTop ? <OfProvince {...field} /> : <OfSubtree {...field} />;
}

/** Whether the reader's agency stands above all others; undefined until that is known. */
export function useIsTop(): boolean | undefined {
  const own = useClaims()?.agency ?? "";
  const { agencies, isPending } = useNamedAgencies(own === "" ? [] : [own]);
  return isPending ? undefined : agencies[0]?.parent === null;
}

function OfProvince({ value, onChange, ...field }: AgencyFieldProps) {
  const { t } = useLanguage();
  const label = useAgencyName(value);
  return (
    <AgencyFinder
      {...field}
      hint={t("Gõ tên để chọn cơ quan khác", "Type a name to choose another")}
      isRequired
      value={{ id: value, label }}
      onChange={({ id }) => onChange(id)}
    />
  );
}

function OfSubtree(field: AgencyFieldProps) {
  const { t, language } = useLanguage();
  const own = useClaims()?.agency ?? "";
  const ownName = useAgencyName(own);
  const below = useQuery({ queryKey: ["subtree", own], queryFn: () => subtree(own), staleTime: 5 * 60_000, enabled: own !== "" });
  const named = (below.data ?? []).map((agency) => ({
    id: agency.code,
    label: language === "vi" ? agency.name : agency.name_en || agency.name,
  }));
  return (
    <Select
      {...field}
      hint={t("Cơ quan của bạn và các cơ quan cấp dưới", "Your agency and those below it")}
      isRequired
      options={[{ id: own, label: ownName }, ...named]}
    />
  );
}

/** Every agency below one, level by level. */
async function subtree(code: string): Promise<Agency[]> {
  const found = await directlyBelow(code);
  const deeper = await Promise.all(found.map((agency) => subtree(agency.code)));
  return [...found, ...deeper.flat()];
}

async function directlyBelow(parent: string): Promise<Agency[]> {
  const found: Agency[] = [];
  let next: string | null = null;
  do {
    const page: { items: Agency[]; next: string | null } = await answer(
      api.GET("/catalogue/agencies", { params: { query: { parent, limit: 100, next } } }),
    );
    found.push(...page.items);
    next = page.next;
  } while (next !== null);
  return found;
}
