/** Moves that say who works on it: an officer, or another agency. */
import { useQuery } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import { useNamedAgencies } from "../../api/catalogue";
import { Radios, Select, TextField, type Option } from "../../parts/fields";
import { Skeleton } from "../../parts/page";
import { useClaims } from "../../session/session";
import { useLanguage } from "../../words/language";
import { AgencyFinder } from "../../parts/finder";
import { useKept } from "../parts/kept";
import { useEdition, type Send } from "./file";
import { MoveForm, useErrorOf, type MoveProps } from "./move-form";

const OTHER = "";
const NOBODY = { chosen: null as string | null, account: "", name: "" };
type Typed = typeof NOBODY;

/** Who works on the agency's dossiers now, by account. */
function useColleagues(agency: string): ReadonlyMap<string, string> {
  const query = useQuery({
    queryKey: ["colleagues", agency],
    queryFn: () => answer(api.GET("/processing/worklist", { params: { query: { agency, limit: 100 } } })),
    staleTime: 5 * 60_000,
  });
  const lines = query.data?.items ?? [];
  return new Map(lines.flatMap((line) => (line.assigned_to === null ? [] : [[line.assigned_to, line.assignee_name]])));
}

/** Assign the dossier to an officer; the first time, processing begins. */
export function Assign(move: MoveProps) {
  const { t } = useLanguage();
  const me = useClaims();
  const { dossier } = move;
  const colleagues = useColleagues(dossier.agency_code);
  const [typed, keep, forget] = useKept(`${dossier.dossier_id}.assign`, NOBODY);
  const people = new Map([...(me?.roles.includes("officer") === true ? [[me.subject, me.name] as const] : []), ...colleagues]);
  const chosen = typed.chosen ?? (people.size > 0 ? ([...people.keys()][0] ?? OTHER) : OTHER);
  const isOther = chosen === OTHER;
  const assignee = isOther ? typed.account.trim() : chosen;
  const name = isOther ? typed.name.trim() : (people.get(chosen) ?? "");
  const make = (): Send => async (init) => {
    const body = { assignee, assignee_name: name };
    const sent = await api.POST("/processing/dossiers/{dossier_id}/assignment", { ...init, body });
    forget();
    return sent;
  };
  const options = [...people].map(([id, label]) => ({ id, label: id === me?.subject ? t(`${label} (tôi)`, `${label} (me)`) : label }));
  return (
    <MoveForm {...move} given={{ "/assignee": assignee !== "", "/assignee_name": name !== "" }} make={make} submit={t("Phân công", "Assign")}>
      <Radios
        label={t("Giao cho", "To whom")}
        isRequired
        value={chosen}
        onChange={(id) => keep({ ...typed, chosen: id })}
        options={[...options, { id: OTHER, label: t("Người khác", "Somebody else") }]}
      />
      {isOther && <SomebodyElse typed={typed} keep={keep} />}
    </MoveForm>
  );
}

function SomebodyElse({ typed, keep }: { typed: Typed; keep: (typed: Typed) => void }) {
  const { t } = useLanguage();
  const errorOf = useErrorOf();
  return (
    <>
      <TextField
        label={t("Tài khoản đăng nhập", "Sign-in account")}
        hint={t("Đúng như khi người đó đăng nhập", "As that person signs in")}
        isRequired
        value={typed.account}
        onChange={(account) => keep({ ...typed, account })}
        error={errorOf("/assignee")}
      />
      <TextField
        label={t("Họ tên", "Name")}
        isRequired
        value={typed.name}
        onChange={(name) => keep({ ...typed, name })}
        error={errorOf("/assignee_name")}
      />
    </>
  );
}

const NOWHERE = { agency: null as Option | null, note: "" };

/** Forward to an agency that takes part in the procedure; any, where the procedure names none. */
export function Forward(move: MoveProps) {
  const { t } = useLanguage();
  const { dossier } = move;
  const edition = useEdition(dossier);
  const linked = edition.data?.edition.linked_agencies;
  const [typed, keep, forget] = useKept(`${dossier.dossier_id}.forward`, NOWHERE);
  const make = (): Send => async (init) => {
    const body = { to_agency: typed.agency?.id ?? "", note: typed.note };
    const sent = await api.POST("/processing/dossiers/{dossier_id}/forwarding", { ...init, body });
    forget();
    return sent;
  };
  if (edition.isPending) return <Skeleton lines={4} height={2.75} />;
  return (
    <MoveForm {...move} given={{ "/to_agency": typed.agency !== null }} make={make} submit={t("Chuyển hồ sơ", "Forward")}>
      <To linked={linked ?? []} agency={typed.agency} onChange={(agency) => keep({ ...typed, agency })} />
      <TextField
        label={t("Nội dung đề nghị phối hợp", "What is asked of the agency")}
        rows={3}
        maxLength={2000}
        value={typed.note}
        onChange={(note) => keep({ ...typed, note })}
      />
    </MoveForm>
  );
}

interface ToProps {
  linked: readonly string[];
  agency: Option | null;
  onChange: (agency: Option) => void;
}

function To({ linked, agency, onChange }: ToProps) {
  const { t, language } = useLanguage();
  const errorOf = useErrorOf();
  const { agencies } = useNamedAgencies(linked);
  const label = t("Chuyển đến cơ quan", "To which agency");
  const field = { label, isRequired: true, error: errorOf("/to_agency") };
  if (linked.length === 0) return <AgencyFinder {...field} value={agency} onChange={onChange} />;
  const options = linked.map((code) => {
    const found = agencies.find((one) => one.code === code);
    return { id: code, label: (language === "vi" ? found?.name : found?.name_en || found?.name) ?? code };
  });
  return (
    <Select
      {...field}
      options={options}
      value={agency?.id ?? null}
      onChange={(code) => onChange(options.find(({ id }) => id === code) ?? { id: code, label: code })}
    />
  );
}
