/** Asking for a report (lập báo cáo). */
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState, type FormEvent } from "react";
import { useLocation } from "wouter";
import { answer, api } from "../../api/client";
import type { components } from "../../api/generated/reports";
import type { Language, Problem } from "../../api/problems";
import { useFirstWrong } from "../../parts/focus";
import { Button, Checkbox } from "../../parts/fields";
import { useIntent } from "../../parts/intent";
import { ProblemNote } from "../../parts/page";
import { useClaims } from "../../session/session";
import { today } from "../../words/format";
import { useLanguage } from "../../words/language";
import { AgencyField } from "./agency-field";
import { FilterFields, NO_FILTER, type Filter } from "./filters";
import { FormSelect } from "./form-select";
import { PeriodFields } from "./period-fields";
import { askedOf, lastFinished, type Period } from "./periods";
import type { FormName } from "./words";

export type AskBody = components["schemas"]["AskBody"];

interface Wanted {
  form: FormName;
  agency: string;
  subtree: boolean;
  period: Period;
  filter: Filter;
}

export function Ask() {
  const { t } = useLanguage();
  const own = useClaims()?.agency ?? "";
  const [, navigate] = useLocation();
  const [wanted, setWanted] = useState<Wanted>(() => ({
    form: "II.06c",
    agency: own,
    subtree: true,
    period: lastFinished("month", "calendar", today()),
    filter: NO_FILTER,
  }));
  const ask = useAsking(({ report_id }) => navigate(`/reports/${report_id}`));
  const form = useRef<HTMLFormElement>(null);
  useFirstWrong(form, ask.failureCount, ask.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!ask.isPending) ask.mutate(bodyOf(wanted));
  };
  return (
    <form ref={form} onSubmit={submit} className="asking">
      <What wanted={wanted} onChange={setWanted} problem={ask.error} />
      <PeriodFields value={wanted.period} onChange={(period) => setWanted({ ...wanted, period })} problem={ask.error} />
      <FilterFields value={wanted.filter} onChange={(filter) => setWanted({ ...wanted, filter })} problem={ask.error} />
      {ask.error !== null && <ProblemNote error={ask.error} />}
      <div className="actions">
        <Button type="submit" look="main" isPending={ask.isPending}>
          {ask.isPending ? t("Đang gửi yêu cầu…", "Asking…") : t("Lập báo cáo", "Make the report")}
        </Button>
      </div>
    </form>
  );
}

interface WhatProps {
  wanted: Wanted;
  onChange: (wanted: Wanted) => void;
  problem: Problem | null;
}

/** Which form, and whose. */
function What({ wanted, onChange, problem }: WhatProps) {
  const { t, language } = useLanguage();
  return (
    <>
      <FormSelect value={wanted.form} onChange={(form) => onChange({ ...wanted, form })} problem={problem} />
      <AgencyField
        label={t("Cơ quan", "Agency")}
        value={wanted.agency}
        onChange={(agency) => onChange({ ...wanted, agency })}
        error={agencyError(problem, language)}
      />
      <Checkbox isSelected={wanted.subtree} onChange={(subtree) => onChange({ ...wanted, subtree })}>
        {t("Tính cả các cơ quan cấp dưới", "Count the agencies below it too")}
      </Checkbox>
    </>
  );
}

/** Have a report made; asked again it is the same report, its figures read anew. */
export function useAsking(done: (report: components["schemas"]["ReportView"]) => void) {
  const queries = useQueryClient();
  return useIntent(
    (body: AskBody, key: string) =>
      answer(api.POST("/reports/reports", { params: { header: { "Idempotency-Key": key } }, body })),
    (report) => {
      void queries.invalidateQueries({ queryKey: ["reports"] });
      done(report);
    },
  );
}

/** What is wrong with the agency: named by the service, or outside the reader's scope. */
export function agencyError(problem: Problem | null, language: Language): string | undefined {
  if (problem?.slug === "agency-not-yours") return problem.title(language);
  return problem?.of("/agency", language);
}

function bodyOf({ form, agency, subtree, period, filter }: Wanted): AskBody {
  const { field, procedure, level, channel } = filter;
  return { form, agency, subtree, ...askedOf(period), field, procedure: procedure?.id ?? "", level, channel };
}
