/** Filling in a submission step by step; everything typed is kept on the device. */
import { Page, Skeleton } from "../../parts/page";
import type { Claims } from "../../session/token";
import { useLanguage } from "../../words/language";
import type { Edition } from "../../api/catalogue";
import { DraftState } from "./draft-state";
import { Handing } from "./handing";
import { StepFrame } from "./step-frame";
import { useFilling } from "./use-filling";
import type { Receipt } from "./use-sending";

interface FillingProps {
  edition: Edition;
  claims: Claims;
  onSubmitted: (receipt: Receipt) => void;
}

export function Filling({ edition, claims, onSubmitted }: FillingProps) {
  const { t, language } = useLanguage();
  const filling = useFilling(edition, claims, onSubmitted);
  const { drafting, sending, step, steps, goTo, shown } = filling;
  const { draft, change } = drafting;
  const title = `${t("Nộp hồ sơ", "Submit")}: ${language === "vi" ? edition.name : edition.name_en || edition.name}`;
  const back = { to: `/procedures/${edition.code}`, label: t("Về thủ tục", "To the procedure") };
  if (draft === null) {
    return (
      <Page title={title} back={back}>
        <Skeleton lines={8} height={2.75} />
      </Page>
    );
  }
  const error = (pointer: string) => shown[pointer]?.[language === "vi" ? 0 : 1];
  return (
    <Page title={title} back={back}>
      <DraftState drafting={drafting} draft={draft} onDiscard={filling.startAnew} />
      <div ref={filling.form}>
        <StepFrame
          steps={steps}
          step={step}
          goTo={goTo}
          onNext={filling.next}
          stage={{ draft, edition, change, error }}
          faults={shown}
          reachable={filling.firstFaulty}
        />
      </div>
      {step === "review" && (
        <Handing draft={draft} change={change} sending={sending} isComplete={filling.firstFaulty === undefined} onMend={filling.mend} />
      )}
    </Page>
  );
}
