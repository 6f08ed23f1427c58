/** Filling in a submission step by step; everything typed is kept on the device. */
import { useEffect, useRef, useState } from "react";
import { useLocation, useSearch } from "wouter";
import type { Problem } from "../../api/problems";
import { loadSelect } from "../../parts/lazy-select";
import { Page, Skeleton } from "../../parts/page";
import type { Claims } from "../../session/token";
import { useLanguage } from "../../words/language";
import type { Edition } from "../catalogue";
import { stepsOf, type Draft, type Step } from "./draft";
import { DraftState } from "./draft-state";
import { faultsHere, ofStep, standing, stepOf, told, type Faults, type ToldFaults } from "./faults";
import { Handing } from "./handing";
import { StepFrame } from "./step-frame";
import { useDraft } from "./use-draft";
import { useSending, type Receipt } from "./use-sending";

interface FillingProps {
  edition: Edition;
  claims: Claims;
  onSubmitted: (receipt: Receipt) => void;
}

export function Filling({ edition, claims, onSubmitted }: FillingProps) {
  const { t, language } = useLanguage();
  const drafting = useDraft(claims, edition, language);
  const { draft, change } = drafting;
  const [faultsTold, setFaultsTold] = useState<ToldFaults>({});
  const [tried, setTried] = useState<ReadonlySet<Step>>(new Set());
  const steps = stepsOf(edition);
  const [step, goTo, startAnew] = useStep(steps, draft, change);
  const form = useRef<HTMLDivElement>(null);
  useEffect(() => void loadSelect(), []);
  const [looking, setLooking] = useState(0);
  useEffect(() => {
    if (looking > 0) firstWrong(form.current)?.focus();
  }, [looking]);

  const refused = (problem: Problem, sent: Draft) => {
    const found = told(problem, sent);
    setFaultsTold(found);
    const wrong = Object.keys(found).map(stepOf).filter((one) => one !== "review" && steps.includes(one));
    const first = steps.find((one) => wrong.includes(one));
    if (first === undefined) return;
    setTried((before) => new Set([...before, ...wrong]));
    goTo(first);
    setLooking(looking + 1);
  };
  const sending = useSending(drafting, edition, onSubmitted, refused);

  const title = `${t("Nộp hồ sơ", "Submit")}: ${language === "vi" ? edition.name : edition.name_en || edition.name}`;
  const back = { to: `/procedures/${edition.code}`, label: t("Về thủ tục", "To the procedure") };
  if (draft === null) {
    return (
      <Page title={title} back={back}>
        <Skeleton lines={8} height={2.75} />
      </Page>
    );
  }
  const here = faultsHere(draft, edition, Date.now());
  const faults: Faults = { ...here, ...standing(faultsTold, draft) };
  const shown = tried.has(step) ? ofStep(faults, step) : ofStep(standing(faultsTold, draft), step);
  const firstFaulty = steps.find((one) => Object.keys(ofStep(faults, one)).length > 0);
  const next = () => {
    const following = steps[steps.indexOf(step) + 1];
    if (Object.keys(ofStep(here, step)).length > 0 || following === undefined) {
      setTried(new Set([...tried, step]));
      setLooking(looking + 1);
    } else {
      goTo(following);
    }
  };
  const mend = () => {
    const wrong = firstFaulty ?? step;
    setTried(new Set(steps));
    goTo(wrong);
    setLooking(looking + 1);
  };
  return (
    <Page title={title} back={back}>
      <DraftState drafting={drafting} draft={draft} onDiscard={startAnew} />
      <div ref={form}>
        <StepFrame
          steps={steps}
          step={step}
          goTo={goTo}
          onNext={next}
          stage={{ draft, edition, change, error: (pointer) => shown[pointer]?.[language === "vi" ? 0 : 1] }}
          faults={shown}
          reachable={firstFaulty}
        />
      </div>
      {step === "review" && <Handing draft={draft} change={change} sending={sending} isComplete={firstFaulty === undefined} onMend={mend} />}
    </Page>
  );
}

/** The step in the address, so that the browser's own back button goes a step back. */
function useStep(steps: readonly Step[], draft: Draft | null, change: (patch: Partial<Draft>) => void): [Step, (step: Step) => void, () => void] {
  const [path, navigate] = useLocation();
  const asked = new URLSearchParams(useSearch()).get("step");
  const step = steps.find((one) => one === asked) ?? steps.find((one) => one === draft?.step) ?? "agency";
  const goTo = (wanted: Step) => {
    change({ step: wanted });
    navigate(`${path}?step=${wanted}`);
  };
  return [step, goTo, () => navigate(path, { replace: true })];
}

/** Where to go on typing: the first field that is marked as wrong. */
function firstWrong(form: HTMLElement | null): HTMLElement | null {
  const typing = "input[aria-invalid='true'], textarea[aria-invalid='true']";
  return form?.querySelector<HTMLElement>(`${typing}, [data-invalid] input:not([tabindex='-1']), [data-invalid] button`) ?? null;
}
