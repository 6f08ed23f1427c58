/** Another due date, with an apology: the watch may have drafted both. */
import { useQuery } from "@tanstack/react-query";
import { answer, api } from "../../api/client";
import type { components } from "../../api/generated/tracking";
import { TextField } from "../../parts/fields";
import { Note, Skeleton } from "../../parts/page";
import { moment, today } from "../../words/format";
import { useLanguage } from "../../words/language";
import { useKept } from "../parts/kept";
import type { Send } from "./file";
import { LateReasonField, type LateReason } from "./late-reason";
import { MoveForm, useErrorOf, type MoveProps } from "./move-form";

type Warning = components["schemas"]["WarningLine"];

const PAGES = 5;
const END_OF_DAY = "17:00";

/** The draft for one dossier among the agency's newest warnings; null if there is none. */
async function findDraft(agency: string, dossier: string): Promise<Warning | null> {
  let next: string | null = null;
  for (let page = 0; page < PAGES; page++) {
    const found: components["schemas"]["ListOf_WarningLine_"] = await answer(
      api.GET("/tracking/agencies/{agency_code}/warnings", {
        params: {
          path: { agency_code: agency },
          query: { kind: "APOLOGY_DRAFT", limit: 100, ...(next === null ? {} : { next }) },
        },
      }),
    );
    const draft = found.items.find((warning) => warning.dossier_id === dossier && warning.draft !== null);
    if (draft !== undefined) return draft;
    next = found.next;
    if (next === null) break;
  }
  return null;
}

/** Move the due date, once. The apology begins as the draft of the watch, where there is one. */
export function Extend(move: MoveProps) {
  const { agency_code: agency, dossier_id: id } = move.dossier;
  const query = useQuery({
    queryKey: ["apology", id],
    queryFn: () => findDraft(agency, id),
    staleTime: 60_000,
    retry: false,
  });
  if (query.isPending) return <Skeleton lines={5} height={2.75} />;
  return <Extension {...move} draft={query.data ?? null} />;
}

const UNTOUCHED = { day: null as string | null, time: null as string | null, apology: null as string | null, late: "" as LateReason | "" };

function Extension({ draft, ...move }: MoveProps & { draft: Warning | null }) {
  const { t } = useLanguage();
  const [typed, keep, forget] = useKept(`${move.dossier.dossier_id}.extend`, UNTOUCHED);
  const proposed = draft?.proposed_due_at ?? null;
  const day = typed.day ?? (proposed === null ? "" : today(new Date(proposed)));
  const time = typed.time ?? (proposed === null ? END_OF_DAY : clock(proposed));
  const apology = typed.apology ?? draft?.draft ?? "";
  const make = (): Send => async (init) => {
    const body = { new_due: `${day}T${time}:00+07:00`, apology, late_reason: typed.late || null };
    const sent = await api.POST("/processing/dossiers/{dossier_id}/extension", { ...init, body });
    forget();
    return sent;
  };
  const given = { "/new_due": day !== "" && time !== "", "/apology": apology.trim() !== "" };
  return (
    <MoveForm {...move} given={given} make={make} submit={t("Gia hạn và xin lỗi", "Extend and apologise")}>
      {draft !== null && (
        <Note>
          {t(
            "Ngày hẹn và thư xin lỗi lấy từ dự thảo của hệ thống. Hãy thay [lý do] bằng lý do chậm trễ.",
            "The date and the apology are the system's draft. Please put the reason in place of “[lý do]”.",
          )}
        </Note>
      )}
      <Fields values={{ day, time, apology, late: typed.late }} keep={(next) => keep({ ...typed, ...next })} due={move.dossier.clock.due_at ?? null} />
    </MoveForm>
  );
}

/** `17:30` of an instant, in the time of Viet Nam. */
function clock(instant: string): string {
  return moment(instant, "en").slice(0, 5);
}

interface Values {
  day: string;
  time: string;
  apology: string;
  late: LateReason | "";
}

interface FieldsProps {
  values: Values;
  keep: (next: Partial<Values>) => void;
  due: string | null;
}

function Fields({ values, keep, due }: FieldsProps) {
  const { t, language } = useLanguage();
  const errorOf = useErrorOf();
  const now = due === null ? {} : { hint: t(`Hạn hiện nay: ${moment(due, language)}`, `Due now: ${moment(due, language)}`) };
  return (
    <>
      <TextField
        label={t("Ngày hẹn mới", "New due date")}
        {...now}
        isRequired
        type="date"
        value={values.day}
        onChange={(day) => keep({ day })}
        error={errorOf("/new_due")}
      />
      <TextField
        label={t("Giờ hẹn", "Time of day")}
        isRequired
        type="time"
        value={values.time}
        onChange={(time) => keep({ time })}
      />
      <TextField
        label={t("Thư xin lỗi", "The apology")}
        hint={t("Gửi tới người nộp, bằng tiếng Việt", "Sent to the applicant, in Vietnamese")}
        isRequired
        rows={6}
        maxLength={2000}
        value={values.apology}
        onChange={(apology) => keep({ apology })}
        error={errorOf("/apology")}
      />
      <LateReasonField value={values.late} onChange={(late) => keep({ late })} error={errorOf("/late_reason")} />
    </>
  );
}
