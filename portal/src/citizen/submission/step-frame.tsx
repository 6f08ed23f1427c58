/** One step of a submission: where one is, what is wrong here, its fields, and the way on. */
import { useEffect, useRef } from "react";
import { Form } from "react-aria-components/Form";
import { Button } from "../../parts/button";
import { useUnsent } from "../../parts/unsent";
import { useLanguage } from "../../words/language";
import type { Edition } from "../../api/catalogue";
import type { Step } from "./draft";
import { labelOf, type Faults } from "./faults";
import { AnswersStep, DocumentsStep, NotifyStep } from "./paper-steps";
import { AgencyStep, ApplicantStep } from "./people-step";
import { ReviewStep } from "./review-step";
import { STEP_WORDS, type StepProps } from "./step";

interface StepFrameProps {
  steps: readonly Step[];
  step: Step;
  goTo: (step: Step) => void;
  onNext: () => void;
  stage: StepProps;
  faults: Faults;
  /** The first step that is not complete: no step after it can be gone to. */
  reachable: Step | undefined;
}

const SHOWN = { agency: AgencyStep, applicant: ApplicantStep, answers: AnswersStep, documents: DocumentsStep, notify: NotifyStep };

export function StepFrame(frame: StepFrameProps) {
  const { steps, step, goTo, onNext, stage, faults } = frame;
  const { t } = useLanguage();
  const nth = steps.indexOf(step);
  const before = steps[nth - 1];
  const heading = useStepHeading(step);
  const files = useUnsent();
  const Shown = step === "review" ? null : SHOWN[step];
  return (
    <Form
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        if (!files.isHeld()) onNext();
      }}
    >
      <StepList {...frame} />
      <h2 ref={heading} tabIndex={-1} className="step-heading">
        {t(`Bước ${nth + 1}/${steps.length}`, `Step ${nth + 1} of ${steps.length}`)}: {t(...STEP_WORDS[step])}
      </h2>
      <FaultSummary faults={faults} edition={stage.edition} />
      {Shown === null ? <ReviewStep draft={stage.draft} edition={stage.edition} steps={steps} goTo={goTo} /> : <Shown {...stage} />}
      {files.note}
      <div className="actions">
        {before !== undefined && <Button onPress={() => goTo(before)}>{t("Quay lại", "Back")}</Button>}
        {step !== "review" && (
          <Button type="submit" look="main">
            {t("Tiếp tục", "Continue")}
          </Button>
        )}
      </div>
    </Form>
  );
}

/** The heading of a step is focused when one comes to it, not when the page opens. */
function useStepHeading(step: Step) {
  const heading = useRef<HTMLHeadingElement>(null);
  const last = useRef(step);
  useEffect(() => {
    if (last.current === step) return;
    last.current = step;
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [step]);
  return heading;
}

function StepList({ steps, step, goTo, reachable }: StepFrameProps) {
  const { t } = useLanguage();
  const limit = reachable === undefined ? steps.length : steps.indexOf(reachable);
  return (
    <nav aria-label={t("Các bước", "Steps")} className="steps">
      <ol>
        {steps.map((one, nth) => (
          <li key={one} aria-current={one === step ? "step" : undefined}>
            <Button look="quiet" isDisabled={nth > limit} onPress={() => goTo(one)}>
              {nth + 1}. {t(...STEP_WORDS[one])}
            </Button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function FaultSummary({ faults, edition }: { faults: Faults; edition: Edition }) {
  const { t, language } = useLanguage();
  const wrong = Object.entries(faults).map(([pointer, words]) => {
    const label = labelOf(pointer, edition);
    const text = words[language === "vi" ? 0 : 1];
    return { pointer, text: label === undefined ? text : `${t(...label)}: ${text}` };
  });
  return (
    <div role="alert">
      {wrong.length > 0 && (
        <div className="note note-bad">
          <strong>{t(`Còn ${wrong.length} mục cần sửa`, `${wrong.length === 1 ? "One thing" : `${wrong.length} things`} to mend`)}</strong>
          <ul>
            {wrong.map(({ pointer, text }) => (
              <li key={pointer}>{text}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
