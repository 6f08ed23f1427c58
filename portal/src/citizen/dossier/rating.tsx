/** What the citizen says of the service, once, after the result; then thanks, and what was said. */
import { useEffect, useRef, useState, type FormEvent } from "react";
import { answer, api } from "../../api/client";
import type { components } from "../../api/generated/intake";
import { Button } from "../../parts/button";
import { Radios } from "../../parts/choices";
import { useIntent } from "../../parts/intent";
import { TextField } from "../../parts/text-field";
import { useLanguage } from "../../words/language";
import { useFocusOn } from "../focus";
import { isStale, MoveTrouble } from "./move-trouble";
import { useRefresh, type OwnDossier } from "./own";

type Said = components["schemas"]["ServiceRating"];
type Grades = Pick<Said, "overall" | "convenience" | "attitude">;
type Grade = Grades["overall"];

const QUESTIONS = [
  ["overall", "Việc giải quyết hồ sơ nói chung", "How it was handled, all in all"],
  ["convenience", "Sự thuận tiện khi nộp hồ sơ", "How easy it was to hand in"],
  ["attitude", "Thái độ phục vụ của cán bộ", "How the officials treated you"],
] as const;
const GRADES: Record<Grade, readonly [string, string]> = {
  very_satisfied: ["Rất hài lòng", "Very satisfied"],
  satisfied: ["Hài lòng", "Satisfied"],
  dissatisfied: ["Không hài lòng", "Dissatisfied"],
};

export function Rating({ dossier }: { dossier: OwnDossier }) {
  const [sent, setSent] = useState<Grades | null>(null);
  const said = dossier.rating ?? sent;
  const thanks = useFocusOn(said !== null);
  if (said !== null) {
    return (
      <div ref={thanks} tabIndex={-1} className="told">
        <Thanks said={said} />
      </div>
    );
  }
  return dossier.legal_moves.includes("rate") ? <Form dossier={dossier} onSent={setSent} /> : null;
}

function Thanks({ said }: { said: Grades }) {
  const { t } = useLanguage();
  return (
    <section className="card">
      <h2>{t("Cảm ơn bạn đã đánh giá", "Thank you for rating the service")}</h2>
      <dl className="facts">
        {QUESTIONS.map(([question, vi, en]) => (
          <div key={question} className="fact">
            <dt>{t(vi, en)}</dt>
            <dd>{t(...GRADES[said[question]])}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** The answers so far, and sending them once all three questions have one. */
function useRating(dossier: OwnDossier, onSent: (said: Grades) => void) {
  const refresh = useRefresh();
  const [typed, setTyped] = useState<Partial<Said>>({});
  const [tried, setTried] = useState(0);
  const send = useIntent(
    (body: Said, key: string) =>
      answer(
        api.POST("/intake/dossiers/{dossier_id}/rating", {
          params: { path: { dossier_id: dossier.dossier_id }, header: { "Idempotency-Key": key } },
          headers: { "If-Match": `"${dossier.version}"` },
          body,
        }),
      ),
    (_, said) => {
      onSent(said);
      refresh();
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(tried + 1);
    const { overall, convenience, attitude, comment = "" } = typed;
    if (send.isPending || !overall || !convenience || !attitude) return;
    const body = { overall, convenience, attitude, comment: comment.trim() };
    send.mutate(body, { onError: (problem) => isStale(problem) && refresh() });
  };
  return { typed, change: (said: Partial<Said>) => setTyped({ ...typed, ...said }), tried, send, submit };
}

interface QuestionsProps {
  typed: Partial<Said>;
  onChange: (said: Partial<Said>) => void;
  errorOf: (question: keyof Grades) => string | undefined;
}

function Questions({ typed, onChange, errorOf }: QuestionsProps) {
  const { t } = useLanguage();
  const options = Object.entries(GRADES).map(([id, words]) => ({ id, label: t(...words) }));
  return QUESTIONS.map(([question, vi, en]) => (
    <Radios
      key={question}
      label={t(vi, en)}
      isRequired
      options={options}
      value={typed[question] ?? null}
      onChange={(grade) => onChange({ [question]: grade as Grade })}
      error={errorOf(question)}
    />
  ));
}

function Form({ dossier, onSent }: { dossier: OwnDossier; onSent: (said: Grades) => void }) {
  const { t, language } = useLanguage();
  const { typed, change, tried, send, submit } = useRating(dossier, onSent);
  const trouble = useFocusOn(send.error);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (tried > 0) form.current?.querySelector<HTMLElement>("[data-invalid] :is(input, textarea)")?.focus();
  }, [tried, send.error]);
  const errorOf = (question: keyof Grades) =>
    tried > 0 && typed[question] === undefined ? t("Chọn một mức.", "Choose one.") : send.error?.of(`/${question}`, language);
  return (
    <section className="card">
      <h2>{t("Bạn có hài lòng không?", "Are you satisfied?")}</h2>
      <form ref={form} noValidate onSubmit={submit}>
        <Questions typed={typed} onChange={change} errorOf={errorOf} />
        <TextField
          label={t("Góp ý thêm", "Anything to add")}
          hint={t("Cơ quan giải quyết hồ sơ đọc được góp ý này.", "The agency can read this.")}
          rows={2}
          maxLength={2000}
          value={typed.comment ?? ""}
          onChange={(comment) => change({ comment })}
          error={send.error?.of("/comment", language)}
        />
        <div aria-live="polite" ref={trouble} tabIndex={-1} className="told">
          <MoveTrouble problem={send.error} />
        </div>
        <Button type="submit" look="main" isDisabled={send.isPending}>
          {send.isPending ? t("Đang gửi…", "Sending…") : t("Gửi đánh giá", "Send")}
        </Button>
      </form>
    </section>
  );
}
